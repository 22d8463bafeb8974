package lanchat.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lanchat.common.Reply;
import lanchat.common.Wire;
import org.junit.jupiter.api.Test;

/** A room that asks for a password, over connections that are not encrypted: the fake server's are not. */
final class PasswordsTest {
    private static final PasswordChoice KNOWN = new PasswordChoice("sesame", true);

    @Test
    void aPersonIsAskedForTheNameAtOnceThenWarnedAndAskedForThePassword() throws Exception {
        try (Conversation talk = Conversation.ofPerson(null)) {
            assertEquals(Wire.NAME_PROMPT, talk.screen.sees());
            talk.screen.types("Me");
            talk.server.meetsAndAsksPassword();
            assertTrue(talk.screen.sees().startsWith("(! This connection is not encrypted"));
            assertEquals("Say it all the same? yes/no ", talk.screen.sees());
            talk.screen.types("yes");
            assertEquals(Wire.PASSWORD_PROMPT, talk.screen.sees());
            talk.screen.types("sesame");

            var join = talk.server.hearsJoin();

            assertEquals("sesame", join.password());
            assertEquals("Me", join.name());
        }
    }

    @Test
    void whoDoesNotWantItSentUnencryptedLeaves() throws Exception {
        try (Conversation talk = Conversation.ofPerson("Me")) {
            talk.server.meetsAndAsksPassword();
            talk.screen.sees();
            talk.screen.sees();
            talk.screen.types("no");

            assertEquals("(! The password was not said. Come again without --no-tls.", talk.screen.sees());
            assertEquals(1, talk.code());
            assertNull(talk.server.hears(), "nothing was said of it");
        }
    }

    @Test
    void aWrongOneIsAskedForAgain() throws Exception {
        try (Conversation talk = Conversation.ofPersonWith(new PasswordChoice(null, true), "Me")) {
            talk.server.meetsAndAsksPassword();
            talk.screen.sees();
            talk.screen.sees();
            talk.screen.types("open");
            assertEquals("open", talk.server.hearsJoin().password());
            talk.server.says(new Reply.Refused(0, "wrong_password", "That is wrong."));
            assertEquals("(! That is wrong.", talk.screen.sees());
            assertEquals(Wire.PASSWORD_PROMPT, talk.screen.sees());
            talk.screen.types("sesame");

            var join = talk.server.hearsJoin();

            assertEquals("sesame", join.password());
            assertEquals("Me", join.name());
            talk.server.says(Reply.Welcome.newcomer(Conversation.ME, "Me", 0, List.of(), 0));
            assertEquals(Wire.WELCOME, talk.screen.sees());
        }
    }

    @Test
    void aPipeSaysTheOneItWasGivenAndEndsWhenThatIsWrong() throws Exception {
        try (Conversation talk = Conversation.ofPipeWith(KNOWN, "Me")) {
            talk.server.meetsAndAsksPassword();
            assertEquals("sesame", talk.server.hearsJoin().password());
            talk.server.says(new Reply.Refused(0, "wrong_password", "That is wrong."));

            assertTrue(talk.screen.sees().startsWith("(! This connection is not encrypted"));
            assertEquals("(! That is wrong.", talk.screen.sees());
            assertEquals(1, talk.code());
        }
    }

    @Test
    void aPipeWithoutOneAndOneThatMayNotSendItEndWithASentence() throws Exception {
        for (PasswordChoice choice : List.of(PasswordChoice.TYPED, new PasswordChoice("sesame", false))) {
            try (Conversation talk = Conversation.ofPipeWith(choice, "Me")) {
                talk.server.meetsAndAsksPassword();

                String sentence = talk.screen.sees();
                assertTrue(
                        sentence.contains(choice.known() == null ? "--password-file" : "--plain-password"), sentence);
                assertEquals(1, talk.code());
                assertNull(talk.server.hears());
            }
        }
    }

    @Test
    void whereNobodyAsksItIsNotSaid() throws Exception {
        try (Conversation talk = Conversation.ofPipeWith(KNOWN, "Me")) {
            talk.server.meets();

            assertNull(talk.server.hearsJoin().password());
        }
    }

    @Test
    void itIsShownNowhere() {
        assertEquals("PasswordChoice[known]", KNOWN.toString());
    }
}
