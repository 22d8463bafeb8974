package lanchat.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lanchat.common.Event;
import lanchat.common.Person;
import lanchat.common.Reply;
import lanchat.common.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ComingInTest {
    private static final Reply.Refused TAKEN = new Reply.Refused(0, "name_taken", "Somebody here is called so.");

    @Test
    void personIsAskedAndThenSeesWhoIsHereTheWelcomeAndTheOwnArrival() throws Exception {
        try (Conversation talk = Conversation.ofPerson(null)) {
            talk.server.meets();
            assertEquals(Wire.NAME_PROMPT, talk.screen.sees());
            talk.screen.types("Pavan Kumar");

            assertEquals("Pavan Kumar", talk.server.hearsJoin().name());
            talk.server.says(Reply.Welcome.newcomer(
                    "me", "Pavan Kumar", 0, List.of(Person.here("Dinesh Kumar", "127.0.0.1", "d")), 14));
            talk.server.says(new Event.Joined(1, 0, "me", 0, "Pavan Kumar", "127.0.0.1", null));

            assertEquals("Dinesh Kumar<127.0.0.1> connected", talk.screen.sees());
            assertEquals("*** and 14 others", talk.screen.sees());
            assertEquals("Welcome to this chatroom!", talk.screen.sees());
            assertEquals("Pavan Kumar<127.0.0.1> connected", talk.screen.sees());
        }
    }

    @Test
    void aTerminalThatIsSlowToStartDelaysNoByteToTheServer() throws Exception {
        try (Conversation talk = Conversation.ofScreenThatIsNotReady()) {
            talk.server.meets(); // Hello has come and been answered, and the screen is not ready yet.
            assertTrue(talk.screen.seesNothing());

            talk.screen.isReady();

            assertEquals(Wire.NAME_PROMPT, talk.screen.sees());
        }
    }

    @Test
    void personIsToldWhyNameIsRefusedAndAskedAgain() throws Exception {
        try (Conversation talk = Conversation.ofPerson(null)) {
            talk.server.meets();
            talk.screen.types("Ann");
            assertEquals("Ann", talk.server.hearsJoin().name());
            talk.server.says(TAKEN);
            assertEquals(Wire.NAME_PROMPT, talk.screen.sees());

            assertEquals("(! " + TAKEN.sentence(), talk.screen.sees());
            assertEquals(Wire.NAME_PROMPT, talk.screen.sees());
            talk.screen.types("Anna");
            assertEquals("Anna", talk.server.hearsJoin().name());
        }
    }

    @Test
    void personWhoTypesNoNameLeavesWithoutFuss() throws Exception {
        try (Conversation talk = Conversation.ofPerson(null)) {
            talk.server.meets();
            talk.screen.endsInput();

            assertEquals(0, talk.code());
        }
    }

    @Test
    void firstLineOfPipeIsTheNameAndNobodyIsPrompted() throws Exception {
        try (Conversation talk = Conversation.ofPipe(null)) {
            talk.screen.types("bot");
            talk.server.meets();

            assertEquals("bot", talk.server.hearsJoin().name());
            assertEquals(true, talk.screen.seesNothing());
        }
    }

    @Test
    void emptyPipeWithoutNameIsToldSo() throws Exception {
        try (Conversation talk = Conversation.ofPipe(null)) {
            talk.screen.endsInput();
            talk.server.meets();

            assertEquals(1, talk.code());
            assertEquals(
                    "(! There was no name: the first line of the input is the name, or say --name NAME.",
                    talk.screen.sees());
        }
    }

    @Test
    void refusedNameOfPipeEndsWithTheReason() throws Exception {
        try (Conversation talk = Conversation.ofPipe(null)) {
            talk.screen.types("Ann");
            talk.server.meets();
            talk.server.hears();
            talk.server.says(TAKEN);

            assertEquals(1, talk.code());
            assertEquals("(! " + TAKEN.sentence(), talk.screen.sees());
        }
    }

    @Test
    void refusedNameOfCommandLineEndsWithTheReasonEvenForPerson() throws Exception {
        try (Conversation talk = Conversation.ofPerson("Ann")) {
            talk.server.meets();
            assertEquals("Ann", talk.server.hearsJoin().name());
            talk.server.says(TAKEN);

            assertEquals(1, talk.code());
            assertEquals("(! " + TAKEN.sentence(), talk.screen.sees());
        }
    }

    @Test
    void whoseNameWasChangedIsTold() throws Exception {
        try (Conversation talk = Conversation.ofPerson("\"Ann\"")) {
            talk.server.meets();
            talk.server.says(Reply.Welcome.newcomer("me", "Ann", 0, List.of(), 0));

            assertEquals("(*** Your name here is Ann.", talk.screen.sees());
            assertEquals("Welcome to this chatroom!", talk.screen.sees());
        }
    }

    @Test
    void whoCannotConnectIsToldWhyInOneSentence() throws Exception {
        try (Conversation talk = Conversation.ofPerson(null)) {
            assertEquals(Wire.NAME_PROMPT, talk.screen.sees()); // Somebody listens there, so the person can begin.
            talk.server.saysBytes("SSH-2.0-OpenSSH_9.2\r\n");

            assertEquals(1, talk.code());
            int port = talk.server.endpoint().port();
            assertEquals(
                    "(! What listens at 127.0.0.1:" + port + " is not a chat server but an SSH server. Is " + port
                            + " the right port?",
                    talk.screen.sees());
        }
    }
}
