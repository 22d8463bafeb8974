package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Two ordinary members who talk to each other, some sixteen lines a second each, while somebody attacks the room. Each line of
 * the one must reach the other, once and in order, and nothing else that they read may be unclean. How long lines took is
 * only written down, in {@code target/attacks-report.txt}: it says more of the machine than of the program.
 */
final class TwoTalkers implements AutoCloseable {
    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(60);
    private static final int LINES_AT_LEAST = 10;
    private static final Path REPORT = Path.of("target", "attacks-report.txt");

    private final Javas java;
    private final One ann;
    private final One bob;
    private final long[] without;

    /** Something that somebody does to the server. */
    @FunctionalInterface
    interface Attack {
        /** From beginning to end. */
        void run() throws Exception;
    }

    /** They come in, and talk for a while undisturbed. */
    TwoTalkers(ServerProcess server, Javas java) throws Exception {
        this(server, java, List.of());
    }

    /** The same, where something is to be said before the name. */
    TwoTalkers(ServerProcess server, Javas java, List<String> first) throws Exception {
        this.java = java;
        ann = new One("Ann", "Bob", new Socket(InetAddress.getLoopbackAddress(), server.port()), first);
        bob = new One("Bob", "Ann", AnyKey.connect(server.port()), first);
        ann.begin();
        bob.begin();
        without = during(() -> {});
    }

    /** They talk on while this happens, and for some lines more. */
    void talkDuring(String what, Attack attack) throws Exception {
        long[] with = during(attack);
        String line = String.format(
                Locale.ROOT,
                "%s: %s: worst %.1f ms, median %.2f ms of %d lines; before that worst %.1f ms, median %.2f ms of %d%n",
                java,
                what,
                with[with.length - 1] / 1e6,
                with[with.length / 2] / 1e6,
                with.length,
                without[without.length - 1] / 1e6,
                without[without.length / 2] / 1e6,
                without.length);
        System.out.print(line);
        Files.writeString(REPORT, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** What they have read that was not each other's, in the order in which Ann read it. */
    List<String> others() {
        return ann.others();
    }

    private long[] during(Attack attack) throws Exception {
        int annFrom = ann.said();
        int bobFrom = bob.said();
        attack.run();
        int annThen = ann.said();
        int bobThen = bob.said();
        // So they have heard what was said after the attack, and all that came with it.
        ann.awaits("to go on talking", () -> ann.said >= annThen + LINES_AT_LEAST);
        bob.awaits("to go on talking", () -> bob.said >= bobThen + LINES_AT_LEAST);
        int annTo = ann.said();
        int bobTo = bob.said();
        bob.awaits("to hear all that Ann said", () -> bob.latencies.size() >= annTo);
        ann.awaits("to hear all that Bob said", () -> ann.latencies.size() >= bobTo);
        long[] all = new long[annTo - annFrom + bobTo - bobFrom];
        ann.copy(bobFrom, bobTo, all, 0);
        bob.copy(annFrom, annTo, all, bobTo - bobFrom);
        Arrays.sort(all);
        return all;
    }

    @Override
    public void close() throws IOException {
        ann.close();
        bob.close();
    }

    /** One of them: a thread that talks and one that reads. */
    private static final class One {
        private static final Pattern LINE = Pattern.compile("(Ann|Bob):#(\\d+)\\.(\\d+)");
        private static final Pattern FORM =
                Pattern.compile("[^<>:()]+<[0-9.]+> (connected|disconnected|is now [^<>:()]+)"
                        + "|[^<>:()]+( \\(to you\\))?:.*|\\* .*|\\*\\*\\* .*|Welcome to this chatroom!");

        private final String name;
        private final String other;
        private final Socket socket;
        private final BufferedReader in;
        private volatile boolean over;
        // Guarded by this.
        private final List<Long> latencies = new ArrayList<>();
        private final List<String> others = new ArrayList<>();
        private @Nullable String problem;
        private int said;

        One(String name, String other, Socket socket, List<String> first) throws IOException {
            this.name = name;
            this.other = other;
            this.socket = socket;
            socket.setTcpNoDelay(true);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (String word : first) {
                write(word);
            }
            write(name);
            String line;
            do {
                line = in.readLine();
                assertTrue(line != null, name + " was not let in");
            } while (!line.equals(name + "<127.0.0.1> connected"));
        }

        void begin() {
            for (Runnable each : List.<Runnable>of(this::talk, this::read)) {
                Thread thread = new Thread(each, "talker " + name);
                thread.setDaemon(true);
                thread.start();
            }
        }

        synchronized int said() {
            return said;
        }

        synchronized List<String> others() {
            return List.copyOf(others);
        }

        synchronized void copy(int from, int to, long[] all, int at) {
            for (int i = from; i < to; i++) {
                all[at + i - from] = latencies.get(i);
            }
        }

        synchronized void awaits(String what, BooleanSupplier condition) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Transcript.HANG_SECONDS);
            while (!condition.getAsBoolean() && problem == null) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                assertTrue(left > 0, name + " waited in vain " + what);
                wait(left);
            }
            assertEquals(null, problem);
        }

        private void talk() {
            long next = System.nanoTime();
            try {
                while (!over) {
                    int number;
                    synchronized (this) {
                        number = said;
                    }
                    write("#" + number + "." + System.nanoTime());
                    synchronized (this) {
                        said++;
                        notifyAll();
                    }
                    next += PACE_NANOS;
                    LockSupport.parkNanos(next - System.nanoTime());
                }
            } catch (IOException e) {
                note(name + " can't talk any more: " + e.getMessage());
            }
        }

        private void read() {
            try {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    take(line, System.nanoTime());
                }
                note(name + " was shown out");
            } catch (IOException e) {
                note(name + " can't listen any more: " + e.getMessage());
            }
        }

        private synchronized void take(String line, long now) {
            Matcher talk = LINE.matcher(line);
            if (talk.matches() && talk.group(1).equals(other)) {
                if (Integer.parseInt(talk.group(2)) != latencies.size()) {
                    note(name + " heard " + line + " after " + latencies.size() + " lines");
                }
                latencies.add(now - Long.parseLong(talk.group(3)));
            } else {
                others.add(line);
                if (!CleanLines.isClean(line) || !FORM.matcher(line).matches()) {
                    note(name + " read a line that no member should: " + line);
                }
            }
            notifyAll();
        }

        private synchronized void note(String trouble) {
            if (!over && problem == null) {
                problem = trouble;
            }
            notifyAll();
        }

        private void write(String line) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        void close() throws IOException {
            over = true;
            socket.close();
        }
    }
}
