package lanchat.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MarkTest {
    private final Mark mark = new Mark(64);

    @Test
    void isFoundInALineAndSaysWhoseItIs() {
        byte[] line =
                (":m12!~m12@host PRIVMSG #c :" + text(0xabc, 0x1234567) + "\r\n").getBytes(StandardCharsets.US_ASCII);

        int at = Mark.find(line, 0, line.length);

        assertEquals(0xabc, Mark.sender(line, at));
        assertEquals(0x1234567, Mark.number(line, at));
        assertTrue(mark.isWhole(line, at, line.length));
    }

    @Test
    void otherLinesHaveNone() {
        byte[] line = "*** #1 is no number. Nor is #this# one".getBytes(StandardCharsets.US_ASCII);

        assertEquals(-1, Mark.find(line, 0, line.length));
    }

    @Test
    void aChangedOrMissingLetterIsNoticed() {
        byte[] changed = text(3, 7).replace("xyz", "xzz").getBytes(StandardCharsets.US_ASCII);
        byte[] cut = text(3, 7).substring(0, 63).getBytes(StandardCharsets.US_ASCII);

        assertFalse(mark.isWhole(changed, 0, changed.length));
        assertFalse(mark.isWhole(cut, 0, cut.length));
    }

    @Test
    void theLettersDependOnTheNumber() {
        byte[] another = (text(3, 7).substring(0, Mark.BYTES) + text(3, 8).substring(Mark.BYTES))
                .getBytes(StandardCharsets.US_ASCII);

        assertFalse(mark.isWhole(another, 0, another.length));
    }

    private String text(int sender, int number) {
        return new String(mark.text(sender, number), StandardCharsets.US_ASCII);
    }
}
