package lanchat.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The machine that is measured on, as Linux tells about it in /proc (proc(5)). */
final class Machine {
    /** User, nice and system time, and those spent in interrupts; not idle, and not waiting for disks. */
    private static final int[] BUSY_FIELDS = {1, 2, 3, 6, 7};

    private static final int PROCESS_USER_FIELD = 11;
    private static final double TICKS_PER_SECOND = ticksPerSecond();
    private static final Pattern MODEL = Pattern.compile("model name\\s*: (.*)");
    private static final Pattern MEMORY = Pattern.compile("MemTotal:\\s+(\\d+) kB");
    private static final Pattern SYSTEM = Pattern.compile("PRETTY_NAME=\"(.*)\"");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern FILES = Pattern.compile("Max open files\\s+(\\d+)");

    private Machine() {}

    /** CPU time that all programs together have had. */
    static double busySeconds() throws IOException {
        String[] fields = read("/proc/stat").lines().findFirst().orElse("").split(" +", -1);
        long ticks = 0;
        for (int field : BUSY_FIELDS) {
            ticks += Long.parseLong(fields[field]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    /** CPU time, user and system, that a process and all its threads have had. */
    static double cpuSeconds(long pid) throws IOException {
        String stat = read("/proc/" + pid + "/stat");
        // The name, which may have blanks in it, is in brackets.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[PROCESS_USER_FIELD]) + Long.parseLong(fields[PROCESS_USER_FIELD + 1]))
                / TICKS_PER_SECOND;
    }

    /** How much of the machine's memory a process holds, in KiB. */
    static long residentKb(long pid) throws IOException {
        return Long.parseLong(find(RESIDENT, read("/proc/" + pid + "/status"), "0"));
    }

    /** How many files and sockets this process and those it starts may have open. */
    static long maxOpenFiles() throws IOException {
        return Long.parseLong(find(FILES, read("/proc/self/limits"), "1000000"));
    }

    /** The machine in a line: processor, cores, memory, system. */
    static String inWords() throws IOException {
        long gib = Math.round(Long.parseLong(find(MEMORY, read("/proc/meminfo"), "0")) / 1024.0 / 1024.0);
        return find(MODEL, read("/proc/cpuinfo"), System.getProperty("os.arch")) + ", "
                + Runtime.getRuntime().availableProcessors() + " cores, " + gib + " GiB, "
                + find(SYSTEM, read("/etc/os-release"), "Linux") + ", kernel " + System.getProperty("os.version");
    }

    /** What a program prints, both streams; empty if it can't be run. */
    static String says(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return said.strip();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    static String firstLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }

    private static double ticksPerSecond() {
        String said = says(List.of("getconf", "CLK_TCK"));
        return said.matches("\\d+") ? Double.parseDouble(said) : 100;
    }

    private static String read(String file) throws IOException {
        return Files.readString(Path.of(file));
    }

    private static String find(Pattern pattern, String text, String otherwise) {
        Matcher found = pattern.matcher(text);
        return found.find() ? found.group(1).strip() : otherwise;
    }
}
