package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import lanchat.common.Name;
import lanchat.common.RefusedException;
import lanchat.common.Reply;
import lanchat.common.Request;
import lanchat.common.Wire;
import lanchat.server.ChatServer;
import lanchat.server.ServerSettings;
import lanchat.server.door.DoorLimits;
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
        try (var server = server(50, 200, 200);
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
        ChatServer server = new ChatServer(new ServerSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Name.of("Host"),
                false,
                ServerSettings.DEFAULT_RECENT,
                ServerSettings.DEFAULT_MEMORY_BYTES,
                new DoorLimits(promptMs, helloMs, nameMs, 100, NEVER_MS, NEVER_MS, NEVER_MS)));
        server.start();
        return server;
    }
}
