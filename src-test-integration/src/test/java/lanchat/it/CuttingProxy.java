package lanchat.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The way to a server, cut again and again after random numbers of bytes and in random ways. Listens on a free port of
 * 127.0.0.1; each connection to it is a {@link Cable}.
 */
final class CuttingProxy implements AutoCloseable {
    /** Rare, because it takes a client ten seconds to notice. */
    private static final int SILENCE_EVERY = 25;

    /** What goes over it, and so how many bytes it takes to get into the room. */
    enum Speech {
        OPEN(250, 600),
        /** With the client's own key, which it shows before it says anything: its first request ends at some 1,240 bytes. */
        TLS(1_400, 2_500);

        private final int up;
        private final int down;

        Speech(int up, int down) {
            this.up = up;
            this.down = down;
        }
    }

    private static final List<Cable.Way> LOUD =
            List.of(Cable.Way.RESET, Cable.Way.RESET, Cable.Way.HALF_CLOSE, Cable.Way.HALF_CLOSE, Cable.Way.ONE_END);

    private final String name;
    private final int target;
    private final Random dice;
    private final Speech speech;
    private final int firstSilence;
    private final ServerSocket listening;
    private final Thread acceptor;
    private final List<Cable> cables = new ArrayList<>();
    private int cuts;
    private boolean mended;

    /**
     * The way to this port of 127.0.0.1.
     *
     * @param name of this way, for its threads
     * @param firstSilence the number of the first connection that falls silent, counted from 1
     */
    CuttingProxy(String name, int target, Random dice, Speech speech, int firstSilence) throws IOException {
        this.name = name;
        this.target = target;
        this.dice = dice;
        this.speech = speech;
        this.firstSilence = firstSilence;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.acceptor = new Thread(this::accept, "way of " + name);
        acceptor.start();
    }

    /** Where it listens. */
    int port() {
        return listening.getLocalPort();
    }

    /** How often it has cut. */
    synchronized int cuts() {
        return cuts;
    }

    /** Waits until it has cut so often. Does not mind how long that takes, as long as there is another cut now and then. */
    synchronized void awaitCuts(int enough) throws InterruptedException {
        while (cuts < enough) {
            int before = cuts;
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Transcript.HANG_SECONDS);
            while (cuts == before) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError(name + " hangs after " + cuts + " cuts, on connection " + cables.size());
                }
                wait(left);
            }
        }
    }

    /** Lets everything through from now on. */
    void mend() {
        List<Cable> all;
        synchronized (this) {
            mended = true;
            all = List.copyOf(cables);
        }
        all.forEach(Cable::mend);
    }

    private void accept() {
        while (true) {
            Socket client;
            try {
                client = listening.accept();
            } catch (IOException closed) {
                return;
            }
            try {
                carry(client);
            } catch (IOException gone) {
                Cable.reset(client); // One of the two is not there any more, or not yet: so it seems to the other.
            }
        }
    }

    private void carry(Socket client) throws IOException {
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        Cable cable;
        synchronized (this) {
            int number = cables.size() + 1;
            Cable before = cables.isEmpty() ? null : cables.get(cables.size() - 1);
            cable = new Cable(name + "/" + number, client, server, toss(number), dice, watcher(before));
            cables.add(cable);
            if (mended) {
                cable.mend();
            }
        }
        cable.start();
    }

    private Cable.Cut toss(int number) {
        boolean silent = number >= firstSilence && (number - firstSilence) % SILENCE_EVERY == 0;
        Cable.Way way = silent ? Cable.Way.SILENCE : LOUD.get(dice.nextInt(LOUD.size()));
        if (number == 1) {
            // A client whose first connection never got an answer does not try again. A reset can take away
            // what it has not read yet; but who has said that much has read the answer.
            return new Cable.Cut(way, true, speech.up + dice.nextInt(600));
        }
        boolean up = dice.nextInt(3) == 0;
        // One in five breaks before or while the client comes in, the others at some time after that.
        boolean early = dice.nextInt(5) == 0;
        int bytes = up
                ? early ? 1 + dice.nextInt(speech.up) : speech.up + dice.nextInt(600)
                : early ? 1 + dice.nextInt(speech.down) : speech.down + dice.nextInt(8_000);
        return new Cable.Cut(way, up, bytes);
    }

    private Cable.Watcher watcher(@Nullable Cable before) {
        return new Cable.Watcher() {
            @Override
            public void underWay() {
                if (before != null) {
                    before.deliverLate();
                }
            }

            @Override
            public void wasCut() {
                underWay();
                countCut();
            }
        };
    }

    private synchronized void countCut() {
        cuts++;
        notifyAll();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        boolean over = Ending.of(acceptor);
        List<Cable> all;
        synchronized (this) {
            all = List.copyOf(cables);
        }
        all.forEach(Cable::close);
        for (Cable cable : all) {
            over &= cable.hasEnded();
        }
        if (!over) {
            throw new AssertionError("threads of " + name + " go on after its end");
        }
    }
}
