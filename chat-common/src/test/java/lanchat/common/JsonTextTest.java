package lanchat.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class JsonTextTest {
    private static final String EVIL = "\"id\":99,\\\"id\\\":98";

    static List<Message> messagesUnderId7() {
        return List.of(
                new Event.Joined(1, 2, EVIL, 7, EVIL, EVIL, "s"),
                new Event.Left(1, 2, EVIL, 7, EVIL, EVIL, "s"),
                new Event.Said(1, 2, EVIL, 7, EVIL, EVIL, "s"),
                new Event.Acted(1, 2, EVIL, 7, EVIL, EVIL, "s"),
                new Event.Whispered(1, 2, EVIL, 7, EVIL, EVIL, EVIL, EVIL, "s"),
                new Event.Renamed(1, 2, EVIL, 7, EVIL, EVIL, EVIL, "s"),
                new Event.Released(1, 2, EVIL, 7, EVIL, EVIL, EVIL, "s"),
                new Event.Ruled(1, 2, EVIL, 7, EVIL, EVIL, EVIL, EVIL, EVIL, 3, EVIL, "s"),
                new Reply.Refused(7, EVIL, EVIL));
    }

    @ParameterizedTest
    @MethodSource("messagesUnderId7")
    void onlyTheIdIsAnother(Message message) {
        String real = Json.text(message, 7);

        assertEquals(real, new String(Json.bytes(message), StandardCharsets.UTF_8));
        assertEquals(real.replaceFirst("\"id\":7,", "\"id\":-1234567890123,"), Json.text(message, -1234567890123L));
        assertEquals(message, Json.message(Json.text(message, 7).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatHasNoIdStaysAsItIs() {
        Reply.Notice notice = new Reply.Notice("\"id\":7,");

        assertEquals(new String(Json.bytes(notice), StandardCharsets.UTF_8), Json.text(notice, 3));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "a\\u001b[2Jb, a[2Jb",
                "a\\u001B\\\\u001b, a\\\\u001b",
                "\\\\\\u0007\\\", \\\\\\\"",
                "a\\tb\\nc\\rd, a b cd",
                "\\u202ered\\u00fc, red\\u00fc",
                "\\ud83d\\ude00\\/, \\ud83d\\ude00\\/"
            })
    void escapesOfWhatIsNoTextAreTakenOut(String written, String clean) {
        assertEquals("{\"text\":\"" + clean + "\"}", Json.clean("{\"text\":\"" + written + "\"}"));
    }

    @Test
    void whatIsNoTextIsTakenOutOfWhatWeWriteOurselves() {
        String json =
                Json.clean(Json.text(new Reply.Notice("\u001b]0;x\u0007\u009b\u202e\"\\n\n\u0000\uD83D\uDE00"), 0));

        assertEquals(new Reply.Notice("]0;x\"\\n \uD83D\uDE00"), Json.message(json.getBytes(StandardCharsets.UTF_8)));
    }
}
