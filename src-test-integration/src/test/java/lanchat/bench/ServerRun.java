package lanchat.bench;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server that runs. Closing ends it. */
final class ServerRun implements AutoCloseable {
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
    private static final long STAY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int STOP_SECONDS = 10;
    private static final int WORDS_CHARS = 300;

    private final Contender contender;
    private final Process process;
    private final InetSocketAddress address;
    private final long startNanos;
    private final long answerNanos;

    private ServerRun(
            Contender contender, Process process, InetSocketAddress address, long startNanos, long answerNanos) {
        this.contender = contender;
        this.process = process;
        this.address = address;
        this.startNanos = startNanos;
        this.answerNanos = answerNanos;
    }

    /** Starts a server that keeps what it has to in this directory, and waits until it takes connections and answers. */
    static ServerRun start(Contender contender, Path directory) throws IOException, NotMeasuredException {
        Files.createDirectories(directory);
        int port = freePort();
        List<String> command = contender.launch().command(directory, port);
        File said = directory.resolve("said.txt").toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(said);
        for (String name : List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS")) {
            builder.environment().remove(name);
        }
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        long begin = System.nanoTime();
        Process process = builder.start();
        try {
            long taken = 0;
            while (taken == 0) {
                taken = connect(contender, address);
                if (taken == 0 && (!process.isAlive() || System.nanoTime() - begin > START_NANOS)) {
                    throw new NotMeasuredException("did not start: " + lastWords(said.toPath()));
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
            long answered = answered(contender, address);
            return new ServerRun(contender, process, address, taken - begin, answered - begin);
        } catch (IOException | NotMeasuredException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** From the start of its process to the first connection it took. */
    long startNanos() {
        return startNanos;
    }

    /** From the start of its process until it answered a connection, where it has something to answer. */
    long answerNanos() {
        return answerNanos;
    }

    Speech speech() {
        return contender.speech();
    }

    InetSocketAddress address() {
        return address;
    }

    /** How many connections a second it takes without losing some. */
    long connectsPerSecond() {
        return contender.connectsPerSecond();
    }

    /** How many come in at once. */
    int underWay() {
        return contender.underWay();
    }

    boolean hasEnded() {
        return !process.isAlive();
    }

    /** CPU time, user and system, that it has had. */
    double cpuSeconds() throws IOException {
        return process.isAlive() ? Machine.cpuSeconds(process.pid()) : 0;
    }

    /** How much of the machine's memory it holds, in KiB. */
    long residentKb() throws IOException {
        return process.isAlive() ? Machine.residentKb(process.pid()) : 0;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** When a connection was taken; 0 if none was. */
    private static long connect(Contender contender, InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address);
            long taken = System.nanoTime();
            if (contender.speech().question().length == 0) {
                // Ncat ends when somebody goes away whom it has not looked at yet.
                LockSupport.parkNanos(STAY_NANOS);
            }
            return taken;
        } catch (IOException notYet) {
            return 0;
        }
    }

    /** When it answered. */
    private static long answered(Contender contender, InetSocketAddress address) throws IOException {
        byte[] question = contender.speech().question();
        if (question.length == 0) {
            return System.nanoTime();
        }
        try (Socket socket = new Socket()) {
            socket.setSoTimeout((int) TimeUnit.NANOSECONDS.toMillis(START_NANOS));
            socket.connect(address);
            socket.getOutputStream().write(question);
            if (socket.getInputStream().read() < 0) {
                throw new IOException("no answer from " + contender.name());
            }
            return System.nanoTime();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private static String lastWords(Path said) throws IOException {
        String all = Files.readString(said, StandardCharsets.ISO_8859_1).strip();
        return all.substring(Math.max(0, all.length() - WORDS_CHARS)).replace('\n', ' ');
    }
}
