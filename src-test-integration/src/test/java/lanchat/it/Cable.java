package lanchat.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * One connection through a {@link CuttingProxy}: two threads that carry bytes, one each way, sometimes late and sometimes
 * one by one, until it is cut. Guarded by itself; no lock is held while carrying.
 */
final class Cable implements AutoCloseable {
    private static final byte[] NOTHING = {};
    private static final int CHUNK_BYTES = 4096;
    private static final int MOST_DELAY_MILLIS = 20;
    private static final int MOST_CRUMBS = 200;

    /** Each of the mischiefs along the way happens to one in so many chunks. */
    private static final int SELDOM = 6;

    /** How it breaks. */
    enum Way {
        /** Both ends are told so at once. */
        RESET,
        /** The end that was being sent to reads an end; the other way goes on until that end hangs up. */
        HALF_CLOSE,
        /** The client is told so, the server is not; what was on its way to the server gets there later. */
        ONE_END,
        /** Nobody is told. */
        SILENCE
    }

    /**
     * What is to become of it.
     *
     * @param up whether bytes from client to server are counted; else those from server to client
     * @param afterBytes how many of them still get through
     */
    record Cut(Way way, boolean up, int afterBytes) {}

    /** Who is told how it goes, by its threads. */
    interface Watcher {
        /** The client has come back, or is just doing so. */
        void underWay();

        /** It has been cut. */
        void wasCut();
    }

    private final Socket client;
    private final Socket server;
    private final Cut cut;
    private final Watcher watcher;
    /** How many pieces the client has sent when it counts as under way: hello is one, asking to come in another. */
    private final int startingPieces;

    private final List<Thread> threads;

    private int left;
    /** It is broken, or will not break any more. */
    private boolean settled;
    /** Nothing is carried any more, though there may be open ends. */
    private boolean dead;

    private byte[] late = NOTHING;
    private int carriers = 2;

    /** Between these two sockets, which it closes. */
    Cable(String name, Socket client, Socket server, Cut cut, Random dice, Watcher watcher) {
        this.client = client;
        this.server = server;
        this.cut = cut;
        this.watcher = watcher;
        this.left = cut.afterBytes();
        this.startingPieces = 1 + dice.nextInt(3);
        Random up = new Random(dice.nextLong());
        Random down = new Random(dice.nextLong());
        threads = List.of(
                new Thread(() -> carry(client, server, true, up), name + " up"),
                new Thread(() -> carry(server, client, false, down), name + " down"));
    }

    /** Begins to carry. */
    void start() {
        threads.forEach(Thread::start);
    }

    /** Carries everything from now on, if it has not been cut. Where it fell silent both ends learn of it. */
    void mend() {
        boolean silent;
        synchronized (this) {
            silent = settled && cut.way() == Way.SILENCE;
            settled = true;
        }
        if (silent) {
            reset(client);
            reset(server);
        }
    }

    /** What was on its way to the server when only the client was told of the cut gets there now, and then an end. */
    void deliverLate() {
        byte[] bytes;
        synchronized (this) {
            if (!dead || cut.way() != Way.ONE_END) {
                return;
            }
            bytes = late;
            late = NOTHING;
        }
        try {
            server.getOutputStream().write(bytes);
            server.shutdownOutput();
        } catch (IOException ended) {
            // The server has heard of the next connection, and has ended this one.
        }
    }

    /** Breaks it off; its threads end. */
    @Override
    public void close() {
        reset(client);
        reset(server);
    }

    /** Whether its threads have ended; waits a while for that. */
    boolean hasEnded() {
        return threads.stream().allMatch(Ending::of);
    }

    private void carry(Socket from, Socket to, boolean up, Random dice) {
        byte[] bytes = new byte[CHUNK_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int pieces = 0;
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                int passing = passing(count, up);
                deliver(bytes, passing, out, dice);
                pieces++;
                if (up && pieces == startingPieces) {
                    watcher.underWay();
                }
                if (passing < count) {
                    cut(Arrays.copyOfRange(bytes, passing, count), to);
                    return;
                }
            }
            ended(to);
        } catch (IOException broken) {
            if (!isDead()) {
                close(); // As the one end has it, so has the other.
            }
        } catch (InterruptedException nobodyDoes) {
            close();
        }
    }

    private static void deliver(byte[] bytes, int count, OutputStream out, Random dice)
            throws IOException, InterruptedException {
        if (dice.nextInt(SELDOM) == 0) {
            Thread.sleep(dice.nextInt(MOST_DELAY_MILLIS)); // A slow stretch of the way: nobody waits for anything here.
        }
        int crumbs = dice.nextInt(SELDOM) == 0 ? Math.min(count, MOST_CRUMBS) : 0;
        for (int i = 0; i < crumbs; i++) {
            out.write(bytes, i, 1);
        }
        out.write(bytes, crumbs, count - crumbs);
    }

    /** How many of these bytes get through; fewer than all when it is to be cut behind them. */
    private synchronized int passing(int count, boolean up) {
        if (dead) {
            return 0;
        }
        if (settled || up != cut.up()) {
            return count;
        }
        int passing = Math.min(left, count);
        left -= passing;
        settled = passing < count;
        return passing;
    }

    private void cut(byte[] rest, Socket to) throws IOException {
        synchronized (this) {
            if (dead) {
                return;
            }
            dead = cut.way() == Way.ONE_END || cut.way() == Way.SILENCE;
            late = cut.up() ? rest : late;
        }
        switch (cut.way()) {
            case RESET -> close();
            case HALF_CLOSE -> ended(to);
            case ONE_END -> reset(client);
            case SILENCE -> {}
        }
        watcher.wasCut();
    }

    /** Nothing more goes this way; when nothing goes the other way either, it is over. */
    private void ended(Socket to) throws IOException {
        boolean over;
        synchronized (this) {
            if (dead) {
                return;
            }
            carriers--;
            over = carriers == 0;
        }
        to.shutdownOutput();
        if (over) {
            client.close();
            server.close();
        }
    }

    private synchronized boolean isDead() {
        return dead;
    }

    /** Ends a connection at once, so that the other side learns of it by an error. */
    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException closedAlready) {
            // Then there is nothing left to reset.
        }
    }
}
