package lanchat.client.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.StringReader;
import lanchat.common.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TypedLinesTest {
    private static final int MAX = Wire.MAX_TEXT_BYTES;

    @Test
    void lineEndsOfEverySystemAreTakenOff() throws Exception {
        TypedLines lines = lines("a\nb\r\n\nc\r");

        assertEquals("a", lines.next());
        assertEquals("b", lines.next());
        assertEquals("", lines.next());
        assertEquals("c", lines.next());
        assertNull(lines.next());
        assertNull(lines.next());
    }

    @Test
    void byteOrderMarkIsDroppedAtTheStartOnly() throws Exception {
        TypedLines lines = lines("\uFEFFa\n\uFEFFb");

        assertEquals("a", lines.next());
        assertEquals("\uFEFFb", lines.next());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n"})
    void longestLineIsTakenWhole(String end) throws Exception {
        String longest = "x".repeat(MAX);

        assertEquals(longest, lines(longest + end).next());
    }

    @ParameterizedTest
    @ValueSource(ints = {MAX + 1, MAX + 2, 3 * MAX})
    void longerLineIsRefusedWholeAndTheNextIsTaken(int length) throws Exception {
        TypedLines lines = lines("ab" + "x".repeat(length - 2) + "\r\nnext");

        OverlongLineException e = assertThrows(OverlongLineException.class, lines::next);

        assertEquals("ab" + "x".repeat(58), e.start());
        assertEquals("next", lines.next());
        assertNull(lines.next());
    }

    private static TypedLines lines(String typed) {
        return new TypedLines(new StringReader(typed));
    }
}
