package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import lanchat.common.Name;
import lanchat.common.RefusedException;
import lanchat.common.Reply;
import lanchat.common.Request;
import lanchat.common.Wire;
import lanchat.server.ChatServer;
import lanchat.server.ServerSettings;
import lanchat.server.door.Bounds;
import lanchat.server.door.DoorLimits;
import lanchat.server.door.Encryption;
import org.junit.jupiter.api.Test;

/** The deadlines of a connection that has not come in, in a server in this JVM whose times are short. */
final class DeadlinesIT {
    private static final int NEVER_MS = 3_600_000;

    @Test
    void whoNeverSaysANameIsAskedAndThenShownOut() throws Exception {
        try (var server = server(50, NEVER_MS, 300);
                var silent = Talker.at(server.listening().getPort())) {
            silent.heard().hearsLike("\\*\\*\\* .*no name.*");
            silent.heard().ends();
        }
    }

    @Test
    void whoSaysHalfANameIsShownOut() throws Exception {
        for (String half : List.of("Pav", "GE", "GET", "\u00FC")) {
            try (var server = server(NEVER_MS, NEVER_MS, 200);
                    var slow = Talker.at(server.listening().getPort())) {
                slow.sends(half);

                slow.heard().hearsLike("\\*\\*\\* .*no name.*");
                slow.heard().ends();
            }
        }
    }

    @Test
    void theDeadlineIsForTheWholeNameAndNotForEachByte() throws Exception {
        try (var server = server(NEVER_MS, NEVER_MS, 300);
                var slow = Talker.at(server.listening().getPort())) {
            Thread dripping = new Thread(() -> drip(slow), "dripping");
            dripping.start();

            slow.heard().hearsLike("\\*\\*\\* .*no name.*");
            slow.goes();
            dripping.join();
        }
    }

    @Test
    void whoTriesNameAfterNameHasNoMoreTimeThanOthers() throws Exception {
        try (var server = server(NEVER_MS, NEVER_MS, 300);
                var slow = Talker.at(server.listening().getPort())) {
            slow.says("You").heard().hearsLike("! .*");

            slow.heard().hearsLike("\\*\\*\\* .*no name.*");
            slow.heard().ends();
        }
    }

    @Test
    void whoBeginsAHelloAndDoesNotFinishItIsShownOut() throws Exception {
        try (var server = server(NEVER_MS, 200, NEVER_MS);
                var slow = JsonTalker.at(server.listening().getPort())) {
            slow.sends("{\"type\":");

            assertTrue(slow.hears(Reply.Notice.class).text().contains("hello"));
            slow.heard().ends();
        }
    }

    @Test
    void whoSaysHelloAndNoNameIsShownOut() throws Exception {
        try (var server = server(NEVER_MS, NEVER_MS, 300);
                var slow = JsonTalker.at(server.listening().getPort())) {
            slow.asks(new Request.Hello(Wire.VERSION, "a test")).hears(Reply.Server.class);

            slow.hears(Reply.Notice.class);
            slow.heard().ends();
        }
    }

    @Test
    void whoHasComeInMayBeSilentForEver() throws Exception {
        try (var server = server(50, 2_000, 2_000);
                var ann = Talker.at(server.listening().getPort()).joins("Ann");
                var bot = JsonTalker.member(server.listening().getPort(), "Bot");
                var late = Talker.at(server.listening().getPort())) {
            late.heard().hearsLike("\\*\\*\\* .*no name.*"); // So much time has passed.
            late.heard().ends();

            ann.hears("Bot<127.0.0.1> connected").hearsNothingMore();
            bot.asks(new Request.Ping()).hears(Reply.Pong.class);
        }
    }

    @Test
    void whoDoesNotCloseHisSideIsNotWaitedForLong() throws Exception {
        try (var server = server(50, NEVER_MS, NEVER_MS);
                var bob = Talker.at(server.listening().getPort()).joins("Bob");
                var ann = Talker.at(server.listening().getPort()).joins("Ann")) {
            bob.says("/quit");

            ann.hears("Bob<127.0.0.1> disconnected");
            bob.heard().rest();
            ann.hearsNothingMore();
        }
    }

    @Test
    void theDeadlineIsForTheWholeHandshakeAndNotForEachByte() throws Exception {
        byte[] hello = new byte[] {0x16, 3, 1, 1, 0};
        try (var server = server(NEVER_MS, 300, NEVER_MS, new Encryption(ServerKeys.tls(), false));
                var ann = Talker.at(server.listening().getPort()).joins("Ann");
                var slow = Talker.at(server.listening().getPort())) {
            slow.sends(hello);
            Thread dripping = new Thread(() -> drip(slow), "dripping");
            dripping.start();

            slow.heard().rest();
            slow.goes();
            dripping.join();
            ann.hearsNothingMore();
        }
    }

    @Test
    void insideTlsTheDeadlinesAreTheSame() throws Exception {
        // The time for a hello is also that for the handshake, which takes a while on a busy machine.
        try (var server = server(NEVER_MS, 5_000, 300, new Encryption(ServerKeys.tls(), false));
                var bot = JsonTalker.encryptedAt(server.listening().getPort());
                var slow = Talker.encryptedAt(server.listening().getPort())) {
            bot.sends("{\"type\":");
            slow.sends("Pav");

            slow.heard().hearsLike("\\*\\*\\* .*no name.*");
            slow.heard().ends();
            assertTrue(bot.hears(Reply.Notice.class).text().contains("hello"));
            bot.heard().ends();
        }
    }

    @Test
    void whoMustEncryptAndIsSilentIsNotAskedForAName() throws Exception {
        try (var server = server(50, NEVER_MS, 300, new Encryption(ServerKeys.tls(), true));
                var silent = new RawVisitor(server.listening().getPort())) {
            String heard = new String(silent.readsToTheEnd(), StandardCharsets.UTF_8);

            assertTrue(heard.startsWith("*** You said no name for too long."), heard);
        }
    }

    private static void drip(Talker slow) {
        try {
            while (true) {
                slow.sends("x");
                Thread.sleep(20); // A person who types slowly; nothing waits for this.
            }
        } catch (IOException shownOut) {
            // That is what the test is about.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ChatServer server(int promptMs, int helloMs, int nameMs) throws IOException, RefusedException {
        return server(promptMs, helloMs, nameMs, Encryption.NONE);
    }

    private static ChatServer server(int promptMs, int helloMs, int nameMs, Encryption encryption)
            throws IOException, RefusedException {
        ChatServer server = new ChatServer(new ServerSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Name.of("Host"),
                false,
                ServerSettings.DEFAULT_RECENT,
                ServerSettings.DEFAULT_MEMORY_BYTES,
                new DoorLimits(promptMs, helloMs, nameMs, 100, NEVER_MS, NEVER_MS, NEVER_MS),
                Bounds.DEFAULT,
                null,
                encryption));
        server.start();
        return server;
    }
}
