package lanchat.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import lanchat.bench.Speech.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SpeechTest {
    @Test
    void ircJoinsOnceItIsRegisteredAndIsInAtTheEndOfTheNames() {
        Answer registered = answer(new IrcSpeech(), ":bench.local 001 m1 :Welcome to 366 others\r\n", false);

        assertNotNull(registered);
        assertEquals("JOIN #c\r\n", registered.says());
        assertEquals(Answer.IN, answer(new IrcSpeech(), ":bench.local 366 m1 #c :End of /NAMES list.\r\n", false));
        assertNull(answer(new IrcSpeech(), ":m2!~m2@localhost JOIN :#c\r\n", false));
    }

    @Test
    void ircAnswersPings() {
        Answer pong = answer(new IrcSpeech(), "PING :12345\r\n", false);

        assertNotNull(pong);
        assertEquals("PONG :12345\r\n", pong.says());
    }

    @Test
    void whoOnlyWantsToBeIdleIsInWhenRegistered() {
        assertEquals(Answer.IN, answer(new IrcSpeech(), ":bench.local 001 m1 :Welcome\r\n", true));
        assertEquals(Answer.IN, answer(new MqttSpeech(), " \2\0\0", true));
    }

    @Test
    void mqttSubscribesAndIsInThen() {
        Answer connected = answer(new MqttSpeech(), " \2\0\0", false);

        assertNotNull(connected);
        assertEquals("\u0082\6\0\1\0\1c\0", connected.says());
        assertEquals(Answer.IN, answer(new MqttSpeech(), "\u0090\3\0\1\0", false));
    }

    @Test
    void mqttMessagesEndWhereTheirLengthSays() {
        MqttSpeech mqtt = new MqttSpeech();
        Bytes out = new Bytes();
        mqtt.say(out, 0, new byte[400]);
        mqtt.say(out, 1, new byte[20]);
        byte[] all = out.toString().getBytes(StandardCharsets.ISO_8859_1);

        int first = mqtt.messageEnd(all, 0, all.length);

        assertEquals(1 + 2 + 3 + 400, first);
        assertEquals(all.length, mqtt.messageEnd(all, first, all.length));
        assertEquals(-1, mqtt.messageEnd(all, first, all.length - 1));
        assertEquals(-1, mqtt.messageEnd(all, 0, 2));
    }

    @Test
    void linesEndWithALineFeed() {
        byte[] two = "one\ntwo".getBytes(StandardCharsets.US_ASCII);

        assertEquals(4, PlainSpeech.DOOR.messageEnd(two, 0, two.length));
        assertEquals(-1, PlainSpeech.DOOR.messageEnd(two, 4, two.length));
    }

    @Test
    void aServerThatWelcomesNobodyIsKnockedAt() {
        assertTrue(PlainSpeech.BARE.knocks());
        assertEquals(Answer.IN, answer(PlainSpeech.BARE, "m3:" + PlainSpeech.KNOCK + "\n", false));
    }

    private static @Nullable Answer answer(Speech speech, String message, boolean idle) {
        byte[] bytes = message.getBytes(StandardCharsets.ISO_8859_1);
        return speech.answer(bytes, 0, bytes.length, idle);
    }
}
