package lanchat.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import lanchat.client.link.FakeServer;
import lanchat.common.Chain;
import lanchat.common.Event;
import lanchat.common.Person;
import lanchat.common.Reply;
import lanchat.common.Request;
import lanchat.common.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client says of what it has shown, and counts of what was said, against a server that does what the test says. */
@Timeout(60)
final class AcknowledgingTest {
    private static final int FLOOD = 2_000;

    @Test
    void whatHasBeenShownIsSaidSeldomAndToTheLast() throws Exception {
        try (FakeServer server = new FakeServer();
                Conversation talk = Conversation.ofPersonWhoComesBack(server, "Me", null)) {
            comesIn(talk);
            long start = System.nanoTime();
            for (int seq = 2; seq <= FLOOD; seq++) {
                server.says(said(seq, "line"));
            }
            List<Request> said = new ArrayList<>();
            while (said.isEmpty() || !said.get(said.size() - 1).equals(new Request.Shown(FLOOD))) {
                said.add(server.hears());
            }
            long millis = (System.nanoTime() - start) / 1_000_000;

            assertTrue(said.stream().allMatch(Request.Shown.class::isInstance), said::toString);
            assertTrue(said.size() <= 2 + millis / Wire.SHOWN_EVERY_MS, () -> said + " in " + millis + " ms");
        }
    }

    @Test
    void anOlderServerIsToldNothingOfIt() throws Exception {
        try (Conversation talk = Conversation.ofPerson("Me").welcomed()) {
            talk.server.says(said(2, "line"));
            assertEquals("Ann:line", talk.screen.sees());
            talk.screen.types("/seen");
            assertEquals("(! This server is an older one: it does not know who has received what.", talk.screen.sees());
            talk.screen.types("/verify");
            assertEquals(
                    "(! Nothing has been counted yet: you have not come in, or the server is an older one.",
                    talk.screen.sees());
            talk.screen.types("hi");

            assertEquals(new Request.Say(1, "hi"), talk.server.hears());
        }
    }

    @Test
    void whoWantsToKnowIsToldWhoHasNotGotIt() throws Exception {
        try (FakeServer server = new FakeServer();
                Conversation talk = Conversation.ofPersonWhoComesBack(server, "Me", null)) {
            comesIn(talk);
            talk.screen.types("/seen 2");
            assertEquals(new Request.Seen(2), hearsOtherThanShown(server));
            server.says(new Reply.Seen(2, 5, 1, List.of(person("Cy"), person("Dee")), 3));

            assertEquals(
                    "*** Event 2: on the screens of 5; sent to 1 whose programs say no more (nc); not yet with Cy, Dee"
                            + " and 3 others.",
                    talk.screen.sees());
        }
    }

    @Test
    void whoReadsALineCanVerifyItAtOnce() throws Exception {
        try (FakeServer server = new FakeServer();
                Conversation talk = Conversation.ofPersonWhoComesBack(server, "Me", null)) {
            comesIn(talk);
            talk.screen.waitsBehindWhatItShows();
            server.says(said(2, "line"));
            assertEquals("Ann:line", talk.screen.sees());
            talk.screen.types("/verify");

            String told = talk.screen.sees();
            talk.screen.goesOn();
            assertTrue(told.contains(" up to event 2. "), told);
        }
    }

    @Test
    void aServerThatHasCountedSomethingElseIsToldOn() throws Exception {
        try (FakeServer server = new FakeServer();
                Conversation talk = Conversation.ofPersonWhoComesBack(server, "Me", null)) {
            comesIn(talk);
            server.says(said(2, "line"));
            assertEquals("Ann:line", talk.screen.sees());
            server.resets();
            assertTrue(talk.screen.sees().startsWith("(*** "));
            server.meets();
            server.hearsJoin();
            server.says(new Reply.Welcome(Conversation.ME, "Me", 3, List.of(), 0, true, 0, false));
            assertEquals("(*** The connection is back.", talk.screen.sees());
            server.says(new Reply.Now(2, Chain.START, 1));

            String told = talk.screen.sees();
            assertTrue(told.startsWith("(! What the server says was said up to event 2 is not what this"), told);
        }
    }

    private static void comesIn(Conversation talk) throws Exception {
        talk.server.meetsAsNewer();
        talk.server.hearsJoin();
        talk.server.says(Reply.Welcome.newcomer(Conversation.ME, "Me", 1, List.of(Conversation.ANN), 0));
        while (!talk.screen.sees().equals(Wire.WELCOME)) {
            // Who was here.
        }
        talk.server.says(new Event.Joined(1, 0, Conversation.ME, 0, "Me", "10.0.0.2", "00000001"));
        talk.server.says(new Reply.Now(1, Chain.START, 2));
        assertEquals("Me<10.0.0.2> connected", talk.screen.sees());
    }

    private static Request hearsOtherThanShown(FakeServer server) throws Exception {
        Request next = server.hears();
        while (next instanceof Request.Shown) {
            next = server.hears();
        }
        return Objects.requireNonNull(next);
    }

    private static Person person(String name) {
        return Person.here(name, "10.0.0.9", name);
    }

    private static Event said(int seq, String text) {
        return new Event.Said(seq, 0, "ann", 0, "Ann", text, String.format("%08x", seq));
    }
}
