package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** What the client makes of the key a server shows, and what the server makes of its key's file. */
final class KnownServersIT {
    private static final String IN_WORDS = "*** in words: ";

    @TempDir
    private Path homes;

    @OnEachJava
    void bothEndsShowTheSameKey(Javas java) throws Exception {
        try (var server = ServerProcess.startHosted(java, "--home", serverHome());
                var client = client(java, server.port(), "--name", "Ann")) {
            server.process().out().skipsTo("Ann<127.0.0.1> connected");
            server.process().says("/key");
            String atTheServer = words(server.process().out());

            client.says("/key");

            assertEquals(atTheServer, words(client.err()));
        }
    }

    @OnEachJava
    void atFirstSightAndAtTheSecondNothingIsSaid(Javas java) throws Exception {
        for (int i = 0; i < 2; i++) {
            try (var server = server(java);
                    var client = client(java, server.port(), "--name", "Ann").hangsUp()) {
                assertEquals(0, client.exits());
                client.err().ends();
            }
        }
        Path file = clientHome().resolve(".lanchat/client/known_servers");
        assertEquals(2, Files.readAllLines(file).size());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @OnEachJava
    void theSameRoomWithAnotherKeyIsRefusedUntilItIsTrusted(Javas java) throws Exception {
        try (var server = server(java);
                var client = client(java, server.port(), "--name", "Ann").hangsUp()) {
            assertEquals(0, client.exits());
        }
        anotherKey();
        try (var server = server(java)) {
            try (var client = client(java, server.port(), "--name", "Ann")) {
                assertEquals(1, client.exits());
                client.out().ends();
                client.err().hearsLike("! WRONG KEY: .*--trust-new-key\\.");
                client.err().ends();
            }
            for (String option : List.of("--trust-new-key", "--stay")) {
                try (var client = client(java, server.port(), "--name", "Ann", option)) {
                    client.out().skipsTo("Welcome to this chatroom!"); // Perhaps before the room saw the first one go.
                    assertEquals(List.of(), client.err().all());
                }
            }
        }
    }

    @OnEachJava
    void anotherRoomAtAKnownAddressIsOneSentence(Javas java) throws Exception {
        int port;
        try (var server = server(java);
                var client = client(java, server.port(), "--name", "Ann").hangsUp()) {
            port = server.port();
            assertEquals(0, client.exits());
        }
        try (var server = Running.start(Jars.shortCommand(
                java,
                Jars.SERVER,
                "--no-console",
                "--home",
                serverHome(),
                "--room",
                "other",
                "127.0.0.1",
                "" + port))) {
            server.out().skipsToLike(ServerProcess.LISTENING.pattern());
            try (var client = client(java, port, "--name", "Ann").hangsUp()) {
                assertEquals(0, client.exits());
                client.err()
                        .hearsLike("\\*\\*\\* This is another room than the last time at .*, of the same server\\.");
                client.err().ends();
            }
        }
    }

    @OnEachJava
    void aKeyCanBePinnedBeforehand(Javas java) throws Exception {
        try (var server = ServerProcess.startHosted(java, "--home", serverHome())) {
            server.process().says("/key");
            String hex =
                    server.process().out().skipsToLike("\\*\\*\\* SHA-256 .*").substring("*** SHA-256 ".length());
            String words = words(server.process().out());
            for (String right : List.of(hex, hex.replace(":", ""), words)) {
                try (var client = client(java, server.port(), "--fingerprint", right, "--name", "Ann")
                        .hangsUp()) {
                    assertEquals(0, client.exits());
                    client.err().ends();
                }
            }
            String first = hex.startsWith("0") ? "1" : "0";
            for (String wrong : List.of(first + hex.substring(1), "zebra zebra zebra zebra zebra zebra")) {
                try (var client = client(java, server.port(), "--fingerprint", wrong, "--name", "Bob")) {
                    assertEquals(1, client.exits());
                    client.err().hearsLike("! WRONG KEY: .*" + words + ".*");
                }
            }
            try (var client = client(java, server.port(), "--fingerprint", "zebra", "--name", "Bob")) {
                assertEquals(2, client.exits());
            }
            assertFalse(server.process().out().all().toString().contains("Bob"), "nothing was said to a wrong one");
        }
    }

    @OnEachJava
    void aClientWithoutAHomeGoesOnWithoutAMemoryAndAKey(Javas java) throws Exception {
        String nowhere = "-Duser.home=" + homes.resolve("nowhere");
        try (var server = server(java);
                var client = ClientProcess.start(java, Map.of(), List.of(nowhere), server.port(), "--name", "Ann")
                        .hangsUp()) {
            assertEquals(0, client.exits());
            client.err().hearsLike("\\*\\*\\* There is no home to keep a key in\\. .*not your own.*");
            client.err().ends();
        }
    }

    @OnEachJava
    void serversThatStartAtOnceInANewHomeHaveOneKey(Javas java) throws Exception {
        try (var one = hosted(java, "one");
                var other = hosted(java, "other")) {
            one.out().skipsToLike(ServerProcess.LISTENING.pattern());
            other.out().skipsToLike(ServerProcess.LISTENING.pattern());
            one.says("/key");
            other.says("/key");

            assertEquals(words(one.out()), words(other.out()));
        }
    }

    @OnEachJava
    void aKeyFileThatWillNotDoIsOneSentence(Javas java) throws Exception {
        Path key = Path.of(serverHome(), "server", "key.p12");
        Files.createDirectories(key.getParent());
        Files.writeString(key, "no key at all");
        refusesToStart(java, ".*no key to be read in .*key\\.p12.*--trust-new-key\\.");

        Files.move(key, homes.resolve("elsewhere"));
        Files.createSymbolicLink(key, homes.resolve("elsewhere"));
        refusesToStart(java, ".*key\\.p12 is a link, .*");
    }

    @OnEachJava
    void withNowhereToKeepAKeyARoomThatIsNotKeptHasOneAllTheSame(Javas java) throws Exception {
        Path file = Files.writeString(homes.resolve("file"), "");
        try (var server = Running.start(
                Jars.shortCommand(java, Jars.SERVER, "--ephemeral", "--home", file.toString(), "127.0.0.1", "0"))) {
            server.out().skipsToLike(ServerProcess.LISTENING.pattern());
            server.says("/key");

            assertEquals(6, words(server.out()).split(" ", -1).length);
            server.err().hearsLike("Warning: .*For now the server has a key that ends with it\\.");
        }
    }

    @OnEachJava
    void aKeyThatOthersCouldReadIsTakenFromThem(Javas java) throws Exception {
        Path home = ServerKeys.homeWithKey();
        Path key = home.resolve(ServerKeys.FILE);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

        try (var server = ServerProcess.startWith(List.of("-Duser.home=" + home), java)) {
            server.process().err().hearsLike("Warning: Others could read the key of the server .*");
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
        }
    }

    private void refusesToStart(Javas java, String sentence) throws Exception {
        try (var server =
                Running.start(Jars.shortCommand(java, Jars.SERVER, "--home", serverHome(), "127.0.0.1", "0"))) {
            assertEquals(1, server.exits());
            server.err().hearsLike(sentence);
            server.err().ends();
            server.out().ends();
        }
    }

    private static String words(Transcript heard) {
        String line = heard.skipsToLike("\\*\\*\\* in words: .*");
        assertTrue(line.startsWith(IN_WORDS));
        return line.substring(IN_WORDS.length());
    }

    private ServerProcess server(Javas java) throws IOException {
        return ServerProcess.start(java, "--home", serverHome(), "--room", "kept");
    }

    private Running hosted(Javas java, String room) throws IOException {
        return Running.start(
                Jars.shortCommand(java, Jars.SERVER, "--home", serverHome(), "--room", room, "127.0.0.1", "0"));
    }

    private Running client(Javas java, int port, String... options) throws IOException {
        Files.createDirectories(clientHome());
        return ClientProcess.start(java, Map.of(), Jars.shortLived("-Duser.home=" + clientHome()), port, options);
    }

    private void anotherKey() throws IOException {
        Files.delete(Path.of(serverHome(), "server", "key.p12"));
    }

    private String serverHome() {
        return homes.resolve("server-home").toString();
    }

    private Path clientHome() {
        return homes.resolve("client-home");
    }
}
