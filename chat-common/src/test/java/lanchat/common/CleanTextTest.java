package lanchat.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CleanTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "gr\u00FC\u00DFe \u4F60\u597D",
                "\uD83D\uDC69\u200D\uD83D\uDCBB \u2764\uFE0F",
                "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645",
                "\u05D0\u200E\u05D1\u200F\u061C",
                "a\u00A0b\u00AD\uFEFF",
                "\uFFFD"
            })
    void cleanTextComesBackAsItIs(String text) {
        assertSame(text, CleanText.line(text));
    }

    @Test
    void controlsAreLeftOut() {
        for (char c = 0; c <= 0x9F; c++) {
            boolean control = c < ' ' || c >= 0x7F;
            String expected = c == '\t' || c == '\n' ? "a b" : control ? "ab" : "a" + c + "b";

            assertEquals(expected, CleanText.line("a" + c + "b"), "U+" + Integer.toHexString(c));
        }
    }

    @Test
    void aTerminalEscapeIsOnlyText() {
        assertEquals("[31mred[0m ]0;title", CleanText.line("\u001B[31mred\u001B[0m \u001B]0;title\u0007"));
        assertEquals("2Jgone", CleanText.line("\u009B2Jgone"));
    }

    @Test
    void overridesEmbeddingsAndIsolatesAreLeftOut() {
        for (char c = 0x2020; c <= 0x2070; c++) {
            boolean turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
            boolean ends = c == 0x2028 || c == 0x2029;
            String expected = ends ? "a b" : turns ? "ab" : "a" + c + "b";

            assertEquals(expected, CleanText.line("a" + c + "b"), "U+" + Integer.toHexString(c));
        }
    }

    @Test
    void lineEndsBecomeOneSpace() {
        assertEquals("a b c d e", CleanText.line("a\nb\r\nc\u2028d\u2029e"));
    }

    @Test
    void halfPairsBecomeReplacementCharacters() {
        assertEquals("a\uFFFDb", CleanText.line("a\uD83Db"));
        assertEquals("a\uFFFDb", CleanText.line("a\uDE00b"));
        assertEquals("\uFFFD\uFFFD", CleanText.line("\uDE00\uD83D"));
        assertEquals("\uFFFD\uD83D\uDE00", CleanText.line("\uD83D\uD83D\uDE00"));
    }

    @Test
    void halvesDoNotBecomeAPairByLeavingOutWhatWasBetween() {
        assertEquals("\uFFFD\uFFFD", CleanText.line("\uD83D\u0007\uDE00"));
    }

    @Test
    void whatIsCleanStaysAfterWhatWasNot() {
        assertEquals(
                "gr\u00FC\u00DFe \uD83D\uDE00!", CleanText.line("\u0000gr\u00FC\u0001\u00DFe\t\uD83D\uDE00!\u007F"));
    }

    @Test
    void lengthIsThatOfTheBytes() {
        StringBuilder all = new StringBuilder();
        for (int c = 0; c <= Character.MAX_CODE_POINT; c += c < 0x3000 ? 1 : 111) {
            all.appendCodePoint(c);
        }
        String text = all + "\uD83D" + "a\uDE00";

        assertEquals(text.getBytes(StandardCharsets.UTF_8).length, CleanText.utf8Length(text));
        assertEquals(0, CleanText.utf8Length(""));
    }

    @Test
    void aTextFitsUpToItsLastByte() {
        for (String text :
                new String[] {"abc", "gr\u00FC\u00DFe", "\u2028\u2028", "\uD83D\uDE00\uD83D\uDE00", "\uD83D"}) {
            int bytes = text.getBytes(StandardCharsets.UTF_8).length;
            assertTrue(CleanText.fits(text, bytes), text);
            assertTrue(CleanText.fits(text, 3 * bytes + 1), text);
            assertFalse(CleanText.fits(text, bytes - 1), text);
        }
    }
}
