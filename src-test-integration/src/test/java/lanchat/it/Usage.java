package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a Java process holds: threads, open files, and the heap in use after a full collection, in KiB. Linux only.
 */
record Usage(int threads, int files, int heapKb) {
    private static final Pattern THREADS = Pattern.compile("Threads:\\s+(\\d+)");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern HEAP = Pattern.compile("used (\\d+)K");

    static Usage of(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        String status = Files.readString(Path.of("/proc/" + pid + "/status"));
        try (Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return new Usage(number(THREADS, status), (int) open.count(), number(HEAP, jcmd(pid, "GC.heap_info")));
        }
    }

    /** How much of the machine's memory the process holds, in KiB. */
    static int residentKb(long pid) throws IOException {
        return number(RESIDENT, Files.readString(Path.of("/proc/" + pid + "/status")));
    }

    /** What one of Java's options is, whoever set it; waits until it is that, or a long time has passed. */
    static int option(long pid, String name, int awaited) throws IOException, InterruptedException {
        Pattern pattern = Pattern.compile(" " + name + " +:?= +(\\d+)");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        int is;
        do {
            is = number(pattern, jcmd(pid, "VM.flags -all"));
        } while (is != awaited && System.nanoTime() < deadline);
        return is;
    }

    /** How many objects are alive of the classes whose names end like this. */
    static int count(long pid, Pattern names) throws IOException, InterruptedException {
        return jcmd(pid, "GC.class_histogram")
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length >= 4 && names.matcher(words[3]).find())
                .mapToInt(words -> Integer.parseInt(words[1]))
                .sum();
    }

    /** What a heap may have more, and still have nothing left behind. */
    static final int SLACK_KB = 4_096;

    /**
     * The same, looked at until it is no more than before, or a long time has passed: a connection that broke is remembered
     * until its member may no longer come back without the others noticing.
     */
    static Usage settled(long pid, Usage before) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        Usage now = of(pid);
        while (System.nanoTime() < deadline
                && (now.threads > before.threads
                        || now.files > before.files
                        || now.heapKb > before.heapKb + SLACK_KB)) {
            now = of(pid);
        }
        return now;
    }

    private static int number(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException(pattern + " is not in " + text);
        }
        return Integer.parseInt(found.group(1));
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(pid),
                        command)
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, jcmd.waitFor(), said);
        return said;
    }
}
