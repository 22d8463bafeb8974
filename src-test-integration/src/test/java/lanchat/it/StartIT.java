package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the jars start: with help, from anywhere, on a Java that is too old. */
final class StartIT {
    @OnEachJava
    void aJavaThatIsTooOldIsAnsweredWithASentence(Javas java) throws Exception {
        Path here = Path.of(StartIT.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        for (Path jar : List.of(Jars.SERVER, Jars.CLIENT)) {
            for (String version : List.of("1.8", "11", "16")) {
                String classPath = jar + File.pathSeparator + here;
                try (var program = Running.start(
                        List.of(java.binary().toString(), "-cp", classPath, OnOldJava.class.getName(), version))) {
                    assertEquals(1, program.exits());
                    program.out().ends();
                    program.err().hearsLike(".*Java 17.*");
                    program.err().ends();
                }
            }
        }
    }

    @Test
    void anOldJavaCanLoadWhatAnswersIt() throws Exception {
        for (Path path : List.of(Jars.SERVER, Jars.CLIENT)) {
            try (var jar = new JarFile(path.toFile())) {
                String main = jar.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
                try (var in =
                        new DataInputStream(jar.getInputStream(jar.getEntry(main.replace('.', '/') + ".class")))) {
                    assertEquals(0xCAFEBABE, in.readInt());
                    assertEquals(0, in.readUnsignedShort());
                    assertEquals(52, in.readUnsignedShort(), "the version of Java 8's classes");
                }
            }
        }
    }

    @OnEachJava
    void memoryIsGivenBackInSilence(Javas java) throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "processes are looked at through /proc");
        String look = "G1PeriodicGCInterval";
        try (var server = ServerProcess.startWith(List.of(), java)) {
            assertEquals(20_000, Usage.option(server.process().pid(), look, 20_000));
        }
    }

    @OnEachJava
    void helpAndVersionComeWithoutWarnings(Javas java) throws Exception {
        for (Path jar : List.of(Jars.SERVER, Jars.CLIENT)) {
            for (String option : List.of("--help", "--version")) {
                try (var program = Running.start(Jars.command(java, jar, option))) {
                    assertEquals(0, program.exits());
                    program.err().ends();
                    assertTrue(!program.out().rest().isEmpty(), "something is shown");
                }
            }
        }
    }

    @OnEachJava
    void helpNamesTheOptions(Javas java) throws Exception {
        helpNames(java, Jars.SERVER, "--host-name", "--recent", "--no-console", "--memory", "8081");
        helpNames(java, Jars.CLIENT, "--name", "--simple", "--stay", "--no-commands", "--encoding", "8081");
    }

    private static void helpNames(Javas java, Path jar, String... words) throws Exception {
        try (var program = Running.start(Jars.command(java, jar, "--help-all"))) {
            String help = String.join("\n", program.out().rest());
            for (String word : words) {
                assertTrue(help.contains(word), () -> word + " should stand in:\n" + help);
            }
            assertTrue(help.lines().allMatch(line -> line.length() <= 100), help);
        }
    }

    @OnEachJava
    void aConversationComesWithoutWarnings(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var client = ClientProcess.start(java, server.port(), "--name", "bot")) {
            client.says("hi").hangsUp();

            assertEquals(0, client.exits());
            client.err().ends();
            server.process().out().skipsTo("bot<127.0.0.1> disconnected");
            assertTrue(
                    server.process().err().all().stream().noneMatch(line -> line.contains("WARN")),
                    () -> server.process().err().all().toString());
        }
    }

    @OnEachJava
    void bothRunFromAnotherDirectory(Javas java, @TempDir Path elsewhere) throws Exception {
        var server = new ProcessBuilder(Jars.command(java, Jars.SERVER, "--no-console", "127.0.0.1", "0"))
                .directory(elsewhere.toFile());
        try (var running = Running.start(server)) {
            String listening = running.out().skipsToLike(ServerProcess.LISTENING.pattern());
            String port = listening.replaceAll(ServerProcess.LISTENING.pattern(), "$1");
            var client = new ProcessBuilder(Jars.command(java, Jars.CLIENT, "--name", "bot", "127.0.0.1:" + port))
                    .directory(elsewhere.toFile());
            try (var bot = Running.start(client)) {
                bot.says("hi").hangsUp();

                assertEquals(0, bot.exits());
            }
        }
        try (var files = Files.list(elsewhere)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @OnEachJava
    void withoutWordsTheServerListensEverywhereOnPort8081(Javas java) throws Exception {
        Assumptions.assumeTrue(canBeHad("0.0.0.0", 8081), "port 8081 is taken here");
        try (var server = Running.start(Jars.command(java, Jars.SERVER, ServerProcess.UNANNOUNCED))) {
            server.out().hearsLike("Listening on 0\\.0\\.0\\.0:8081\\b.*");

            try (var bot = Running.start(Jars.command(java, Jars.CLIENT, "--name", "bot", "127.0.0.1"))) {
                bot.says("hi").hangsUp();

                assertEquals(0, bot.exits());
            }
        }
    }

    @OnEachJava
    void ipv6IsAnAddressLikeAnyOther(Javas java) throws Exception {
        Assumptions.assumeTrue(canBeHad("::1", 0), "there is no IPv6 here");
        try (var server = Running.start(Jars.command(java, Jars.SERVER, "--no-console", "[::1]", "0"))) {
            String listening = server.out().skipsToLike("Listening on \\[::1]:\\d+\\b.*");
            String port = listening.replaceAll(".*?\\[::1]:(\\d+)\\b.*", "$1");
            for (List<String> words : List.of(List.of("[::1]:" + port), List.of("::1", port))) {
                List<String> command = new ArrayList<>(Jars.command(java, Jars.CLIENT, "--name", "bot"));
                command.addAll(words);
                try (var bot = Running.start(command)) {
                    bot.says("hi").hangsUp();

                    assertEquals(0, bot.exits());
                    bot.out().skipsTo("You:hi");
                }
            }
        }
    }

    private static boolean canBeHad(String address, int port) {
        try (var trial = new ServerSocket()) {
            trial.bind(new InetSocketAddress(address, port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
