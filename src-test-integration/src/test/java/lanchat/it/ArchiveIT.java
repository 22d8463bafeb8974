package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The archive that people are given, unpacked and used. */
final class ArchiveIT {
    private static final Path ARCHIVE = Path.of(System.getProperty("lanchat.archive", ""));
    /** The newest Java that keeps no archive of classes by itself. */
    private static final int NO_ARCHIVES = 18;

    @TempDir
    private Path folder;

    private Path unpacked = Path.of("");

    @BeforeEach
    void unpack() throws Exception {
        Programs.need("tar", "sh");
        Path place = Files.createDirectories(folder.resolve("a place with spaces"));
        assertEquals(List.of(), output(List.of("tar", "xzf", ARCHIVE.toString(), "-C", place.toString())));
        try (Stream<Path> inside = Files.list(place)) {
            unpacked = inside.findFirst().orElseThrow();
        }
    }

    @OnEachJava
    void theScriptsStartBothProgramsAlsoByALink(Javas java) throws Exception {
        Path server = link("chat-server");
        Path client = link("chat-client");
        Path keys = Jars.freshHome();
        try (var running = Running.start(
                List.of(server.toString(), "--no-console", "--ephemeral", "--home", keys.toString(), "127.0.0.1", "0"),
                environment(java))) {
            String port = running.out()
                    .skipsToLike(ServerProcess.LISTENING.pattern())
                    .replaceAll(ServerProcess.LISTENING.pattern(), "$1");
            Path archive = folder.resolve(".lanchat/cache/chat-client-java" + java.version() + ".jsa");
            for (int run = 0; run < 3; run++) {
                try (var bot = Running.start(
                        List.of(client.toString(), "--name", "J\u00FC B", "--home", keys.toString(), "127.0.0.1", port),
                        environment(java))) {
                    bot.says("run " + run).hangsUp();

                    assertEquals(0, bot.exits());
                    bot.out().skipsTo("You:run " + run);
                    bot.out().ends();
                    bot.err().ends();
                }
                assertEquals(java.version() > NO_ARCHIVES, Files.exists(archive));
                if (run == 1 && java.version() > NO_ARCHIVES) {
                    Files.write(archive, new byte[100_000]); // As it looks when its making was cut short.
                }
            }
            running.signal("TERM");
            assertEquals(143, running.exits());
            running.err().ends();
        }
    }

    @Test
    void aRunThatOnlyTellsSomethingMakesNoArchiveOfClasses() throws Exception {
        List<Javas> all = Javas.all();

        List<String> said =
                output(List.of(link("chat-client").toString(), "--version"), environment(all.get(all.size() - 1)));

        assertTrue(said.get(0).matches("chat-client \\d.*, commit ([0-9a-f]{7,}|unknown), on Java .*"), said.get(0));
        assertFalse(Files.exists(folder.resolve(".lanchat/cache/chat-client-java25.jsa")));
    }

    @Test
    void whereThereIsNoJavaOrOnlyAnOldOneTheScriptsSayIt() throws Exception {
        Path old = Files.createDirectories(folder.resolve("old/bin"));
        Files.createFile(old.resolve("java"));
        assertTrue(old.resolve("java").toFile().setExecutable(true));
        Files.writeString(folder.resolve("old/release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"1.8.0_402\"\n");
        Path tools = Jars.freshHome();
        for (String tool : List.of("dirname", "basename", "readlink", "sed")) {
            Path real = Stream.of("/usr/bin", "/bin")
                    .map(place -> Path.of(place, tool))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
            Files.createSymbolicLink(tools.resolve(tool), real);
        }

        assertSays("This needs Java 17 or newer, and .* is Java 8\\. .*", Map.of("JAVA_HOME", folder + "/old"));
        assertSays("JAVA_HOME is /nowhere, and no Java is there\\. .*", Map.of("JAVA_HOME", "/nowhere"));
        assertSays("There is no Java here\\. .*", Map.of("JAVA_HOME", "", "PATH", tools.toString()));
    }

    private void assertSays(String pattern, Map<String, String> environment) throws Exception {
        try (var script = Running.start(
                List.of("/bin/sh", unpacked.resolve("bin/chat-server").toString(), "--version"), environment)) {
            script.err().hearsLike(pattern);
            script.err().ends();
            assertEquals(1, script.exits());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash --norc --noprofile", "zsh -f"})
    void theTabKeyCompletesOptionsAndCommands(String shell) throws Exception {
        List<String> words = List.of(shell.split(" ", -1));
        Programs.need(words.get(0));
        List<String> command = new ArrayList<>(List.of(
                "env",
                "PS1=$ ",
                "HOME=" + folder,
                "ZDOTDIR=" + folder,
                "HISTFILE=/dev/null", // Or a shell that ends writes where all is being deleted already.
                "PATH=" + unpacked.resolve("bin") + ":" + System.getenv("PATH")));
        command.addAll(words);
        try (var terminal = Tmux.start(command)) {
            terminal.endsWith("$");
            for (String program : List.of("chat-client", "chat-server")) {
                terminal.types(". '" + unpacked.resolve("completion/" + program + ".sh") + "'; clear; echo " + program
                                + " ready")
                        .line((program + " ready")::equals);
                terminal.endsWith("$");
            }
            completes(terminal, "chat-client --finge", "chat-client --fingerprint");
            completes(terminal, "chat-client key exp", "chat-client key export");
            completes(terminal, "chat-server --keep-si", "chat-server --keep-size");
        }
    }

    private static void completes(Tmux terminal, String typed, String whole) throws Exception {
        terminal.tell("send-keys", "-l", "--", typed);
        terminal.presses("Tab").endsWith("$ " + whole).presses("C-u").endsWith("$");
    }

    @Test
    void theUnitIsSoundAndHardened() throws Exception {
        Programs.need("systemd-analyze");
        Path unit = folder.resolve("chat-server.service");
        Path plain = folder.resolve("lanchat"); // A path in a unit would need quotes for its spaces.
        Files.createSymbolicLink(plain, unpacked);
        String text = Files.readString(unpacked.resolve("systemd/chat-server.service"));
        Files.writeString(unit, text.replace("/opt/lanchat/", plain + "/"));

        assertEquals(List.of(), output(List.of("systemd-analyze", "verify", unit.toString())));
        List<String> report = output(List.of(
                "systemd-analyze",
                "security",
                "--no-pager",
                "--offline=true",
                "--threshold=20", // tenths: 0 is the safest, 100 the least safe
                unit.toString()));
        assertTrue(report.get(report.size() - 1).contains("OK"), report.toString());
    }

    @Test
    void everyBuildOfTheSameSourcesPacksTheSameBytes() throws Exception {
        List<String> files = output(
                List.of("tar", "tzvf", ARCHIVE.toString(), "--full-time", "--numeric-owner"), Map.of("TZ", "UTC"));

        assertEquals(10, files.size(), files.toString());
        for (String file : files) {
            assertTrue(file.matches("-rw[x-]r-[x-]r-[x-] 0/0 +\\d+ 2026-01-01 00:00:00 lanchat-\\S+"), file);
        }
    }

    private Path link(String program) throws IOException {
        Path link = folder.resolve("linked-" + program);
        Path second = folder.resolve("again-" + program);
        Files.createSymbolicLink(link, unpacked.resolve("bin").resolve(program));
        Files.createSymbolicLink(second, link.getFileName());
        return second;
    }

    private Map<String, String> environment(Javas java) {
        return Map.of(
                "HOME",
                folder.toString(),
                "JAVA_HOME",
                java.binary().resolve("../..").normalize().toString());
    }

    private static List<String> output(List<String> command) throws Exception {
        return output(command, Map.of());
    }

    private static List<String> output(List<String> command, Map<String, String> environment) throws Exception {
        try (var running = Running.start(command, environment)) {
            int code = running.exits();
            List<String> said = running.out().rest();
            assertEquals(0, code, () -> said + " " + running.err().rest());
            return said;
        }
    }
}
