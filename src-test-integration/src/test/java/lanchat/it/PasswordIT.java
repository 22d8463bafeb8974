package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lanchat.common.Reply;
import lanchat.common.Request;
import lanchat.common.Wire;
import org.junit.jupiter.api.io.TempDir;

/** A room that asks for a password, at every door and in the client. */
final class PasswordIT {
    private static final String WORD = "open sesame 42";

    @TempDir
    private Path folder;

    @OnEachJava
    void whoIsAtAPlainDoorIsWarnedAndAsked(Javas java) throws Exception {
        try (var server = server(java);
                var secret = Talker.encryptedAt(server.port());
                var ann = server.visitor()) {
            ann.heard().hasBegun(Wire.BARE_PASSWORD_PROMPT);
            secret.heard().hasBegun(Wire.PASSWORD_PROMPT);
            ann.says("guess").hears("! That is not the room's password. Ask the host for it.");
            ann.heard().hasBegun(Wire.BARE_PASSWORD_PROMPT);
            ann.says(WORD).heard().hasBegun(Wire.BARE_PASSWORD_PROMPT + Wire.NAME_PROMPT);
            ann.says("Ann").hears("Welcome to this chatroom!", "Ann<127.0.0.1> connected");
            secret.says(WORD).heard().hasBegun(Wire.PASSWORD_PROMPT + Wire.NAME_PROMPT);
            secret.says("Sec").heard().skipsTo("Sec<127.0.0.1> connected");
            ann.hears("Sec<127.0.0.1> connected").says("hello");
            secret.hears("Ann:hello");
        }
    }

    @OnEachJava
    void threeWrongOnesEndTheConnectionAndOthersStillGetIn(Javas java) throws Exception {
        try (var server = server(java);
                var eve = server.visitor();
                var bot = JsonTalker.at(server.port())) {
            for (int i = 0; i < 3; i++) {
                eve.says("guess " + i).hears("! That is not the room's password. Ask the host for it.");
            }
            eve.hears("*** That was the third password in vain. Come again.");
            eve.heard().ends();
            bot.asks(new Request.Hello(1, "test"));
            assertEquals(List.of("password"), bot.hears(Reply.Server.class).asks());
            bot.asks(Request.Join.once("Bot"));
            assertEquals("password_required", bot.hears(Reply.Refused.class).code());
            bot.asks(new Request.Join("Bot", null, 0, null, "guess"));
            assertEquals("wrong_password", bot.hears(Reply.Refused.class).code());
            bot.asks(new Request.Join("Bot", null, 0, null, WORD));
            assertEquals("Bot", bot.hears(Reply.Welcome.class).name());
        }
    }

    @OnEachJava
    void aPipedLineIsThePasswordAndTheNextOneTheName(Javas java) throws Exception {
        try (var server = server(java);
                var bot = server.visitor()) {
            bot.sends(WORD + "\nBot\nhello\n");

            bot.hears("Welcome to this chatroom!", "Bot<127.0.0.1> connected").hearsNothingMore();
        }
    }

    @OnEachJava
    void aPipedClientHasItFromAFileOrTheEnvironment(Javas java) throws Exception {
        try (var server = server(java)) {
            try (var client =
                    ClientProcess.start(java, server.port(), "--name", "Ann", "--password-file", file(WORD))) {
                client.out().skipsTo("Ann<127.0.0.1> connected");
            }
            try (var client = ClientProcess.start(
                    java, Map.of("LANCHAT_PASSWORD", WORD), Jars.SHORT_LIVED, server.port(), "--name", "Bob")) {
                client.out().skipsTo("Bob<127.0.0.1> connected");
            }
            try (var client = ClientProcess.start(java, server.port(), "--name", "Cat")) {
                assertEquals(1, client.exits());
                client.err().hearsLike("! This room asks for a password: .*--password-file FILE.*");
            }
            try (var client =
                    ClientProcess.start(java, server.port(), "--name", "Cat", "--password-file", file("guess"))) {
                assertEquals(1, client.exits());
                client.err().hears("! That is not the room's password. Ask the host for it.");
            }
        }
    }

    @OnEachJava
    void withoutEncryptionAClientSaysItOnlyWhenToldTo(Javas java) throws Exception {
        try (var server = server(java)) {
            try (var client = ClientProcess.start(
                    java, server.port(), "--no-tls", "--name", "Ann", "--password-file", file(WORD))) {
                assertEquals(1, client.exits());
                client.err().hearsLike("! This connection is not encrypted .*--plain-password\\.");
            }
            try (var client = ClientProcess.start(
                    java,
                    server.port(),
                    "--no-tls",
                    "--plain-password",
                    "--name",
                    "Ann",
                    "--password-file",
                    file(WORD))) {
                client.out().skipsTo("Ann<127.0.0.1> connected");
                client.err().hearsLike("! This connection is not encrypted .*");
            }
        }
    }

    @OnEachJava
    void itIsInNoLogAndNoJournal(Javas java) throws Exception {
        try (var server = ServerProcess.startHosted(
                java, "--home", folder.toString(), "--room", "kept", "--password-file", file(WORD))) {
            try (var ann = server.visitor()) {
                ann.says("sesame 42 guess").heard().hearsLike("! That is not the room's password.*");
                ann.says(WORD, "Ann").heard().skipsTo("Ann<127.0.0.1> connected");
                ann.says("a line").settles();
            }
            server.process().says("/stats", "/stop");
            assertEquals(0, server.process().exits());
            assertFalse(
                    (server.process().out().all() + " " + server.process().err().all()).contains("sesame"));
        }
        try (Stream<Path> files = Files.walk(folder.resolve("server"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(file, StandardCharsets.ISO_8859_1).contains("sesame"), file::toString);
            }
        }
    }

    @OnEachJava
    void aFileThatWillNotDoIsASentence(Javas java) throws Exception {
        Path open = Path.of(file(WORD));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        for (List<String> wrong : List.of(
                List.of(open.toString(), "Others can read .*chmod 600.*"),
                List.of(file(""), ".* is empty.*"),
                List.of(folder.resolve("nowhere").toString(), "There is no file .*"))) {
            try (var server = Running.start(Jars.command(
                            java, Jars.SERVER, "--ephemeral", "--password-file", wrong.get(0), "127.0.0.1", "0"));
                    var client = ClientProcess.start(java, 1, "--password-file", wrong.get(0))) {
                assertEquals(2, server.exits());
                server.err().hearsLike(wrong.get(1));
                server.out().ends();
                assertEquals(2, client.exits());
                client.err().hearsLike("! " + wrong.get(1));
            }
        }
    }

    @OnEachJava
    void aClientThatComesBackSaysItAgain(Javas java) throws Exception {
        Path home = folder.resolve("home");
        int port;
        List<String> options = List.of("--home", home.toString(), "--room", "kept", "--password-file", file(WORD));
        try (var server = ServerProcess.start(java, options.toArray(new String[0]))) {
            port = server.port();
            try (var client = ClientProcess.start(java, port, "--name", "Ann", "--password-file", file(WORD))) {
                client.out().skipsTo("Ann<127.0.0.1> connected");
                server.process().signal("TERM");
                server.process().exits();
                try (var again = ServerProcess.startAt(port, java, options.toArray(new String[0]))) {
                    client.says("still here");
                    client.out().skipsTo("You:still here");
                    assertTrue(again.process().isAlive());
                }
            }
        }
    }

    @OnEachJava
    void atATerminalItIsTypedUnseen(Javas java) throws Exception {
        try (var server = server(java)) {
            for (String view : new String[] {"", "--simple"}) {
                try (var ann = Typist.atShell()) {
                    String name = view.isEmpty() ? "Ann" : "Simon"; // Each has a home, and so a key, of its own.
                    List<String> options = new ArrayList<>(List.of("--name", name));
                    if (!view.isEmpty()) {
                        options.add(view);
                    }
                    ann.types(ann.command(java, server.port(), options)).endsWith("Password:");
                    ann.types("guess")
                            .endsWithLines("! That is not the room's password. Ask the host for it.", "Password:");
                    ann.types(WORD);
                    ann.tmux().line(line -> line.equals(name + "<127.0.0.1> connected"));
                    if (view.isEmpty()) {
                        ann.presses("Up", "Up", "C-y"); // Nothing is remembered that could be brought back.
                    }
                    ann.types("hello").endsWith("You:hello");

                    assertFalse(String.join("\n", ann.scrollback()).contains("sesame"));
                    assertFalse(ann.sentUpTo("hello").contains("sesame"));
                    try (Stream<Path> files = Files.walk(ann.home())) {
                        for (Path file : files.filter(Files::isRegularFile).toList()) {
                            assertFalse(Files.readString(file, StandardCharsets.ISO_8859_1)
                                    .contains("sesame"));
                        }
                    }
                }
            }
        }
    }

    private ServerProcess server(Javas java) throws IOException {
        return ServerProcess.start(java, "--password-file", file(WORD));
    }

    private String file(String content) throws IOException {
        Path file = Files.createTempFile(
                folder,
                "password",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, content + "\n").toString();
    }
}
