package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Somebody who chats at a terminal, with a shell around the client as people have it, and a home of his own. Everything
 * the terminal is sent is kept. Closing ends it all.
 */
final class Typist implements AutoCloseable {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Tmux tmux;
    private final Path home;
    private final Path sent;
    private final boolean ownsHome;

    private Typist(Tmux tmux, Path home, boolean ownsHome) throws IOException {
        this.tmux = tmux;
        this.home = home;
        this.sent = Files.createTempFile("lanchat-sent", null);
        this.ownsHome = ownsHome;
    }

    /** At a shell prompt, with an empty home. */
    static Typist atShell() throws IOException, InterruptedException {
        return atShell(Files.createTempDirectory("lanchat-home"), true);
    }

    private static Typist atShell(Path home, boolean ownsHome) throws IOException, InterruptedException {
        Programs.need("tmux", "bash");
        Tmux tmux = Tmux.start(List.of("env", "-u", "NO_COLOR", "PS1=$ ", "bash", "--norc", "--noprofile"));
        Typist typist = new Typist(tmux, home, ownsHome);
        tmux.tell("pipe-pane", "cat >> '" + typist.sent + "'");
        tmux.endsWith("$");
        return typist;
    }

    /** In the room under this name, at a screen that begins with his arrival. */
    static Typist in(ServerProcess server, Javas java, String name) throws IOException, InterruptedException {
        Typist typist = atShell();
        typist.starts(java, server.port(), name);
        return typist;
    }

    /** Types the command that starts the client under this name, and waits for his arrival. */
    Typist starts(Javas java, int port, String name, String... options) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("--name", name));
        all.addAll(List.of(options));
        types(command(java, port, all));
        tmux.line(line -> line.equals(name + "<127.0.0.1> connected"));
        return this;
    }

    /** What is typed to start the client; afterwards the shell says how it ended. */
    String command(Javas java, int port, List<String> options) {
        List<String> words = Jars.command(
                java,
                Jars.shortLived("-Duser.home=" + home),
                Jars.CLIENT,
                ClientProcess.arguments(port, options.toArray(new String[0])));
        String quoted = words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        return "clear; " + quoted + "; echo \"exit $?\"";
    }

    /** The terminal itself. */
    Tmux tmux() {
        return tmux;
    }

    /** The home of the account. */
    Path home() {
        return home;
    }

    /** Types text, and then Enter. */
    Typist types(String text) throws IOException, InterruptedException {
        tmux.types(text);
        return this;
    }

    /** Types text, without Enter. */
    Typist begins(String text) throws IOException, InterruptedException {
        tmux.tell("send-keys", "-l", "--", text);
        return this;
    }

    /** Presses keys by the names tmux has for them. */
    Typist presses(String... keys) throws IOException, InterruptedException {
        tmux.presses(keys);
        return this;
    }

    /** Pastes a text as a terminal does, in brackets where the program has asked for them. */
    Typist pastes(String text) throws IOException, InterruptedException {
        Path file = Files.createTempFile("lanchat-paste", null);
        Files.writeString(file, text);
        tmux.tell("load-buffer", file.toString());
        tmux.tell("paste-buffer", "-p");
        Files.delete(file);
        return this;
    }

    /** Makes the window so large, and waits until programs in it can know: tmux tells them a quarter second later. */
    Typist resizes(int columns, int rows) throws IOException, InterruptedException {
        tmux.tell("resize-window", "-x", Integer.toString(columns), "-y", Integer.toString(rows));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Transcript.HANG_SECONDS);
        while (!stty("size").equals(rows + " " + columns) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return this;
    }

    /** Says to the programs in the window that it has no size. */
    Typist losesItsSize() throws IOException, InterruptedException {
        stty("rows", "0", "columns", "0");
        return this;
    }

    /** The last line on the screen reads so. */
    Typist endsWith(String line) throws IOException, InterruptedException {
        tmux.endsWith(line);
        return this;
    }

    /** The last lines on the screen read so. */
    Typist endsWithLines(String... lines) throws IOException, InterruptedException {
        List<String> expected = List.of(lines);
        List<String> shown = List.of();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Transcript.HANG_SECONDS);
        while (!shown.equals(expected) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(shown.isEmpty() ? 0 : LOOK_NANOS);
            List<String> all = tmux.screen();
            shown = all.subList(Math.max(0, all.size() - expected.size()), all.size());
        }
        assertEquals(String.join("\n", expected), String.join("\n", shown));
        return this;
    }

    /** Everything in the terminal and its scrollback, long lines as one. */
    List<String> scrollback() throws IOException, InterruptedException {
        return tmux.tell("capture-pane", "-p", "-J", "-S", "-")
                .lines()
                .map(String::stripTrailing)
                .toList();
    }

    /** The screen with its colours, as escape sequences. */
    String colored() throws IOException, InterruptedException {
        return tmux.tell("capture-pane", "-p", "-e", "-J");
    }

    /** The same row by row, as wide as the terminal is: a long line takes several. */
    String coloredRows() throws IOException, InterruptedException {
        return tmux.tell("capture-pane", "-p", "-e");
    }

    /** Column and row of the cursor, from 0. */
    int[] cursor() throws IOException, InterruptedException {
        String[] place = tmux.tell("display-message", "-p", "#{cursor_x} #{cursor_y}")
                .strip()
                .split(" ", 2);
        return new int[] {Integer.parseInt(place[0]), Integer.parseInt(place[1])};
    }

    /** Everything the terminal was sent from the beginning, at least up to this text. */
    String sentUpTo(String text) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Transcript.HANG_SECONDS);
        String all = Files.readString(sent, StandardCharsets.ISO_8859_1);
        while (!all.contains(text) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_NANOS); // It gets there by a pipe, behind the screen.
            all = Files.readString(sent, StandardCharsets.ISO_8859_1);
        }
        return all;
    }

    /** What stty says of the terminal, asked from outside. */
    String modes() throws IOException, InterruptedException {
        return stty("-g");
    }

    private String stty(String... words) throws IOException, InterruptedException {
        String tty = tmux.tell("display-message", "-p", "#{pane_tty}").strip();
        List<String> command = new ArrayList<>(List.of("stty", "-F", tty));
        command.addAll(List.of(words));
        Process stty = new ProcessBuilder(command).start();
        return new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    /** Sends the client a signal. */
    void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("pkill", "-" + name, "-f", "user.home=" + home + " ").start();
        assertEquals(0, kill.waitFor(), () -> "sending " + name);
    }

    /** Whether the client still runs. */
    boolean clientRuns() throws IOException, InterruptedException {
        return new ProcessBuilder("pgrep", "-f", "user.home=" + home + " ")
                        .start()
                        .waitFor()
                == 0;
    }

    @Override
    public void close() throws IOException {
        tmux.close();
        Files.deleteIfExists(sent);
        if (ownsHome) {
            try (Stream<Path> files = Files.walk(home)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
