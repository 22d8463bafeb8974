package lanchat.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import lanchat.client.link.FakeServer;
import lanchat.common.Event;
import lanchat.common.Reply;
import lanchat.common.Request;
import lanchat.common.Wire;
import org.junit.jupiter.api.Test;

/** What the host's hand does to this client, and whom its own member does not want to hear. */
final class HostsHandTest {
    @Test
    void whoIsShownOutDoesNotComeBackByItself() throws Exception {
        try (Conversation talk =
                Conversation.ofPersonWhoComesBack(new FakeServer(), "Me", null).welcomed()) {
            talk.screen.types("on its way");
            talk.server.hearsLine();
            talk.server.says(ruled(1, "kick", "Me", "flooding"));
            talk.server.says(new Reply.Refused(0, "shown_out", "You were shown out by Host: flooding"));

            assertEquals("*** Me was shown out by Host: flooding", talk.screen.sees());
            assertEquals("(! You were shown out by Host: flooding", talk.screen.sees());
            assertEquals("(! The room has not confirmed this line: on its way", talk.screen.sees());
            assertEquals(1, talk.code());
        }
    }

    @Test
    void whoIsBannedMeanwhileGivesUp() throws Exception {
        FakeServer server = new FakeServer();
        try (Conversation talk =
                Conversation.ofPersonWhoComesBack(server, "Me", null).welcomed()) {
            server.resets();
            server.meets();
            server.hearsJoin();
            server.says(new Reply.Refused(0, "banned", "You are banned for good, by Host."));

            String seen = talk.screen.sees();
            while (!seen.startsWith("(!")) {
                seen = talk.screen.sees();
            }
            assertEquals("(! You are banned for good, by Host.", seen);
            assertEquals(1, talk.code());
        }
    }

    @Test
    void rulingsAreRequestsLikeAllThatChangesTheRoom() throws Exception {
        try (Conversation talk = Conversation.ofPerson("Me").welcomed()) {
            talk.screen.types("/ban Ann 2h flooding");
            assertEquals(new Request.Rule(1, "ban", "Ann 2h flooding"), talk.server.hears());
            talk.server.says(new Reply.Refused(1, "not_operator", "That is for operators."));
            assertEquals("(! That is for operators.", talk.screen.sees());

            talk.screen.types("/stats");
            assertEquals(new Request.View("stats"), talk.server.hears());
            talk.screen.types("/motd");
            assertEquals(new Request.View("motd"), talk.server.hears());
        }
    }

    @Test
    void whatSomebodyIgnoredSaysIsNotShownUnderAnyName() throws Exception {
        try (Conversation talk = Conversation.ofPerson("Me").welcomed()) {
            talk.screen.types("/ignore ANN");
            assertEquals("(*** What ANN says is hidden until this client ends, or /unignore ANN", talk.screen.sees());
            talk.server.says(new Event.Said(1, 0, "ann", 1, "Ann", "hidden", null));
            talk.server.says(new Event.Acted(2, 0, "ann", 2, "Ann", "hides", null));
            talk.server.says(new Event.Whispered(3, 0, "ann", 3, "Ann", Conversation.ME, "Me", "hidden", null));
            talk.server.says(new Event.Renamed(4, 0, "ann", 4, "Ann", "Anna", "10.0.0.1", null));
            talk.server.says(new Event.Said(5, 0, "ann", 5, "Anna", "hidden", null));
            talk.server.says(new Event.Said(6, 0, "bob", 1, "Bob", "hello", null));

            assertEquals("Ann<10.0.0.1> is now Anna", talk.screen.sees());
            assertEquals("Bob:hello", talk.screen.sees());
            talk.screen.types("/reply who is there");
            assertEquals("(! Nobody has whispered to you yet, so there is nobody to reply to.", talk.screen.sees());
            talk.screen.types("/ignore");
            assertEquals("(*** Ignored: ANN, Anna", talk.screen.sees());

            talk.screen.types("/unignore anna");
            assertEquals("(*** What anna says is shown again.", talk.screen.sees());
            talk.server.says(new Event.Said(7, 0, "ann", 6, "Anna", "hello", null));
            assertEquals("Anna:hello", talk.screen.sees());
        }
    }

    @Test
    void whoCannotBeIgnoredIsSaid() throws Exception {
        try (Conversation talk = Conversation.ofPerson("Me").welcomed()) {
            talk.screen.types("/ignore me");
            assertEquals("(! That is you.", talk.screen.sees());
            talk.screen.types("/ignore a<b");
            assertNotNull(talk.screen.sees());
            talk.screen.types("/unignore Ann");
            assertEquals("(! Nobody called Ann is ignored. /ignore lists who is.", talk.screen.sees());
            talk.screen.types("/ignore");
            assertEquals("(*** Nobody is ignored.", talk.screen.sees());
        }
    }

    private static Event ruled(long seq, String rule, String target, String text) {
        return new Event.Ruled(seq, 0, Wire.HOST_SESSION, 0, "Host", rule, "", target, Conversation.ME, 0, text, null);
    }
}
