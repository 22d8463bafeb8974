package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import lanchat.common.Event;
import lanchat.common.Reply;
import lanchat.common.Request;
import lanchat.common.Wire;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same port in TLS: every door is there as well, and everything is said before the end. */
final class TlsIT {
    private static final String REQUIRED = "This room takes encrypted connections only\\. .*";

    static List<Arguments> programsOnEachJava() throws IOException {
        List<Arguments> all = new ArrayList<>();
        for (Javas java : Javas.all()) {
            for (String program : List.of("openssl -tls1_3", "openssl -tls1_2", "ncat")) {
                all.add(Arguments.of(program, java));
            }
        }
        return all;
    }

    @OnEachJava
    void theDoorIsChosenOnceMoreInside(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var newer = Talker.encryptedAt(server.port(), "TLSv1.3").joins("Newer");
                var older = Talker.encryptedAt(server.port(), "TLSv1.2").joins("Older");
                var bot = JsonTalker.encryptedAt(server.port())) {
            newer.hears("Older<127.0.0.1> connected");
            bot.asks(new Request.Hello(Wire.VERSION, "a test"), Request.Join.once("Bot"), new Request.Say(7, "beep"));
            bot.hears(Reply.Server.class);

            assertEquals(7, bot.skipsTo(Event.Said.class).id());
            newer.hears("Bot<127.0.0.1> connected", "Bot:beep").says("hi");
            older.hears("Bot<127.0.0.1> connected", "Bot:beep", "Newer:hi").hearsNothingMore();
            ann.hears(
                    "Newer<127.0.0.1> connected",
                    "Older<127.0.0.1> connected",
                    "Bot<127.0.0.1> connected",
                    "Bot:beep",
                    "Newer:hi");
        }
    }

    @OnEachJava
    void webPagesAreShownOutInsideToo(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var page = Talker.encryptedAt(server.port())) {
            page.sends("POST / HTTP/1.1\r\nHost: x\r\n\r\nMallory\r\nhi\r\n");

            page.heard().hearsLike("HTTP/1\\.1 4\\d\\d .*\r");
            page.heard().rest();
            ann.hearsNothingMore();
        }
    }

    @OnEachJava
    void whoeverIsSilentInsideIsAskedForAName(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var slow = Talker.encryptedAt(server.port())) {
            slow.heard().hasBegun(Wire.NAME_PROMPT);

            slow.joins("Slow").hearsNothingMore();
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("programsOnEachJava")
    void otherProgramsAreFullMembersAndTheirEndIsInOrder(String program, Javas java) throws Exception {
        Programs.need(program.split(" ", -1)[0]);
        try (var server = ServerProcess.start(java, ServerProcess.NO_RATE);
                var ann = server.member("Ann");
                var it = Running.start(command(program, server.port()))) {
            it.says("J\u00FCrgen");
            it.out().skipsTo("J\u00FCrgen<127.0.0.1> connected");
            it.says("hi", "/key");
            it.out().hearsLike("\\*\\*\\* .* key is:");
            it.out().hearsLike("\\*\\*\\* SHA-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}");
            it.out().hearsLike("\\*\\*\\* in words:( [a-z]+){6}");
            ann.hears("J\u00FCrgen<127.0.0.1> connected", "J\u00FCrgen:hi");
            for (int i = 0; i < 200; i++) {
                ann.says("line " + i);
            }
            ann.settles();

            server.process().signal("TERM");

            for (int i = 0; i < 200; i++) {
                it.hears("Ann:line " + i);
            }
            it.hears("*** The server is stopping.");
            it.out().ends();
            it.hangsUp(); // Some wait for that.
            // openssl complains of an end that was not announced.
            assertEquals(List.of(), complaints(it.err().rest()));
        }
    }

    @OnEachJava
    void theHostCanInsistOnEncryption(Javas java) throws Exception {
        try (var server = ServerProcess.start(java, "--require-tls");
                var ann = Talker.encryptedAt(server.port()).joins("Ann")) {
            try (var plain = server.visitor().says("Bob")) {
                plain.heard().hearsLike("! " + REQUIRED);
                plain.heard().ends();
            }
            try (var bot = JsonTalker.at(server.port()).asks(new Request.Hello(Wire.VERSION, "a test"))) {
                Reply.Refused refused = bot.hears(Reply.Refused.class);
                assertEquals("tls_required", refused.code());
                bot.heard().ends();
            }
            try (var page = server.visitor().sends("GET / HTTP/1.1\r\n")) {
                page.heard().hearsLike("HTTP/1\\.1 4\\d\\d .*\r");
            }
            try (var client = ClientProcess.start(java, server.port(), "--no-tls", "--name", "Cy")) {
                assertEquals(1, client.exits());
                client.err().hearsLike("! " + REQUIRED);
            }
            try (var client = ClientProcess.start(java, server.port(), "--name", "Di")) {
                ann.hears("Di<127.0.0.1> connected");
                client.says("hello").hangsUp();
                assertEquals(0, client.exits());
            }
            ann.hears("Di:hello", "Di<127.0.0.1> disconnected").hearsNothingMore();
            assertTrue(server.process().out().all().get(1).contains("ncat --ssl"));
        }
    }

    @OnEachJava
    void tlsThatIsGarbageHurtsNobody(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann")) {
            for (byte[] garbage : List.of(
                    new byte[] {0x16},
                    new byte[] {0x16, 3, 1, 0, 1, 1},
                    new byte[] {0x16, 3, 1, (byte) 0xFF, (byte) 0xFF, 1, 2, 3},
                    "\u0016hello\r\n".getBytes(StandardCharsets.US_ASCII))) {
                try (var raw = new RawVisitor(server.port())) {
                    raw.sends(garbage);
                }
            }

            ann.hearsNothingMore();
        }
    }

    private static List<String> complaints(List<String> err) {
        return err.stream().filter(line -> line.contains("unexpected eof")).toList();
    }

    private static List<String> command(String program, int port) {
        return program.equals("ncat")
                ? List.of("ncat", "--ssl", "127.0.0.1", "" + port)
                : List.of("openssl", "s_client", "-quiet", program.split(" ", -1)[1], "-connect", "127.0.0.1:" + port);
    }
}
