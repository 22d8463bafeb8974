package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What chat-client remembers from one run to the next, in its home. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class ClientSessionsIT {
    @TempDir
    Path home;

    @OnEachJava
    void theNextRunIsShownWhatWasMissed(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var bob = server.member("Bob")) {
            try (Running ann = client(java, server, "Ann", "--stay")) {
                ann.out().skipsTo("Ann<127.0.0.1> connected");
                bob.says("seen");
                ann.hears("Bob:seen");
                ann.says("/quit");
                assertEquals(0, ann.exits());
            }
            bob.hears("Ann<127.0.0.1> connected", "Ann<127.0.0.1> disconnected");
            bob.says("missed", "/msg Ann nobody is there to hear this", "missed, too");
            bob.heard().hearsLike("! Nobody here is called Ann.*|! That does not begin.*");
            bob.settles();

            try (Running ann = client(java, server, "ann", "--stay")) {
                ann.hears(
                        "Bob<127.0.0.1> connected",
                        "Welcome to this chatroom!",
                        "*** While you were away:",
                        "Bob:missed",
                        "Bob:missed, too",
                        "*** You missed 2 lines. Now:",
                        "ann<127.0.0.1> connected");
                ann.says("/quit");
                assertEquals(0, ann.exits());
                ann.out().ends();
            }
            try (Running ann = client(java, server, "Ann", "--stay")) {
                ann.hears("Bob<127.0.0.1> connected", "Welcome to this chatroom!", "Ann<127.0.0.1> connected");
            }
            try (Running ann = client(java, server, "Anna", "--new-session", "--stay")) {
                ann.hears("Bob<127.0.0.1> connected");
                ann.out().skipsTo("Bob:seen");
            }
        }
    }

    @OnEachJava
    void twoClientsOfOneHomeBothStay(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                Running ann = client(java, server, "Ann", "--stay")) {
            ann.out().skipsTo("Ann<127.0.0.1> connected");

            try (Running bob = client(java, server, "Bob", "--stay");
                    Running again = client(java, server, "Ann", "--stay")) {
                bob.out().skipsTo("Bob<127.0.0.1> connected");
                assertEquals(1, again.exits());
                assertEquals(
                        List.of("! The name Ann is taken. Take another one."),
                        again.err().rest());
                bob.says("hello");
                ann.hears("Bob<127.0.0.1> connected", "Bob:hello");
                ann.says("hello, too");
                bob.hears("You:hello", "Ann:hello, too");
            }
        }
    }

    @OnEachJava
    void aHomeThatCannotBeUsedIsNoReasonNotToTalk(Javas java) throws Exception {
        Path file = Files.createFile(home.resolve("file"));
        try (var server = ServerProcess.start(java)) {
            for (String none : List.of(file.toString(), file.resolve("below").toString())) {
                try (Running ann = Running.start(Jars.shortCommand(
                        java, Jars.CLIENT, ClientProcess.arguments(server.port(), "--name", "Ann", "--home", none)))) {
                    ann.says("hello").hangsUp();
                    assertEquals(0, ann.exits());
                    // Neither key can be remembered, which is told; nothing else is wrong.
                    ann.err().hearsLike("\\*\\*\\* No key for this client can be made in .*not your own.*");
                    ann.err().rest().forEach(line -> assertTrue(line.startsWith("*** The servers met before"), line));
                }
            }
        }
    }

    @OnEachJava
    void whatIsRememberedIsForTheOwnerOnly(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                Running ann = client(java, server, "Ann")) {
            ann.says("hello").hangsUp();
            assertEquals(0, ann.exits());
        }
        try (Stream<Path> all = Files.walk(home)) {
            List<String> loose = all.filter(path -> !path.equals(home))
                    .filter(path -> !permissions(path).endsWith("------"))
                    .map(Path::toString)
                    .toList();
            assertEquals(List.of(), loose);
        }
        try (Stream<Path> sessions = Files.list(home.resolve("client").resolve("sessions"))) {
            assertTrue(sessions.findAny().isPresent());
        }
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Running client(Javas java, ServerProcess server, String name, String... options) throws Exception {
        String[] all = Stream.concat(Stream.of(options), Stream.of("--home", home.toString(), "--name", name))
                .toArray(String[]::new);
        return Running.start(Jars.shortCommand(java, Jars.CLIENT, ClientProcess.arguments(server.port(), all)));
    }
}
