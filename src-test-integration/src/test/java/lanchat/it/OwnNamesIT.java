package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lanchat.common.Reply;
import lanchat.common.Request;
import lanchat.common.Wire;
import org.junit.jupiter.api.io.TempDir;

/** Names that belong to people, with clients that make keys of their own. */
final class OwnNamesIT {
    private static final String NOT_YOURS = "! The name Ann belongs to another key than yours\\..*key import.*";
    private static final String NO_KEY = "! The name Ann belongs to somebody's key, .*without --no-tls\\..*";

    @TempDir
    private Path homes;

    @OnEachJava
    void aNameIsItsFirstUsersAlsoAfterTheServersDeath(Javas java) throws Exception {
        try (var server = server(java)) {
            visits(java, server, "ann", "Ann");
            isRefused(java, server, "bob", NOT_YOURS, "--name", "ann");
            server.process().kill();
        }
        try (var server = server(java)) {
            isRefused(java, server, "bob", NOT_YOURS, "--name", "Ann");
            isRefused(java, server, "ann", NO_KEY, "--name", "Ann", "--no-tls");
            try (var nc = server.visitor();
                    var ncat = Talker.encryptedAt(server.port())) {
                nc.says("Ann").heard().hearsLike(NO_KEY);
                ncat.says("Ann").heard().hearsLike(NO_KEY);
            }
            visits(java, server, "ann", "Ann");
        }
    }

    @OnEachJava
    void whoMovesToAnotherMachineTakesTheKeyAlong(Javas java) throws Exception {
        Path file = homes.resolve("moving");
        try (var server = server(java)) {
            visits(java, server, "ann", "Ann");
            String shown = key(java, 0, "ann", "show").out().next();
            assertTrue(shown.matches("SHA-256 (..:){31}.."), shown);

            key(java, 0, "ann", "export", file.toString());
            key(java, 1, "ann", "export", file.toString()).err().hearsLike("! .*moving is there already\\..*");
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            assertNotEquals(shown, key(java, 0, "new", "show").out().next());
            key(java, 1, "new", "import", file.toString())
                    .err()
                    .hearsLike("! There is another key here .*--replace\\.");
            key(java, 1, "new", "import", homes.resolve("none").toString())
                    .err()
                    .hearsLike("! There is no key to be read in .*");
            key(java, 0, "new", "import", "--replace", file.toString());
            assertEquals(shown, key(java, 0, "new", "show").out().next());
            key(java, 2, "new").err().hearsLike(".*show, export or import\\..*");

            visits(java, server, "new", "Ann");
        }
    }

    @OnEachJava
    void aReleasedNameIsFreeAndAllAreTold(Javas java) throws Exception {
        try (var server = hosted(java);
                var reader = server.member("Reader")) {
            try (var ann = client(java, server, "ann", "--name", "Ann")) {
                ann.out().skipsTo("Ann<127.0.0.1> connected");
                ann.says("/release").hears("Ann<127.0.0.1> has released the name Ann");
                reader.says("/release Ann").heard().skipsToLike("! You have shown no key.*");
                ann.hangsUp().exits();
            }
            visits(java, server, "bob", "Ann");
            server.process().says("/release ann");
            server.process().out().skipsTo("Host has released the name Ann");

            reader.heard().skipsTo("Host has released the name Ann");
            try (var nc = server.visitor().joins("Ann")) {
                nc.says("mine now");
                reader.heard().skipsTo("Ann:mine now");
            }
        }
    }

    @OnEachJava
    void aNameThatLooksLikeAnotherIsRefused(Javas java) throws Exception {
        try (var server = server(java)) {
            visits(java, server, "pavan", "Pavan");
            try (var nc = server.visitor()) {
                nc.says("P\u0430van").heard().hearsLike("! The name P\u0430van looks like Pavan, .*");
                nc.joins("Bernd");
            }
            server.process().out().skipsTo("Bernd<127.0.0.1> disconnected");
            try (var bernd = server.member("Bernd");
                    var nc = server.visitor().says("Bemd")) {
                nc.heard().hearsLike("! The name Bemd looks like Bernd, who is here\\..*");
                nc.says("H\u043Est").heard().hearsLike("! .* looks like Host, .*");
                bernd.hearsNothingMore();
            }
        }
    }

    @OnEachJava
    void aStolenSecretIsOfNoUseWithoutTheKey(Javas java) throws Exception {
        try (var server = server(java);
                var ann = client(java, server, "ann", "--name", "Ann")) {
            ann.out().skipsTo("Ann<127.0.0.1> connected");
            String secret = secret("ann");
            try (var plain = JsonTalker.at(server.port());
                    var encrypted = JsonTalker.encryptedAt(server.port())) {
                for (JsonTalker thief : List.of(plain, encrypted)) {
                    thief.asks(
                            new Request.Hello(Wire.VERSION, "thief"), new Request.Join("Ann", secret, 0, null, null));
                    thief.hears(Reply.Server.class);
                    assertEquals("other_key", thief.hears(Reply.Refused.class).code());
                }
            }
            ann.says("still here").hears("You:still here");
        }
    }

    @OnEachJava
    void whoHasLostTheKeyComesInAsANewcomer(Javas java) throws Exception {
        try (var server = hosted(java)) {
            visits(java, server, "ann", "Ann");
            String before = secret("ann");
            Files.delete(homes.resolve("ann/.lanchat/client/key.p12"));
            isRefused(java, server, "ann", NOT_YOURS, "--name", "Ann");
            assertEquals(before, secret("ann"), "for the key may be found again");

            server.process().says("/release Ann");
            server.process().out().skipsTo("Host has released the name Ann");
            try (var ann = client(java, server, "ann", "--name", "Ann").hangsUp()) {
                assertEquals(0, ann.exits());
                ann.err().hearsLike("\\*\\*\\* Your earlier stay here was under another key .*");
                ann.err().ends();
            }
            assertNotEquals(before, secret("ann"));
        }
    }

    @OnEachJava
    void aBotWithACertificateOwnsItsNameToo(Javas java) throws Exception {
        Path key = homes.resolve("bot.key");
        Path certificate = homes.resolve("bot.crt");
        run("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=bot -days 1 -keyout " + key
                + " -out " + certificate);
        List<String> bot = new ArrayList<>(List.of("openssl", "s_client", "-quiet", "-cert", certificate.toString()));
        bot.addAll(List.of("-key", key.toString(), "-connect"));
        try (var server = server(java);
                var reader = server.member("Reader")) {
            bot.add("127.0.0.1:" + server.port());
            for (String text : List.of("beep", "beep again")) {
                if (text.endsWith("again")) {
                    bot.add("-tls1_2");
                }
                try (var it = Running.start(bot)) {
                    it.says("Bot");
                    it.out().skipsTo("Bot<127.0.0.1> connected");
                    it.says(text, "/quit");
                    reader.heard().skipsTo("Bot:" + text);
                    reader.heard().skipsTo("Bot<127.0.0.1> disconnected");
                }
                isRefused(java, server, "bob", NOT_YOURS.replace("Ann", "Bot"), "--name", "Bot");
            }
        }
    }

    @OnEachJava
    void aKeyThatWillNotDoIsOneSentenceAndNoMore(Javas java) throws Exception {
        Path key = homes.resolve("ann/.lanchat/client/key.p12");
        Files.createDirectories(homes.resolve("ann/.lanchat/client"));
        Files.writeString(key, "no key at all");
        try (var server = server(java)) {
            talksWithoutAKey(java, server, "\\*\\*\\* There is no key to be read in .*not your own.*");
            Files.move(key, homes.resolve("elsewhere"));
            Files.createSymbolicLink(key, homes.resolve("elsewhere"));
            talksWithoutAKey(java, server, "\\*\\*\\* .*key\\.p12 is a link, .*not your own.*");
        }
    }

    private void talksWithoutAKey(Javas java, ServerProcess server, String sentence) throws Exception {
        try (var client = client(java, server, "ann", "--name", "Ann")) {
            client.says("hello").hangsUp();
            assertEquals(0, client.exits());
            client.err().hearsLike(sentence);
            client.err().ends();
        }
    }

    /** Comes in under a name and leaves, and nothing is remarked upon. */
    private void visits(Javas java, ServerProcess server, String home, String name) throws Exception {
        try (var client = client(java, server, home, "--name", name).hangsUp()) {
            assertEquals(0, client.exits(), () -> client.err().all().toString());
            client.err().ends();
        }
    }

    private void isRefused(Javas java, ServerProcess server, String home, String sentence, String... options)
            throws Exception {
        try (var client = client(java, server, home, options).hangsUp()) {
            assertEquals(1, client.exits());
            client.err().hearsLike(sentence);
            client.err().ends();
        }
    }

    private String secret(String home) throws IOException {
        try (Stream<Path> files = Files.list(homes.resolve(home).resolve(".lanchat/client/sessions"))) {
            Path file = files.filter(one -> !one.toString().endsWith(".lock"))
                    .findFirst()
                    .orElseThrow();
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith("secret "))
                    .findFirst()
                    .orElseThrow()
                    .substring("secret ".length());
        }
    }

    private Running key(Javas java, int code, String home, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("key"));
        command.addAll(List.of(arguments));
        if (arguments.length > 0) {
            command.addAll(
                    List.of("--home", homes.resolve(home).resolve(".lanchat").toString()));
        }
        Running done = Running.start(Jars.shortCommand(java, Jars.CLIENT, command.toArray(new String[0])));
        assertEquals(code, done.exits(), () -> done.err().all().toString());
        return done;
    }

    private static void run(String command) throws Exception {
        try (var done = Running.start(List.of(command.split(" ", -1)))) {
            assertEquals(0, done.exits(), () -> done.err().all().toString());
        }
    }

    private ServerProcess hosted(Javas java) throws IOException {
        return ServerProcess.startHosted(java, "--home", homes.resolve("server").toString());
    }

    private ServerProcess server(Javas java) throws IOException {
        return ServerProcess.start(java, "--home", homes.resolve("server").toString(), "--room", "kept");
    }

    private Running client(Javas java, ServerProcess server, String home, String... options) throws IOException {
        Path user = Files.createDirectories(homes.resolve(home));
        return Running.start(Jars.command(
                java,
                Jars.shortLived("-Duser.home=" + user),
                Jars.CLIENT,
                ClientProcess.arguments(server.port(), options)));
    }
}
