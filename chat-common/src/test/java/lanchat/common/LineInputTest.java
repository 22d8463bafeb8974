package lanchat.common;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LineInputTest {
    private static final int MAX_BYTES = 1000;
    private static final String TOO_LONG = "(too long)";

    @Test
    void aLineEndsWithLineFeedAloneOrAfterCarriageReturnOrWithCarriageReturnNul() throws IOException {
        assertLines("one\ntwo\r\nthree\r\0four\n", "one", "two", "three", "four");
    }

    @Test
    void carriageReturnAndNulElsewhereArePartOfTheLine() throws IOException {
        assertLines("a\rb\0c\r\rd\n\0\n", "a\rb\0c\r\rd", "\0");
    }

    @Test
    void emptyLinesAreLines() throws IOException {
        assertLines("\n\r\n\r\0\n", "", "", "", "");
    }

    @Test
    void aLastLineWithoutEndCounts() throws IOException {
        assertLines("one\ntwo", "one", "two");
        assertLines("one\ntwo\r", "one", "two");
    }

    @Test
    void aLineWithoutEndIsKnownFromOthers() throws Exception {
        LineInput input = input("one\r\ntwo");

        input.next(MAX_BYTES);
        assertFalse(input.unfinished());
        input.next(MAX_BYTES);
        assertTrue(input.unfinished());
    }

    @Test
    void aLineIsCleanWhereItNeedsNoCleaning() throws Exception {
        String text = "what? it is ~ clean";
        for (int at = 0; at < text.length(); at++) {
            for (String strange : List.of("", "\t", "\u007F", "\u00FC", "\r", "\0", "\u202E")) {
                String line = text.substring(0, at) + strange + text.substring(at);
                for (String end : List.of("\n", "\r\n", "\r\0", "")) {
                    LineInput input = input("before\n" + line + end);
                    assertEquals("before", input.next(MAX_BYTES));
                    assertTrue(input.isClean());
                    assertEquals(line, input.next(MAX_BYTES));
                    assertEquals(strange.isEmpty(), input.isClean(), line);
                }
            }
        }
    }

    @Test
    void nothingIsNoLine() throws IOException {
        assertLines("");
        assertLines("one\n", "one");
    }

    @Test
    void theEndStaysTheEnd() throws Exception {
        LineInput input = input("x\n");
        input.next(MAX_BYTES);

        assertNull(input.next(MAX_BYTES));
        assertNull(input.next(MAX_BYTES));
        assertEquals(-1, input.peek());
        assertFalse(input.fill());
        assertTrue(input.hasLine());
    }

    @Test
    void lettersOfEveryLengthCanBeSplit() throws IOException {
        assertLines("aé€\uD83D\uDE00z\nßü\n", "aé€\uD83D\uDE00z", "ßü");
    }

    @Test
    void malformedUtf8BecomesReplacementCharacters() throws IOException {
        byte[] bytes = latin1("a\u00C3b\n\u0080\n\u00F0\u009F\u0098\nc\u00E2\u0082");

        assertEquals(
                List.of("a\uFFFDb", "\uFFFD", "\uFFFD", "c\uFFFD"), linesOf(PieceStream.of(bytes, 512), MAX_BYTES));
    }

    @Test
    void aByteOrderMarkIsDroppedAtTheVeryStartOnly() throws IOException {
        assertLines("\uFEFFhi\n\uFEFFthere\n", "hi", "\uFEFFthere");
        assertLines("\uFEFF\uFEFFhi\n", "\uFEFFhi");
        assertLines("\uFEFF");
        assertLines("\uFEFF\n", "");
    }

    @Test
    void halfAByteOrderMarkIsText() throws IOException {
        for (int piece = 1; piece <= 4; piece++) {
            assertEquals(List.of("\uFFFD"), linesOf(PieceStream.of(latin1("\u00EF\u00BB\n"), piece), MAX_BYTES));
            assertEquals(List.of("\uFFFD"), linesOf(PieceStream.of(latin1("\u00EF"), piece), MAX_BYTES));
            assertEquals(List.of("\uFFFD"), linesOf(PieceStream.of(latin1("\u00EF\u00BB"), piece), 0 + 2));
        }
    }

    @Test
    void peekWaitsUntilAByteOrderMarkIsToldFromText() throws IOException {
        for (int piece = 1; piece <= 4; piece++) {
            assertEquals('{', lineInput(PieceStream.of(utf8("\uFEFF{"), piece)).peek());
            assertEquals(
                    0xEF,
                    lineInput(PieceStream.of(latin1("\u00EF\u00BBx"), piece)).peek());
            assertEquals(
                    0xEF,
                    lineInput(PieceStream.of(latin1("\u00EF\u00BB"), piece)).peek());
            assertEquals(-1, lineInput(PieceStream.of(utf8("\uFEFF"), piece)).peek());
        }
    }

    @Test
    void peekTakesNothing() throws Exception {
        LineInput input = input("ab\n\nc");

        assertEquals('a', input.peek());
        assertEquals('a', input.peek());
        assertEquals("ab", input.next(MAX_BYTES));
        assertEquals('\n', input.peek());
        assertEquals("", input.next(MAX_BYTES));
        assertEquals('c', input.peek());
        assertEquals("c", input.next(MAX_BYTES));
        assertEquals(-1, input.peek());
    }

    @Test
    void whatFollowsAPeekedByteIsHandedOnAsItCame() throws IOException {
        byte[] record = latin1("\u0016\u0003\u0001\u00FF\u00FD\u0001\r\0\n\u00FF\u00FF\u00FAx");
        LineInput input = lineInput(PieceStream.of(record, 512));

        assertEquals(0x16, input.peek());
        assertArrayEquals(record, input.takeBuffered());
        assertEquals(-1, input.peek());
    }

    @Test
    void allThatIsBufferedIsTakenAndReadingGoesOnBehindIt() throws Exception {
        LineInput input = lineInput(PieceStream.of(utf8("one\ntwo\nthr" + "ee\n"), 11));
        input.next(MAX_BYTES);
        input.startOfLine();

        assertArrayEquals(utf8("two\nthr"), input.takeBuffered());
        assertArrayEquals(new byte[0], input.takeBuffered());
        assertEquals("ee", input.next(MAX_BYTES));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100, 256, 510, 511, 512, 513, 1023, 1024, 5000, 16384, 131072})
    void aLineMayBeAsLongAsAllowedAndNotOneByteLonger(int max) throws IOException {
        for (String end : List.of("\n", "\r\n", "\r\0", "")) {
            for (int piece : new int[] {max, max + 1, max + 2, 512, 7 + max / 3}) {
                String shorter = "x".repeat(max - 1);
                String bytes = shorter + "\n" + shorter + "x\r\n" + shorter + "xx\r\n" + "\n" + shorter + "xx" + end;

                List<String> lines = linesOf(PieceStream.of(utf8(bytes), piece), max);

                assertEquals(List.of(shorter, shorter + "x", TOO_LONG, "", TOO_LONG), lines);
            }
        }
    }

    @Test
    void aLineTooLongIsToldAtOnce() throws Exception {
        byte[] bytes = utf8("x".repeat(11) + "yyyy\nnext\n");
        PieceStream stream = PieceStream.of(bytes, 11);
        LineInput input = lineInput(stream);

        LineTooLongException e = assertThrows(LineTooLongException.class, () -> input.next(10));

        assertEquals(10, e.maxBytes());
        assertEquals(1, stream.reads());
        assertEquals("next", input.next(10));
    }

    @Test
    void aCarriageReturnAtTheBoundWaitsForWhatItIs() throws IOException {
        for (int piece = 1; piece < 8; piece++) {
            assertEquals(List.of("xxxx", "y"), linesOf(PieceStream.of(utf8("xxxx\r\ny\n"), piece), 4));
            assertEquals(List.of("xxxx", "y"), linesOf(PieceStream.of(utf8("xxxx\r\0y\n"), piece), 4));
            assertEquals(List.of(TOO_LONG, "y"), linesOf(PieceStream.of(utf8("xxxx\rz\ny\n"), piece), 4));
            assertEquals(List.of(TOO_LONG, "y"), linesOf(PieceStream.of(utf8("xxxx\r\r\ny\n"), piece), 4));
        }
    }

    @Test
    void whatIsLeftOfALongLineEndsWhereverALineEnds() throws IOException {
        for (String end : List.of("\n", "\r\n", "\r\0")) {
            byte[] bytes = utf8("x".repeat(30) + "\0" + end + "next" + end + "y".repeat(30) + end + end + "last");
            for (int piece = 1; piece <= bytes.length; piece++) {
                assertEquals(
                        List.of(TOO_LONG, "next", TOO_LONG, "", "last"), linesOf(PieceStream.of(bytes, piece), 10));
            }
        }
    }

    @Test
    void peekAndTheStartOfTheLineSkipWhatIsLeftOfALongLine() throws Exception {
        for (int piece = 1; piece <= 50; piece++) {
            LineInput input = lineInput(PieceStream.of(utf8("x".repeat(30) + "\nnext\n"), piece));
            assertThrows(LineTooLongException.class, () -> input.next(10));

            assertFalse(input.startOfLine().startsWith("x"));
            assertEquals('n', input.peek());
            assertEquals("next", input.next(10));
        }
    }

    @Test
    void theBoundCanChangeFromLineToLine() throws Exception {
        LineInput input = input("x".repeat(300) + "\n" + "y".repeat(300) + "\n" + "z".repeat(20) + "\n");

        assertEquals(300, length(input.next(300)));
        assertThrows(LineTooLongException.class, () -> input.next(299));
        assertThrows(LineTooLongException.class, () -> input.next(19));
        assertNull(input.next(MAX_BYTES));
    }

    @Test
    void noBoundIsABoundToo() throws Exception {
        int length = 1_000_000;

        assertEquals(length, length(input("x".repeat(length) + "\r\n").next(Integer.MAX_VALUE)));
    }

    @Test
    void aLineWithoutEndIsSkippedInConstantMemory() throws Exception {
        LineInput input = lineInput(new EndlessStream(10_000_000, 'x'));
        assertThrows(LineTooLongException.class, () -> input.next(Wire.MAX_TEXT_BYTES));

        long before = EndlessStream.allocatedBytes();
        String line = input.next(Wire.MAX_TEXT_BYTES);

        assertNull(line);
        assertTrue(EndlessStream.allocatedBytes() - before < 100_000);
    }

    @Test
    void aTelnetParameterWithoutEndIsSkippedInConstantMemory() throws Exception {
        LineInput input = lineInput(new EndlessStream(10_000_000, 'x', (byte) 255, (byte) 250));

        long before = EndlessStream.allocatedBytes();
        String line = input.next(Wire.MAX_TEXT_BYTES);

        assertNull(line);
        assertTrue(EndlessStream.allocatedBytes() - before < 100_000);
    }

    @Test
    void aBufferGrowsForALongLineAndIsGivenBackAfterIt() throws Exception {
        PieceStream stream = PieceStream.of(utf8("a\n" + "x".repeat(20_000) + "\nb\n"), 20_003);
        LineInput input = lineInput(stream);
        input.next(Wire.MAX_JSON_LINE_BYTES);
        assertEquals(512, stream.lastAskedFor());

        input.next(Wire.MAX_JSON_LINE_BYTES);
        assertTrue(stream.lastAskedFor() > 8 * 1024);

        input.next(Wire.MAX_JSON_LINE_BYTES);
        input.next(Wire.MAX_JSON_LINE_BYTES);
        assertEquals(512, stream.lastAskedFor());
    }

    @Test
    void aTimeoutLosesNothing() throws Exception {
        String bytes = "\uFEFFone\r\n" + "x".repeat(40) + "\r\0t\u00E9\n\nlast";
        for (int piece = 1; piece <= bytes.length(); piece++) {
            LineInput input = lineInput(PieceStream.withTimeouts(utf8(bytes), piece));
            List<String> lines = new ArrayList<>();

            while (readThroughTimeouts(input, lines)) {}

            assertEquals(List.of("one", TOO_LONG, "t\u00E9", "", "last"), lines);
        }
    }

    @Test
    void peekingAndFillingLetTimeoutsThrough() throws Exception {
        LineInput input = lineInput(PieceStream.withTimeouts(utf8("a\n"), 1));

        assertThrows(SocketTimeoutException.class, input::peek);
        assertEquals('a', input.peek());
        assertThrows(SocketTimeoutException.class, input::fill);
        assertTrue(input.fill());
        assertEquals("a", input.next(MAX_BYTES));
    }

    @Test
    void fillingTellsWhenALineIsThereWithoutTakingIt() throws Exception {
        PieceStream stream = PieceStream.of(utf8("GET /x\r\nmore"), 4);
        LineInput input = lineInput(stream);

        assertFalse(input.hasLine());
        assertEquals("", input.startOfLine());
        input.fill();
        assertFalse(input.hasLine());
        assertEquals("GET ", input.startOfLine());
        input.fill();
        assertTrue(input.hasLine());
        assertEquals("GET /x", input.startOfLine());
        assertEquals(2, stream.reads());
        assertEquals("GET /x", input.next(MAX_BYTES));
        assertEquals(2, stream.reads());
        assertEquals("", input.startOfLine());
    }

    @Test
    void theStartOfALineIsShortAndOneCharacterAByte() throws IOException {
        LineInput input = input("\u00E9" + "x".repeat(100));
        input.fill();

        assertEquals("\u00C3\u00A9" + "x".repeat(62), input.startOfLine());
    }

    @Test
    void aLineTooLongForTheLastBoundCountsAsThere() throws Exception {
        LineInput input = lineInput(PieceStream.of(utf8("x".repeat(300)), 100));
        input.fill();
        input.fill();
        assertFalse(input.hasLine());
        input.fill();

        assertTrue(input.hasLine());
    }

    @Test
    void fillingWithoutTakingStopsAtTheBound() throws IOException {
        LineInput input = lineInput(new EndlessStream(1_000_000, '\n'));
        input.fill();

        assertThrows(IllegalStateException.class, input::fill);
        assertTrue(input.hasLine());
    }

    private static boolean readThroughTimeouts(LineInput input, List<String> lines) throws IOException {
        try {
            String line = input.next(10);
            if (line == null) {
                return false;
            }
            lines.add(line);
        } catch (SocketTimeoutException again) {
            return true; // Asking again is the test.
        } catch (LineTooLongException e) {
            lines.add(TOO_LONG);
        }
        return true;
    }

    /** In pieces of every size. */
    private static void assertLines(String text, String... lines) throws IOException {
        byte[] bytes = utf8(text);
        for (int piece = 1; piece <= bytes.length + 1; piece++) {
            assertEquals(List.of(lines), linesOf(PieceStream.of(bytes, piece), MAX_BYTES), "pieces of " + piece);
        }
    }

    static List<String> linesOf(PieceStream stream, int max) throws IOException {
        LineInput input = new LineInput(stream, answer -> {});
        List<String> lines = new ArrayList<>();
        while (true) {
            try {
                String line = input.next(max);
                if (line == null) {
                    return lines;
                }
                lines.add(line);
            } catch (LineTooLongException e) {
                lines.add(TOO_LONG);
            }
        }
    }

    private static int length(@Nullable String line) {
        return line == null ? -1 : line.length();
    }

    private static LineInput input(String text) {
        return lineInput(PieceStream.of(utf8(text), Integer.MAX_VALUE));
    }

    private static LineInput lineInput(java.io.InputStream stream) {
        return new LineInput(stream, answer -> {
            throw new AssertionError("nobody asked");
        });
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] latin1(String bytes) {
        return bytes.getBytes(StandardCharsets.ISO_8859_1);
    }
}
