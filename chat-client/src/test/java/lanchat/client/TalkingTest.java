package lanchat.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lanchat.common.Command;
import lanchat.common.Event;
import lanchat.common.Reply;
import lanchat.common.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class TalkingTest {
    @Test
    void ownLineAppearsOnlyWhenTheRoomHasIt() throws Exception {
        try (Conversation talk = Conversation.ofPerson("Me").welcomed()) {
            talk.screen.types("hi");
            assertEquals(new Request.Say(1, "hi"), talk.server.hears());
            talk.server.says(new Event.Said(7, 0, "ann", 1, "Ann", "hello", null));
            assertEquals("Ann:hello", talk.screen.sees());

            talk.roomHas(1, "hi");

            assertEquals("You:hi", talk.screen.sees());
        }
    }

    @Test
    void emptyLinesAreNotSent() throws Exception {
        try (Conversation talk = Conversation.ofPerson("Me").welcomed()) {
            talk.screen.types("");
            talk.screen.types(" \t");
            talk.screen.types("hi");

            assertEquals(new Request.Say(1, "hi"), talk.server.hears());
        }
    }

    @Test
    void commandsBecomeRequestsWithIdsThatCountUp() throws Exception {
        try (Conversation talk = Conversation.ofPerson("Me").welcomed()) {
            talk.screen.types("/me waves");
            talk.screen.types("/msg \"Ann B\" psst");
            talk.screen.types("/who");
            talk.screen.types("/msg Ann psst");
            talk.screen.types("/nick Pavan");
            talk.screen.types("//who");

            assertEquals(new Request.Act(1, "waves"), talk.server.hears());
            assertEquals(new Request.Whisper(2, "Ann B", null, "psst"), talk.server.hears());
            assertEquals(new Request.Who(), talk.server.hears());
            assertEquals(new Request.Whisper(3, null, null, "Ann psst"), talk.server.hears());
            assertEquals(new Request.Rename(4, "Pavan"), talk.server.hears());
            assertEquals(new Request.Say(5, "/who"), talk.server.hears());
        }
    }

    @Test
    void withoutCommandsSlashesAreSaidAsTheyAre() throws Exception {
        try (Conversation talk = Conversation.ofPipeWithoutCommands("Me").welcomed()) {
            talk.screen.types("/etc/passwd");
            talk.screen.types("//");

            assertEquals(new Request.Say(1, "/etc/passwd"), talk.server.hears());
            assertEquals(new Request.Say(2, "//"), talk.server.hears());
        }
    }

    @Test
    void replyGoesToTheSessionThatWhisperedLastWhateverItsNameIsNow() throws Exception {
        try (Conversation talk = Conversation.ofPerson("Me").welcomed()) {
            talk.server.says(new Event.Whispered(1, 0, "ann", 1, "Ann", Conversation.ME, "Me", "psst", null));
            assertEquals("Ann (to you):psst", talk.screen.sees());
            talk.server.says(new Event.Whispered(2, 0, Conversation.ME, 9, "Me", "bob", "Bob", "hm", null));
            assertEquals("You (to Bob):hm", talk.screen.sees());

            talk.screen.types("/reply what?");

            assertEquals(new Request.Whisper(1, null, "ann", "what?"), talk.server.hears());
        }
    }

    @Test
    void replyToNobodyIsRefused() throws Exception {
        try (Conversation talk = Conversation.ofPerson("Me").welcomed()) {
            talk.screen.types("/reply what?");

            assertEquals("(! Nobody has whispered to you yet, so there is nobody to reply to.", talk.screen.sees());
        }
    }

    @Test
    void unknownCommandIsNotSentAndTheNearestNamed() throws Exception {
        try (Conversation talk = Conversation.ofPerson("Me").welcomed()) {
            talk.screen.types("/woh");

            String line = talk.screen.sees();
            assertTrue(line.startsWith("(! There is no command /woh; did you mean /who?"), line);
        }
    }

    @Test
    void helpIsShownWithoutAskingTheServer() throws Exception {
        try (Conversation talk = Conversation.ofPerson("Me").welcomed()) {
            talk.screen.types("/help");

            assertEquals("(*** " + Command.help().get(0), talk.screen.sees());
        }
    }

    @Test
    void whoIsHereAndNoticesAreShown() throws Exception {
        try (Conversation talk = Conversation.ofPerson("Me").welcomed()) {
            talk.server.says(new Reply.People(List.of(Conversation.ANN), 0));
            talk.server.says(new Reply.Notice("The server stops."));

            assertEquals("*** 1 here:", talk.screen.sees());
            assertEquals("*** Ann<10.0.0.1>", talk.screen.sees());
            assertEquals("*** The server stops.", talk.screen.sees());
        }
    }

    @Test
    void refusedLineIsAnsweredOnTheScreenAndTheTalkGoesOn() throws Exception {
        try (Conversation talk = Conversation.ofPerson("Me").welcomed()) {
            talk.screen.types("/nick Ann");
            talk.server.hears();
            talk.server.says(new Reply.Refused(1, "name_taken", "Somebody here is called so."));
            assertEquals("(! Somebody here is called so.", talk.screen.sees());

            talk.screen.types("/quit");

            assertEquals(new Request.Bye(), talk.server.hears());
            talk.server.hangsUp();
            assertEquals(0, talk.code());
        }
    }
}
