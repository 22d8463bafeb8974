package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A real terminal, 100 by 40, in which one command runs; what it shows stays when the command has ended. Each has a tmux
 * server of its own, so that none meets anybody else's. Closing ends it and what runs in it.
 */
final class Tmux implements AutoCloseable {
    private static final Pattern STATUS = Pattern.compile("\\[(\\d+ here|connected|no connection).*");
    private static final String SETTINGS = """
            set -g remain-on-exit on
            set -gq remain-on-exit-format ""
            set -g history-limit 10000
            set -g status off
            set -g default-terminal screen-256color
            """;
    /** Outlives a Ctrl-C to say how the command ended, which not every tmux can tell. */
    private static final String SHELL = "trap : INT; \"$@\"; echo \"[ended with $?]\"";

    private static final Pattern ENDED = Pattern.compile(".*\\[ended with (\\d+)]");

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Path folder;

    private Tmux(Path folder) {
        this.folder = folder;
    }

    /** Runs a command in a new terminal. Skips the test where there is no tmux. */
    static Tmux start(List<String> command) throws IOException, InterruptedException {
        Programs.need("tmux");
        Path folder = Files.createTempDirectory("lanchat-tmux");
        Files.writeString(folder.resolve("settings"), SETTINGS);
        Tmux tmux = new Tmux(folder);
        List<String> words = new ArrayList<>(List.of("new-session", "-d", "-x", "100", "-y", "40", "--"));
        words.addAll(List.of("sh", "-c", SHELL, "sh"));
        words.addAll(command);
        tmux.tell(words.toArray(new String[0]));
        return tmux;
    }

    /** Types text, and then Enter. */
    Tmux types(String text) throws IOException, InterruptedException {
        tell("send-keys", "-l", "--", text);
        return presses("Enter");
    }

    /** Presses keys by the names tmux has for them. */
    Tmux presses(String... keys) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("send-keys", "--"));
        words.addAll(List.of(keys));
        tell(words.toArray(new String[0]));
        return this;
    }

    /**
     * The lines on the screen, without blanks at their ends and without empty lines at the end. The client's status line is
     * left out: what is above it reads the same with and without it.
     */
    List<String> screen() throws IOException, InterruptedException {
        List<String> lines = wholeScreen();
        if (!lines.isEmpty() && STATUS.matcher(lines.get(lines.size() - 1)).matches()) {
            lines.remove(lines.size() - 1);
        }
        removeEmpty(lines);
        return lines;
    }

    /** The same, with the client's status line. */
    List<String> wholeScreen() throws IOException, InterruptedException {
        String[] shown = tell("capture-pane", "-p", "-J").split("\n", -1);
        List<String> lines = new ArrayList<>();
        Arrays.stream(shown).map(String::stripTrailing).forEach(lines::add);
        removeEmpty(lines);
        return lines;
    }

    private static void removeEmpty(List<String> lines) {
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
    }

    /** Waits until the client's status line, in the last row that is not empty, says this; empty for no such line. */
    Tmux status(Predicate<String> fitting) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Transcript.HANG_SECONDS);
        String status = status();
        while (!fitting.test(status)) {
            if (System.nanoTime() > deadline) {
                fail("the status line is " + status + " on the screen:\n" + String.join("\n", wholeScreen()));
            }
            LockSupport.parkNanos(LOOK_NANOS);
            status = status();
        }
        return this;
    }

    private String status() throws IOException, InterruptedException {
        List<String> lines = wholeScreen();
        String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        return STATUS.matcher(last).matches() ? last : "";
    }

    /** Waits until the screen shows exactly these lines. */
    Tmux shows(String... lines) throws IOException, InterruptedException {
        List<String> expected = List.of(lines);
        assertEquals(String.join("\n", expected), String.join("\n", waitsFor(expected::equals)));
        return this;
    }

    /** Waits until the last line on the screen is this one. */
    Tmux endsWith(String line) throws IOException, InterruptedException {
        List<String> shown = waitsFor(
                screen -> !screen.isEmpty() && screen.get(screen.size() - 1).equals(line));
        assertEquals(line, shown.isEmpty() ? "" : shown.get(shown.size() - 1), () -> String.join("\n", shown));
        return this;
    }

    /** Waits until some line on the screen fits, and gives it back. */
    String line(Predicate<String> fitting) throws IOException, InterruptedException {
        List<String> shown = waitsFor(screen -> screen.stream().anyMatch(fitting));
        return shown.stream()
                .filter(fitting)
                .findFirst()
                .orElseGet(() -> fail("no such line on the screen:\n" + String.join("\n", shown)));
    }

    /** Waits until the command has ended, and gives back its exit code; the last line on the screen names it too. */
    int exits() throws IOException, InterruptedException {
        Matcher ended = ENDED.matcher(line(ENDED.asMatchPredicate()));
        if (!ended.matches()) {
            throw new IllegalStateException("a line that fitted fits no longer");
        }
        return Integer.parseInt(ended.group(1));
    }

    private List<String> waitsFor(Predicate<List<String>> condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Transcript.HANG_SECONDS);
        List<String> shown = screen();
        while (!condition.test(shown) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_NANOS); // A terminal tells nobody when it changes.
            shown = screen();
        }
        return shown;
    }

    /** Gives tmux a command, and back what it answers. */
    String tell(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "tmux",
                "-u",
                "-S",
                folder.resolve("socket").toString(),
                "-f",
                folder.resolve("settings").toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().remove("TMUX");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process tmux = builder.start();
        tmux.getOutputStream().close();
        String answer = new String(tmux.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, tmux.waitFor(), () -> "tmux " + String.join(" ", words) + ": " + answer);
        return answer;
    }

    @Override
    public void close() throws IOException {
        try {
            tell("kill-server");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(folder.resolve("socket"));
        Files.deleteIfExists(folder.resolve("settings"));
        Files.deleteIfExists(folder);
    }
}
