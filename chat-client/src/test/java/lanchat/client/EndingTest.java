package lanchat.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lanchat.common.Event;
import lanchat.common.Reply;
import lanchat.common.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class EndingTest {
    @Test
    void endOfInputWaitsForTheRoomToHaveEveryLineThenTakesLeave() throws Exception {
        try (Conversation talk = Conversation.ofPipe("bot").welcomed()) {
            talk.screen.types("one");
            talk.screen.types("two");
            talk.screen.endsInput();
            assertEquals(new Request.Say(1, "one"), talk.server.hears());
            assertEquals(new Request.Say(2, "two"), talk.server.hears());
            talk.roomHas(1, "one");
            assertEquals("You:one", talk.screen.sees());
            assertTrue(talk.running());

            talk.roomHas(2, "two");

            assertEquals(new Request.Bye(), talk.server.hears());
            assertEquals("You:two", talk.screen.sees());
            talk.server.hangsUp();
            assertEquals(0, talk.code());
            assertTrue(talk.screen.seesNothing());
        }
    }

    @Test
    void whatIsOwedAfterGoodbyeIsShownButNotTheOwnLeaving() throws Exception {
        try (Conversation talk = Conversation.ofPipe("bot").welcomed()) {
            talk.screen.endsInput();
            assertEquals(new Request.Bye(), talk.server.hears());
            talk.server.says(new Event.Said(1, 0, "ann", 1, "Ann", "bye", null));
            talk.server.says(new Event.Left(2, 0, Conversation.ME, 0, "bot", "10.0.0.2", null));
            talk.server.hangsUp();

            assertEquals(0, talk.code());
            assertEquals("Ann:bye", talk.screen.sees());
            assertTrue(talk.screen.seesNothing());
        }
    }

    @Test
    void whoStaysGoesOnListeningUntilTheServerGoes() throws Exception {
        try (Conversation talk = Conversation.ofPipeThatStays("bot").welcomed()) {
            talk.screen.types("one");
            talk.screen.endsInput();
            talk.server.hears();
            talk.roomHas(1, "one");
            talk.server.says(new Event.Said(2, 0, "ann", 1, "Ann", "hello", null));
            assertEquals("You:one", talk.screen.sees());
            assertEquals("Ann:hello", talk.screen.sees());

            talk.server.hangsUp();

            assertEquals("(*** The server has closed the connection.", talk.screen.sees());
            assertEquals(0, talk.code());
        }
    }

    @Test
    void lineTheRoomHasNotConfirmedIsNamed() throws Exception {
        try (Conversation talk = Conversation.ofPipe("bot").welcomed()) {
            talk.screen.types("one");
            talk.screen.types("two");
            talk.screen.endsInput();
            talk.server.hears();
            talk.server.hears();
            talk.roomHas(1, "one");
            assertEquals("You:one", talk.screen.sees());

            talk.server.hangsUp();

            assertEquals(1, talk.code());
            assertEquals("(*** The server has closed the connection.", talk.screen.sees());
            assertEquals("(! The room has not confirmed this line: two", talk.screen.sees());
        }
    }

    @Test
    void brokenConnectionIsTold() throws Exception {
        try (Conversation talk = Conversation.ofPipe("bot").welcomed()) {
            talk.server.resets();

            assertEquals(1, talk.code());
            String line = talk.screen.sees();
            assertTrue(line.startsWith("(*** The connection to the server is lost"), line);
        }
    }

    @Test
    void refusedLineOfPipeIsNamedAndCounts() throws Exception {
        try (Conversation talk = Conversation.ofPipe("bot").welcomed()) {
            talk.screen.types("/nick Ann");
            talk.screen.types("/woh");
            talk.screen.endsInput();
            talk.server.hears();
            assertTrue(talk.screen.sees().startsWith("(! There is no command /woh"));
            assertEquals("(! Not said: /woh", talk.screen.sees());

            talk.server.says(new Reply.Refused(1, "name_taken", "Somebody here is called so."));

            assertEquals("(! Somebody here is called so.", talk.screen.sees());
            assertEquals("(! Not said: /nick Ann", talk.screen.sees());
            assertEquals(new Request.Bye(), talk.server.hears());
            talk.server.hangsUp();
            assertEquals(1, talk.code());
        }
    }

    @Test
    void serverThatGoesEndsPersonWhoDoesNotType() throws Exception {
        try (Conversation talk = Conversation.ofPerson("Me").welcomed()) {
            talk.server.hangsUp();

            assertEquals(1, talk.code());
            assertEquals("(*** The server has closed the connection.", talk.screen.sees());
        }
    }

    @Test
    void brokenScreenEndsQuietly() throws Exception {
        try (Conversation talk = Conversation.ofPipe("bot").welcomed()) {
            talk.screen.breaks();
            talk.server.says(new Event.Said(1, 0, "ann", 1, "Ann", "hello", null));

            assertEquals(1, talk.code());
            assertTrue(talk.screen.seesNothing());
        }
    }

    @Test
    void signalSaysGoodbyeAndNamesWhatWaits() throws Exception {
        try (Conversation talk = Conversation.ofPipe("bot").welcomed()) {
            talk.screen.types("one");
            talk.server.hears();

            talk.client.interrupted();

            assertEquals("(! The room has not confirmed this line: one", talk.screen.sees());
            assertEquals(new Request.Bye(), talk.server.hears());
        }
    }

    @Test
    void mistakeOfTheClientEndsItWithASentence() throws Exception {
        try (Conversation talk = Conversation.ofPipe("bot").welcomed()) {
            talk.screen.hasFault();
            talk.server.says(new Reply.Notice("hello"));

            assertEquals(1, talk.code());
            String line = talk.screen.sees();
            assertTrue(line.startsWith("(! This client has made a mistake and must end."), line);
        }
    }

    @Test
    void refusedNameEndsTheConnection() throws Exception {
        try (Conversation talk = Conversation.ofPipe("Ann")) {
            talk.server.meets();
            talk.server.hears();
            talk.server.says(new Reply.Refused(0, "name_taken", "Somebody here is called so."));

            assertEquals(1, talk.code());
            assertNull(talk.server.hears());
        }
    }
}
