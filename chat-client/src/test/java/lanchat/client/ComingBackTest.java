package lanchat.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import lanchat.client.link.FakeServer;
import lanchat.common.Event;
import lanchat.common.Reply;
import lanchat.common.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a client does when its connection breaks, against a server that does what the test says. */
@Timeout(60)
final class ComingBackTest {
    private static final String ME = Conversation.ME;

    @TempDir
    Path home;

    @Test
    void whatMayNotHaveArrivedIsSentAgainInItsOrderAndNothingElse() throws Exception {
        try (FakeServer server = new FakeServer();
                Conversation talk =
                        Conversation.ofPersonWhoComesBack(server, "Me", null).welcomed()) {
            says(talk, "one", "two", "three");
            server.says(said(5, 1, "one"));
            assertEquals("You:one", talk.screen.sees());

            server.resets();
            seesItBreak(talk);
            talk.screen.types("four");
            assertEquals("(*** Waits for the connection: four", talk.screen.sees());
            Request.Join again = comesBack(server);
            assertEquals(5, again.after());
            assertEquals("00000005", again.sum());
            server.says(welcome(true, 2, 6, false));
            assertEquals(new Request.Say(3, "three"), server.hears());
            assertEquals(new Request.Say(4, "four"), server.hears());
            seesItBack(talk);
            server.says(said(6, 2, "two"));
            server.says(Reply.Now.at(6));
            server.says(said(7, 3, "three"));
            server.says(said(8, 4, "four"));

            assertEquals("You:two", talk.screen.sees());
            assertEquals("You:three", talk.screen.sees());
            assertEquals("You:four", talk.screen.sees());
            talk.screen.types("five");
            assertEquals(new Request.Say(5, "five"), server.hears());
        }
    }

    @Test
    void aRequestThatTheRoomHeardAndThatHasNoEventWasRefused() throws Exception {
        try (FakeServer server = new FakeServer();
                Conversation talk =
                        Conversation.ofPersonWhoComesBack(server, "Me", null).welcomed()) {
            says(talk, "one", "two");
            server.resets();
            seesItBreak(talk);
            comesBack(server);
            server.says(welcome(true, 2, 1, false));
            seesItBack(talk);
            server.says(said(6, 2, "two"));
            server.says(Reply.Now.at(6));

            assertEquals("You:two", talk.screen.sees());
            assertEquals("(! The room refused this while the connection was broken.", talk.screen.sees());
            talk.screen.types("three");
            assertEquals(new Request.Say(3, "three"), server.hears());
        }
    }

    @Test
    void noEventIsShownTwice() throws Exception {
        try (FakeServer server = new FakeServer();
                Conversation talk =
                        Conversation.ofPersonWhoComesBack(server, "Me", null).welcomed()) {
            server.says(heard(5, "five"));
            server.says(heard(5, "five"));
            server.says(heard(4, "four"));
            server.says(heard(6, "six"));

            assertEquals("Ann:five", talk.screen.sees());
            assertEquals("Ann:six", talk.screen.sees());
        }
    }

    @Test
    void aLogThatIsAnotherOneIsToldAndWaitingLinesGetNewIds() throws Exception {
        try (FakeServer server = new FakeServer();
                Conversation talk =
                        Conversation.ofPersonWhoComesBack(server, "Me", null).welcomed()) {
            says(talk, "one", "two");
            server.says(heard(5, "five"));
            assertEquals("Ann:five", talk.screen.sees());
            server.resets();
            seesItBreak(talk);
            comesBack(server);
            server.says(welcome(true, 9, 2, true));

            assertEquals(new Request.Say(10, "one"), server.hears());
            assertEquals(new Request.Say(11, "two"), server.hears());
            seesLineThatBegins(talk, "*** What is kept of this room is not what you saw last");
            seesLineThatBegins(talk, "(*** 2 lines of yours may have been said already");
            seesItBack(talk);
            server.says(heard(2, "two"));
            assertEquals("Ann:two", talk.screen.sees());
        }
    }

    @Test
    void aNewRoomAtTheSameAddressGetsANewSession() throws Exception {
        try (FakeServer server = new FakeServer();
                Conversation talk =
                        Conversation.ofPersonWhoComesBack(server, "Me", home).welcomed()) {
            says(talk, "one");
            server.says(heard(5, "five"));
            assertEquals("Ann:five", talk.screen.sees());
            server.resets();
            seesItBreak(talk);
            server.meets("another room");
            Request.Join join = server.hearsJoin();
            assertEquals(0, join.after());
            server.says(Reply.Welcome.newcomer("other", "Me", 1, List.of(), 0));

            seesLineThatBegins(talk, "*** This is a new room");
            seesLineThatBegins(talk, "(*** 1 line of yours may have been said already");
            assertEquals(new Request.Say(2, "one"), server.hears());
        }
    }

    @Test
    void whoIsReplacedDoesNotComeBackByItself() throws Exception {
        try (FakeServer server = new FakeServer();
                Conversation talk =
                        Conversation.ofPersonWhoComesBack(server, "Me", null).welcomed()) {
            server.says(new Reply.Replaced());
            server.hangsUp();

            assertEquals(1, talk.code());
            assertEquals(
                    "(*** You have come in again from elsewhere, so this client has left the room.",
                    talk.screen.sees());
        }
    }

    @Test
    void aLinkThatDiesBeforeTheWelcomeIsMadeAgainWithTheSameSecret() throws Exception {
        try (FakeServer server = new FakeServer();
                Conversation talk = Conversation.ofPipeThatComesBack(server, "bot")) {
            server.meets();
            Request.Join first = server.hearsJoin();
            server.resets();

            Request.Join second = comesBack(server);

            assertEquals(first, second);
            server.says(welcome(true, 0, 1, false));
            talk.screen.types("hi");
            assertEquals(new Request.Say(1, "hi"), server.hears());
        }
    }

    @Test
    void aNameTypedWhileThereIsNoConnectionIsAskedForOverTheNextOne() throws Exception {
        try (FakeServer server = new FakeServer();
                Conversation talk = Conversation.ofPersonWhoComesBack(server, null, null)) {
            server.meets();
            talk.screen.sees();
            server.resets();
            seesItBreak(talk);
            talk.screen.types("Ann");

            assertEquals("Ann", comesBack(server).name());
        }
    }

    @Test
    void aNameThatSomebodyElseHasByNowCanBeChanged() throws Exception {
        try (FakeServer server = new FakeServer();
                Conversation talk =
                        Conversation.ofPersonWhoComesBack(server, "Me", null).welcomed()) {
            server.resets();
            seesItBreak(talk);
            Request.Join refused = comesBack(server);
            server.says(new Reply.Refused(0, "name_taken", "The name Me is taken."));
            server.awaitsHangUp();
            talk.screen.types("/nick You2");

            Request.Join join = comesBack(server);
            while (!"You2".equals(join.name())) {
                server.says(new Reply.Refused(0, "name_taken", "The name Me is taken."));
                server.awaitsHangUp();
                join = comesBack(server);
            }

            assertEquals(refused.secret(), join.secret());
        }
    }

    @Test
    void slashReconnectMakesANewConnectionAtOnce() throws Exception {
        try (FakeServer server = new FakeServer();
                Conversation talk =
                        Conversation.ofPersonWhoComesBack(server, "Me", null).welcomed()) {
            talk.screen.types("/reconnect");
            server.awaitsHangUp();

            comesBack(server);
        }
    }

    @Test
    void quitEndsTheTryingAndNamesWhatWaits() throws Exception {
        FakeServer server = new FakeServer();
        try (Conversation talk =
                Conversation.ofPersonWhoComesBack(server, "Me", null).welcomed()) {
            server.close();
            seesItBreak(talk);
            talk.screen.types("into the void");
            assertEquals("(*** Waits for the connection: into the void", talk.screen.sees());
            talk.screen.types("/who");
            assertEquals("(! There is no connection to the server at the moment.", talk.screen.sees());

            talk.screen.types("/quit");

            assertEquals(1, talk.code());
            assertEquals("(! The room has not confirmed this line: into the void", talk.screen.sees());
        }
    }

    @Test
    void theNextRunShowsWhatWasMissedAndNothingTwice() throws Exception {
        Request.Join first = saysGoodbyeAfterFive();

        try (FakeServer server = new FakeServer();
                Conversation talk = Conversation.ofPersonWhoComesBack(server, "me", home)) {
            server.meets();
            Request.Join join = server.hearsJoin();
            assertEquals(first.secret(), join.secret());
            assertEquals(5, join.after());
            server.says(welcome(true, 3, 6, false));
            server.says(new Event.Joined(6, 0, "bob", 0, "Bob", "10.0.0.3", "00000006"));
            server.says(heard(7, "seven"));
            server.says(new Event.Left(8, 0, "bob", 0, "Bob", "10.0.0.3", "00000008"));
            server.says(new Event.Acted(9, 0, "ann", 0, "Ann", "waves", "00000009"));
            server.says(new Event.Joined(10, 0, ME, 0, "Me", "10.0.0.2", "00000010"));
            server.says(Reply.Now.at(10));
            server.says(heard(11, "eleven"));

            assertEquals("(*** Your name here is Me.", talk.screen.sees());
            assertEquals("Welcome to this chatroom!", talk.screen.sees());
            assertEquals("*** While you were away:", talk.screen.sees());
            assertEquals("Ann:seven", talk.screen.sees());
            assertEquals("* Ann waves", talk.screen.sees());
            assertEquals("*** You missed 2 lines. Now:", talk.screen.sees());
            assertEquals("Me<10.0.0.2> connected", talk.screen.sees());
            assertEquals("Ann:eleven", talk.screen.sees());
            talk.screen.types("next");
            assertEquals(new Request.Say(4, "next"), server.hears());
        }
    }

    @Test
    void whoMissedNothingIsToldNothing() throws Exception {
        saysGoodbyeAfterFive();

        try (FakeServer server = new FakeServer();
                Conversation talk = Conversation.ofPersonWhoComesBack(server, "Me", home)) {
            server.meets();
            server.hearsJoin();
            server.says(welcome(true, 3, 6, false));
            server.says(new Event.Joined(6, 0, ME, 0, "Me", "10.0.0.2", "00000006"));
            server.says(Reply.Now.at(6));

            assertEquals("Welcome to this chatroom!", talk.screen.sees());
            assertEquals("Me<10.0.0.2> connected", talk.screen.sees());
        }
    }

    @Test
    void aRoomThatHasForgottenTheStaySaysSo() throws Exception {
        saysGoodbyeAfterFive();

        try (FakeServer server = new FakeServer();
                Conversation talk = Conversation.ofPersonWhoComesBack(server, "Me", home)) {
            server.meets();
            server.hearsJoin();
            server.says(welcome(false, 0, 6, false));

            assertEquals("Welcome to this chatroom!", talk.screen.sees());
            seesLineThatBegins(talk, "*** The room has forgotten your earlier stay");
        }
    }

    @Test
    void aSessionOfAnotherKeyIsGivenUpForANewOneOnce() throws Exception {
        Request.Join first = saysGoodbyeAfterFive();

        try (FakeServer server = new FakeServer();
                Conversation talk = Conversation.ofPersonWhoComesBack(server, "Me", home)) {
            server.meets();
            assertEquals(first.secret(), server.hearsJoin().secret());
            server.says(new Reply.Refused(0, "other_key", "No."));
            seesLineThatBegins(talk, "(*** Your earlier stay here was under another key");
            Request.Join anew = server.hearsJoin();
            assertNotEquals(first.secret(), anew.secret());
            assertEquals(0, anew.after());

            server.says(new Reply.Refused(0, "other_key", "Still no."));

            assertEquals("(! Still no.", talk.screen.sees());
            assertEquals(1, talk.code());
        }
    }

    @Test
    void eachRunWithoutAHomeIsAnotherSession() throws Exception {
        Request.Join first;
        try (FakeServer server = new FakeServer();
                Conversation talk = Conversation.ofPersonWhoComesBack(server, "Me", null)) {
            server.meets();
            first = server.hearsJoin();
            assertTrue(talk.running());
        }
        try (FakeServer server = new FakeServer();
                Conversation talk = Conversation.ofPersonWhoComesBack(server, "Me", null)) {
            server.meets();
            assertNotEquals(first.secret(), server.hearsJoin().secret());
            assertTrue(talk.running());
        }
    }

    @Test
    void aLongBacklogIsSentNoFasterThanItIsAnswered() throws Exception {
        try (FakeServer server = new FakeServer();
                Conversation talk =
                        Conversation.ofPersonWhoComesBack(server, "Me", null).welcomed()) {
            server.resets();
            seesItBreak(talk);
            int lines = 40;
            for (int i = 1; i <= lines; i++) {
                talk.screen.types("x".repeat(5_000) + i);
                talk.screen.sees();
            }
            comesBack(server);
            server.says(welcome(true, 0, 1, false));
            seesItBack(talk);

            for (int i = 1; i <= lines; i++) {
                assertEquals(i, server.hearsLine().id());
                if (i >= 4) {
                    server.says(said(i, i - 3, "x"));
                    assertEquals("You:x", talk.screen.sees());
                }
            }
            assertTrue(talk.screen.seesNothing());
        }
    }

    /** An earlier run, in which the event with {@code seq} 5 was the last to be seen; returns how it came in. */
    private Request.Join saysGoodbyeAfterFive() throws Exception {
        try (FakeServer server = new FakeServer();
                Conversation talk =
                        Conversation.ofPersonWhoComesBack(server, "Me", home).welcomed()) {
            server.says(heard(5, "five"));
            assertEquals("Ann:five", talk.screen.sees());
            talk.screen.types("/quit");
            assertEquals(new Request.Bye(), server.hears());
            server.hangsUp();
            assertEquals(0, talk.code());
            return server.lastJoin();
        }
    }

    private static void says(Conversation talk, String... lines) throws Exception {
        for (String line : lines) {
            talk.screen.types(line);
            assertEquals(line, talk.server.hearsLine().text());
        }
    }

    private static Request.Join comesBack(FakeServer server) throws Exception {
        server.meets();
        return server.hearsJoin();
    }

    private static void seesItBreak(Conversation talk) throws InterruptedException {
        String line = talk.screen.sees();
        assertTrue(line.contains("Trying to come back"), line);
    }

    private static void seesLineThatBegins(Conversation talk, String beginning) throws InterruptedException {
        String line = talk.screen.sees();
        assertTrue(line.startsWith(beginning), line);
    }

    private static void seesItBack(Conversation talk) throws InterruptedException {
        seesLineThatBegins(talk, "(*** The connection is back");
    }

    private static Reply.Welcome welcome(boolean resumed, long heard, long from, boolean diverged) {
        return new Reply.Welcome(ME, "Me", from, List.of(), 0, resumed, heard, diverged);
    }

    private static Event said(long seq, long id, String text) {
        return new Event.Said(seq, 0, ME, id, "Me", text, sum(seq));
    }

    private static Event heard(long seq, String text) {
        return new Event.Said(seq, 0, "ann", 0, "Ann", text, sum(seq));
    }

    private static String sum(long seq) {
        return String.format(java.util.Locale.ROOT, "%08d", seq);
    }
}
