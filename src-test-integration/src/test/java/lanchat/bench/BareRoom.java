package lanchat.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import lanchat.common.Threads;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The least that a room in Java does with a thread for each connection: it takes a name, says welcome, and writes every
 * line to everybody else. Nothing bounds it: one who does not read holds up all, and who says more than a read takes in
 * without ending a line is let go. To see what is left to gain.
 */
@Command(name = "bare-room", description = "Brings every line to everybody else.")
public final class BareRoom implements Callable<Integer> {
    /** How one talks with it. */
    static final PlainSpeech SPEECH = new PlainSpeech(true, "Welcome", false);

    private static final byte[] WELCOME = "Welcome\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_READ = 1024;
    private static final int QUEUED = 1024;

    @Option(
            names = "--hand-on",
            description = "The reader hands a line to a second thread, and that to a third, which writes.")
    private boolean handsOn;

    @Option(
            names = "--gather",
            description = "The reader hands a line to a second thread, which brings as many at once as it can.")
    private boolean gathers;

    @Option(
            names = "--keep",
            paramLabel = "FILE",
            description = "It gathers, and forces what it has to this file before it brings it.")
    private @Nullable Path kept;

    @Parameters(index = "0", paramLabel = "PORT", description = "Where it listens, on 127.0.0.1.")
    private int port;

    private final List<Socket> members = new CopyOnWriteArrayList<>();
    private final ReentrantLock order = new ReentrantLock();
    private final BlockingQueue<Said> said = new ArrayBlockingQueue<>(QUEUED);
    private final BlockingQueue<Said> ordered = new ArrayBlockingQueue<>(QUEUED);
    private final Gathered<Said> gathered = new Gathered<>();

    private record Said(Socket by, byte[] lines) {}

    /** For picocli. */
    public BareRoom() {}

    /** Runs until it is killed. */
    public static void main(String[] arguments) {
        Threads.setUpReaders();
        System.exit(new CommandLine(new BareRoom()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        if (handsOn) {
            Threads.platform("order", this::putInOrder).start();
            Threads.platform("writer", this::write).start();
        }
        gathers |= kept != null;
        if (gathers) {
            Threads.platform("writer", this::writeGathered).start();
        }
        try (ServerSocket listening = new ServerSocket(port, QUEUED, InetAddress.getLoopbackAddress())) {
            while (!listening.isClosed()) {
                Socket socket = listening.accept();
                socket.setTcpNoDelay(true);
                Threads.reader("reader", () -> read(socket)).start();
            }
        }
        return 0;
    }

    private void read(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            byte[] bytes = new byte[LONGEST_READ];
            boolean named = false;
            int count = 0;
            int read;
            while ((read = in.read(bytes, count, bytes.length - count)) > 0) {
                count += read;
                int from = 0;
                if (!named) {
                    from = Math.max(0, Speech.lineEnd(bytes, 0, count));
                    named = from > 0;
                    if (named) {
                        members.add(socket);
                        socket.getOutputStream().write(WELCOME);
                    }
                }
                int end = named ? behindLastLine(bytes, from, count) : 0;
                if (end > from) {
                    bring(new Said(socket, Arrays.copyOfRange(bytes, from, end)));
                }
                count -= end;
                System.arraycopy(bytes, end, bytes, 0, count);
            }
        } catch (IOException gone) {
            // As good as the end of what it says.
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a reader", e);
        } finally {
            members.remove(socket);
        }
    }

    private static int behindLastLine(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private void bring(Said lines) throws InterruptedException {
        if (gathers) {
            gathered.add(lines, Speech.lines(lines.lines()));
            return;
        }
        if (handsOn) {
            said.put(lines);
            return;
        }
        order.lock();
        try {
            writeToOthers(lines);
        } finally {
            order.unlock();
        }
    }

    private void putInOrder() {
        try {
            while (true) {
                ordered.put(said.take());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this", e);
        }
    }

    private void write() {
        try {
            while (true) {
                writeToOthers(ordered.take());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this", e);
        }
    }

    private void writeGathered() {
        try (FileChannel file =
                kept == null ? null : FileChannel.open(kept, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            long lastNanos = 0;
            while (true) {
                List<Said> batch = gathered.take(lastNanos);
                long begin = System.nanoTime();
                byte[] all = joined(batch, null);
                if (file != null) {
                    ByteBuffer bytes = ByteBuffer.wrap(all);
                    while (bytes.hasRemaining()) {
                        file.write(bytes);
                    }
                    file.force(false);
                }
                Set<Socket> speakers = batch.stream().map(Said::by).collect(Collectors.toSet());
                for (Socket member : members) {
                    write(member, speakers.contains(member) ? joined(batch, member) : all);
                }
                lastNanos = System.nanoTime() - begin;
            }
        } catch (InterruptedException | IOException e) {
            throw new IllegalStateException("nobody interrupts this, and the file can be written to", e);
        }
    }

    /** What these have said, without what this one has. */
    private static byte[] joined(List<Said> batch, @Nullable Socket but) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(batch.size() * LONGEST_READ);
        batch.stream().filter(each -> each.by() != but).forEach(each -> all.writeBytes(each.lines()));
        return all.toByteArray();
    }

    private void writeToOthers(Said lines) {
        for (Socket member : members) {
            if (member != lines.by()) {
                write(member, lines.lines());
            }
        }
    }

    private static void write(Socket member, byte[] bytes) {
        try {
            member.getOutputStream().write(bytes);
        } catch (IOException gone) {
            // Its reader hears of it as well, and takes it out.
        }
    }
}
