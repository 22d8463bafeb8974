package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lanchat.common.Event;
import lanchat.common.Name;
import lanchat.common.Person;
import lanchat.common.Reply;
import lanchat.common.Request;
import lanchat.common.Secret;
import lanchat.common.Wire;
import lanchat.server.ChatServer;
import lanchat.server.ServerSettings;
import lanchat.server.door.Bounds;
import lanchat.server.door.DoorLimits;
import lanchat.server.door.Encryption;
import lanchat.server.log.JournalSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sessions at the JSON door whose connections break, seen by those who come back and by the others. */
@Timeout(300)
final class ComingBackIT {
    private static final int NEVER_MS = 3_600_000;
    private static final String SECRET = Secret.random();

    @TempDir
    Path home;

    @Test
    void withinTheGraceTheOthersNoticeNothingAndNothingIsMissed() throws Exception {
        try (ChatServer server = server(NEVER_MS, NEVER_MS);
                var bob = Talker.at(port(server)).joins("Bob")) {
            Seen seen;
            String session;
            try (JsonTalker ann = join(server, "Ann", SECRET, null)) {
                session = ann.hears(Reply.Welcome.class).session();
                seen = Seen.of(ann.skipsTo(Event.Joined.class));
                bob.hears("Ann<127.0.0.1> connected");
            }
            awaitAway(bob, "Ann");
            bob.says("one", "/msg Ann psst", "two").settles();

            try (JsonTalker ann = join(server, "Ann", SECRET, seen)) {
                Reply.Welcome welcome = ann.hears(Reply.Welcome.class);
                assertEquals(session, welcome.session());
                assertTrue(welcome.resumed());
                assertFalse(welcome.diverged());
                assertEquals(seen.seq + 1, welcome.from());
                assertEquals(
                        List.of("Bob"),
                        welcome.people().stream().map(Person::name).toList());
                assertEquals("one", ann.hears(Event.Said.class).text());
                assertEquals("psst", ann.hears(Event.Whispered.class).text());
                Event.Said two = ann.hears(Event.Said.class);
                assertEquals("two", two.text());
                assertEquals(two.seq(), ann.hears(Reply.Now.class).seq());
                ann.asks(new Request.Say(1, "back"));
                bob.hears("Ann:back");
                bob.hearsNothingMore();
            }
        }
    }

    @Test
    void afterTheGraceTheyHaveLeftAndCanStillComeBack() throws Exception {
        try (ChatServer server = server(NEVER_MS, 100);
                var bob = Talker.at(port(server)).joins("Bob")) {
            Seen seen;
            String session;
            try (JsonTalker ann = join(server, "Ann", SECRET, null)) {
                session = ann.hears(Reply.Welcome.class).session();
                ann.asks(new Request.Say(5, "hi"));
                seen = Seen.of(ann.skipsTo(Event.Said.class));
            }
            bob.hears("Ann<127.0.0.1> connected", "Ann:hi", "Ann<127.0.0.1> disconnected");
            bob.says("one").settles();

            try (JsonTalker anna = join(server, "Anna", SECRET, seen)) {
                Reply.Welcome welcome = anna.hears(Reply.Welcome.class);
                assertEquals(session, welcome.session());
                assertTrue(welcome.resumed());
                assertEquals(5, welcome.heard());
                assertEquals("Anna", welcome.name());
                assertEquals("Ann", anna.hears(Event.Left.class).name());
                assertEquals("one", anna.hears(Event.Said.class).text());
                Event.Joined joined = anna.hears(Event.Joined.class);
                assertEquals(session, joined.by());
                assertEquals(joined.seq(), anna.hears(Reply.Now.class).seq());
                bob.hears("Anna<127.0.0.1> connected");
            }
        }
    }

    @Test
    void whoSaysByeLeavesAtOnce() throws Exception {
        try (ChatServer server = server(NEVER_MS, NEVER_MS);
                var bob = Talker.at(port(server)).joins("Bob");
                JsonTalker ann = join(server, "Ann", SECRET, null)) {
            ann.asks(new Request.Bye());

            bob.hears("Ann<127.0.0.1> connected", "Ann<127.0.0.1> disconnected");
        }
    }

    @Test
    void withoutASecretTheEndOfTheConnectionIsTheEndOfTheStay() throws Exception {
        try (ChatServer server = server(NEVER_MS, NEVER_MS);
                var bob = Talker.at(port(server)).joins("Bob")) {
            join(server, "Ann", null, null).close();

            bob.hears("Ann<127.0.0.1> connected", "Ann<127.0.0.1> disconnected");
        }
    }

    @Test
    void theFirstConnectionIsReplacedByTheSecond() throws Exception {
        try (ChatServer server = server(NEVER_MS, NEVER_MS);
                var bob = Talker.at(port(server)).joins("Bob");
                JsonTalker first = join(server, "Ann", SECRET, null)) {
            first.skipsTo(Reply.Now.class);
            first.asks(new Request.Say(1, "from the first"));
            bob.hears("Ann<127.0.0.1> connected", "Ann:from the first");
            first.skipsTo(Event.Said.class);

            try (JsonTalker second = join(server, "Ann", SECRET, null)) {
                second.skipsTo(Reply.Now.class);
                first.hears(Reply.Replaced.class);
                first.heard().ends();
                second.asks(new Request.Say(2, "from the second"));

                bob.hears("Ann:from the second");
                bob.hearsNothingMore();
            }
        }
    }

    @Test
    void aWelcomeThatWasLostIsSaidAgainWithAllThatCameSince() throws Exception {
        try (ChatServer server = server(NEVER_MS, NEVER_MS);
                var bob = Talker.at(port(server)).joins("Bob")) {
            bob.says("before").settles();
            JsonTalker lost = join(server, "Ann", SECRET, null);
            lost.asks(new Request.Say(1, "said blindly"));
            bob.hears("Ann<127.0.0.1> connected", "Ann:said blindly");
            lost.close();
            bob.says("after").settles();

            try (JsonTalker ann = join(server, "Ann", SECRET, null)) {
                Reply.Welcome welcome = ann.hears(Reply.Welcome.class);
                assertTrue(welcome.resumed());
                assertEquals(1, welcome.heard());
                assertEquals("before", ann.hears(Event.Said.class).text());
                assertEquals("Ann", ann.hears(Event.Joined.class).name());
                assertEquals("said blindly", ann.hears(Event.Said.class).text());
                assertEquals("after", ann.hears(Event.Said.class).text());
                ann.hears(Reply.Now.class);
            }
        }
    }

    @Test
    void aLogThatIsNotTheOneThatWasSeenIsToldAndNothingIsReplayedTwice() throws Exception {
        try (ChatServer server = server(NEVER_MS, NEVER_MS);
                var bob = Talker.at(port(server)).joins("Bob")) {
            bob.says("one", "two").settles();
            for (Seen wrong : List.of(new Seen(2, "00000000"), new Seen(1_000_000, "00000000"))) {
                try (JsonTalker ann = join(server, "Ann", SECRET, wrong)) {
                    Reply.Welcome welcome = ann.hears(Reply.Welcome.class);
                    assertTrue(welcome.diverged());
                    assertEquals("one", ann.hears(Event.Said.class).text());
                    assertEquals("two", ann.hears(Event.Said.class).text());
                    if (!welcome.resumed()) {
                        ann.hears(Event.Joined.class);
                    }
                    ann.hears(Reply.Now.class);
                }
            }
        }
    }

    @Test
    void aBotWithoutASecretCanStillSayWhatItHasSeen() throws Exception {
        try (ChatServer server = server(NEVER_MS, NEVER_MS);
                var bob = Talker.at(port(server)).joins("Bob")) {
            Seen seen;
            try (JsonTalker bot = join(server, "Bot", null, null)) {
                seen = Seen.of(bot.skipsTo(Event.Joined.class));
            }
            bob.hears("Bot<127.0.0.1> connected", "Bot<127.0.0.1> disconnected");
            bob.says("one").settles();

            try (JsonTalker bot = join(server, "Bot", null, seen)) {
                Reply.Welcome welcome = bot.hears(Reply.Welcome.class);
                assertFalse(welcome.resumed());
                bot.hears(Event.Left.class);
                assertEquals("one", bot.hears(Event.Said.class).text());
                bot.hears(Event.Joined.class);
                bot.hears(Reply.Now.class);
            }
        }
    }

    @Test
    void aSecretThatIsNoneIsRefused() throws Exception {
        try (ChatServer server = server(NEVER_MS, NEVER_MS)) {
            for (String wrong : List.of("", "short", SECRET + "0", SECRET.toUpperCase(java.util.Locale.ROOT) + " ")) {
                try (JsonTalker ann = join(server, "Ann", wrong, null)) {
                    assertEquals("bad_secret", ann.hears(Reply.Refused.class).code());
                }
            }
        }
    }

    @Test
    void whoSendsNothingForTooLongIsAwayAndAPingIsEnough() throws Exception {
        whoSendsNothingIsAway(false);
        whoSendsNothingIsAway(true);
    }

    private static void whoSendsNothingIsAway(boolean encrypted) throws Exception {
        try (ChatServer server = server(1_500, NEVER_MS);
                var bob = Talker.at(port(server)).joins("Bob");
                JsonTalker silent = joins(
                        encrypted ? JsonTalker.encryptedAt(port(server)) : JsonTalker.at(port(server)),
                        "Silent",
                        SECRET,
                        null);
                JsonTalker lively = join(server, "Lively", Secret.random(), null);
                JsonTalker simple = join(server, "Simple", null, null)) {
            bob.heard().skipsTo("Simple<127.0.0.1> connected");
            lively.skipsTo(Reply.Now.class);
            String people = "";
            while (!people.contains("Silent<127.0.0.1> (away)")) {
                lively.asks(new Request.Ping());
                lively.skipsTo(Reply.Pong.class);
                people = people(bob);
            }

            assertTrue(people.contains("*** Lively<127.0.0.1>|"), people);
            assertTrue(people.contains("*** Simple<127.0.0.1>|"), "no secret, no such bound: " + people);
            List<String> heard = silent.heard().rest(); // There is an end.
            assertFalse(heard.stream().anyMatch(line -> line.contains("\"pong\"")), () -> "unasked: " + heard);
            simple.skipsTo(Reply.Now.class);
        }
    }

    @Test
    void whoIsHeldBackIsToldThatTheServerIsThere() throws Exception {
        Bounds slow = new Bounds(100, 100, 1, 1, 200, NEVER_MS);
        try (ChatServer server = server(500, NEVER_MS, slow, null);
                JsonTalker ann = join(server, "Ann", SECRET, null)) {
            ann.skipsTo(Reply.Now.class);
            for (int i = 1; i <= 5; i++) {
                ann.asks(new Request.Say(i, "line " + i));
            }

            // Nothing was asked that this would be the answer to.
            ann.skipsTo(Reply.Pong.class);
        }
    }

    @Test
    void anOrderlyRestartIsSilentForThoseWhoComeBackAndAKillAsWell() throws Exception {
        List<Event> seenByAnn = new ArrayList<>();
        Seen seen;
        try (ChatServer server = kept(NEVER_MS);
                JsonTalker ann = join(server, "Ann", SECRET, null);
                var bob = Talker.at(port(server)).joins("Bob")) {
            ann.skipsTo(Reply.Now.class);
            ann.asks(new Request.Say(1, "one"));
            seen = Seen.of(ann.skipsTo(Event.Said.class));
            bob.heard().skipsTo("Ann:one"); // Perhaps after her coming in: nobody waited for that.
        }
        try (ChatServer server = kept(NEVER_MS);
                JsonTalker ann = join(server, "Ann", SECRET, seen)) {
            Reply.Welcome welcome = ann.hears(Reply.Welcome.class);
            assertTrue(welcome.resumed());
            assertEquals(1, welcome.heard());
            ann.asks(new Request.Say(1, "one"), new Request.Say(2, "two"));
            Event next;
            do {
                next = ann.skipsTo(Event.class);
                seenByAnn.add(next);
            } while (!(next instanceof Event.Said));
            assertEquals("two", ((Event.Said) next).text());
            assertEquals(
                    List.of("Bob"),
                    seenByAnn.stream()
                            .filter(Event.Left.class::isInstance)
                            .map(Event::name)
                            .toList());
        }
        try (ChatServer server = kept(2_000);
                var bob = Talker.at(port(server)).joins("Bob")) {
            // She does not come back this time.
            bob.heard().skipsTo("Ann<127.0.0.1> disconnected");
            assertNotEquals(0, server.listening().getPort());
        }
    }

    private static void awaitAway(Talker somebody, String name) throws Exception {
        while (!people(somebody).contains("*** " + name + "<127.0.0.1> (away)")) {
            // Asked again until it is so.
        }
    }

    /** The lines of the answer to /who, one after the other. */
    private static String people(Talker somebody) throws Exception {
        somebody.says("/who");
        int count = Integer.parseInt(
                somebody.heard().skipsToLike("\\*\\*\\* \\d+ here:").replaceAll("\\D", ""));
        StringBuilder people = new StringBuilder();
        for (int i = 0; i < count; i++) {
            people.append(somebody.heard().next()).append('|');
        }
        return people.toString();
    }

    private static JsonTalker join(ChatServer server, String name, @Nullable String secret, @Nullable Seen seen)
            throws Exception {
        return joins(JsonTalker.at(port(server)), name, secret, seen);
    }

    private static JsonTalker joins(JsonTalker talker, String name, @Nullable String secret, @Nullable Seen seen)
            throws Exception {
        talker.asks(new Request.Hello(Wire.VERSION, "test"));
        talker.hears(Reply.Server.class);
        talker.asks(new Request.Join(name, secret, seen == null ? 0 : seen.seq, seen == null ? null : seen.sum, null));
        return talker;
    }

    private static int port(ChatServer server) {
        return server.listening().getPort();
    }

    private static ChatServer server(int silenceMs, int graceMs) throws Exception {
        return server(silenceMs, graceMs, Bounds.DEFAULT, null);
    }

    private ChatServer kept(int graceMs) throws Exception {
        return server(NEVER_MS, graceMs, Bounds.DEFAULT, new JournalSettings(home.resolve("room"), true, 0, 0));
    }

    private static ChatServer server(int silenceMs, int graceMs, Bounds bounds, @Nullable JournalSettings journal)
            throws Exception {
        ChatServer server = new ChatServer(new ServerSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Name.of("Host"),
                false,
                20,
                1 << 20,
                new DoorLimits(NEVER_MS, NEVER_MS, NEVER_MS, 100, NEVER_MS, silenceMs, graceMs),
                bounds,
                journal,
                new Encryption(ServerKeys.tls(), false)));
        server.start();
        return server;
    }

    /** What somebody saw last. */
    private record Seen(long seq, String sum) {
        static Seen of(Event event) {
            return new Seen(event.seq(), String.valueOf(event.sum()));
        }
    }
}
