package lanchat.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LineInputTelnetTest {
    private static final char IAC = 255;
    private static final char DONT = 254;
    private static final char DO = 253;
    private static final char WONT = 252;
    private static final char WILL = 251;
    private static final char SB = 250;
    private static final char NOP = 241;
    private static final char SE = 240;
    private static final int MAX_BYTES = 1000;

    @Test
    void commandsAreTakenOffAnywhere() throws Exception {
        assertHeard("" + IAC + NOP + "a" + IAC + NOP + "b\n" + IAC + NOP, "", "ab");
        assertHeard("a\r" + IAC + NOP + "\nb\r" + IAC + NOP + "\0c" + IAC, "", "a", "b", "c");
    }

    @Test
    void doAndWillAreDeclinedEachTime() throws Exception {
        String asked = "" + IAC + DO + (char) 1 + "a" + IAC + WILL + (char) 31 + IAC + DO + (char) 1 + "\n";

        assertHeard(asked, "" + IAC + WONT + (char) 1 + IAC + DONT + (char) 31 + IAC + WONT + (char) 1, "a");
    }

    @Test
    void dontAndWontAreNotAnswered() throws Exception {
        assertHeard("" + IAC + DONT + (char) 1 + IAC + WONT + (char) 3 + "a\n", "", "a");
    }

    @Test
    void anOptionMayHaveAnyNumber() throws Exception {
        assertHeard("" + IAC + DO + IAC + "a" + IAC + WILL + "\nb\n", "" + IAC + WONT + IAC + IAC + DONT + "\n", "ab");
    }

    @Test
    void parametersAreSkippedToTheirEnd() throws Exception {
        assertHeard("a" + IAC + SB + (char) 24 + "x\ny" + IAC + IAC + SE + "z" + IAC + SE + "b\n", "", "ab");
    }

    @Test
    void parametersWithoutEndAreSkipped() throws Exception {
        assertHeard("a\nb" + IAC + SB + "xyz\nmore\n", "", "a", "b");
    }

    @Test
    void aDoubledIacIsOneByteOfText() throws Exception {
        assertHeard("a" + IAC + IAC + "b\n", "", "a\uFFFDb");
    }

    @Test
    void commandsBeforeTheFirstByteAreTakenOffBeforeItIsSeen() throws Exception {
        byte[] bytes = latin1("" + IAC + DO + (char) 3 + IAC + SB + "xx" + IAC + SE + "{}");
        for (int piece = 1; piece <= bytes.length; piece++) {
            ByteArrayOutputStream answers = new ByteArrayOutputStream();
            LineInput input = new LineInput(PieceStream.of(bytes, piece), answers::writeBytes);

            assertEquals('{', input.peek());
            assertEquals("" + IAC + WONT + (char) 3, answers.toString(StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void aByteOrderMarkIsDroppedBehindCommandsAndBetweenThem() throws Exception {
        String mark = "\u00EF" + IAC + NOP + "\u00BB" + IAC + NOP + "\u00BF";

        assertHeard("" + IAC + NOP + mark + "a" + mark + "\n", "", "a\uFEFF");
    }

    @Test
    void commandsDoNotCountForTheLengthOfALine() throws Exception {
        String padded = ("" + IAC + NOP).repeat(5000) + "a";

        assertHeard(padded.repeat(3) + "\n", "", "aaa");
    }

    @Test
    void generatedInputReadsTheSameInPiecesOfAnySize() throws IOException {
        long seed = Long.getLong("lanchat.seed", System.nanoTime());
        System.out.println("LineInputTelnetTest seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = generated(random);
            int max = 3 + random.nextInt(600);
            List<String> expected = SlowLines.of(bytes, max);

            assertEquals(
                    expected, LineInputTest.linesOf(PieceStream.of(bytes, Integer.MAX_VALUE), max), "seed " + seed);
            assertEquals(
                    expected,
                    LineInputTest.linesOf(PieceStream.of(bytes, () -> 1 + random.nextInt(9)), max),
                    "seed " + seed);
        }
    }

    /** The same rules written down slowly: first the whole stream without telnet, then the mark, then the lines. */
    private static final class SlowLines {
        static List<String> of(byte[] bytes, int max) {
            String text = withoutTelnet(new String(bytes, StandardCharsets.ISO_8859_1));
            text = text.startsWith("\u00EF\u00BB\u00BF") ? text.substring(3) : text;
            List<String> lines = new ArrayList<>();
            String line = "";
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                line += c;
                if (c == '\n' || line.endsWith("\r\0")) {
                    line = line.substring(0, line.length() - 1);
                    lines.add(decoded(line, max));
                    line = "";
                }
            }
            if (line.endsWith("\r") ? line.length() > 1 : !line.isEmpty()) {
                lines.add(decoded(line, max));
            }
            return lines;
        }

        private static String decoded(String line, int max) {
            String content = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            return content.length() > max ? "(too long)" : new String(latin1(content), StandardCharsets.UTF_8);
        }

        private static String withoutTelnet(String bytes) {
            String parameters =
                    "" + IAC + SB + "(?:[^" + IAC + "]|" + IAC + "[^" + SE + "])*+(?:" + IAC + SE + "|" + IAC + "?\\z)";
            String option = "" + IAC + "[" + WILL + "-" + DONT + "](?:.|\\z)";
            String other = "" + IAC + "(?:[^" + IAC + "]|\\z)";
            return java.util.regex.Pattern.compile(
                            "(" + IAC + IAC + ")|" + parameters + "|" + option + "|" + other,
                            java.util.regex.Pattern.DOTALL)
                    .matcher(bytes)
                    .replaceAll(match -> match.group(1) == null ? "" : "" + IAC);
        }
    }

    private static byte[] generated(Random random) {
        List<String> parts = List.of(
                "a",
                "bc",
                "\n",
                "\r",
                "\0",
                "\r\n",
                "\r\0",
                "\u00C3\u00A9",
                "\u00EF\u00BB\u00BF",
                "\u00EF\u00BB",
                "\u0080",
                "" + IAC,
                "" + IAC + IAC,
                "" + IAC + NOP,
                "" + IAC + SE,
                "" + IAC + SB + "p",
                "" + SE,
                "" + WILL,
                "x".repeat(100),
                "y".repeat(600));
        StringBuilder bytes = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            bytes.append(parts.get(random.nextInt(parts.size())));
        }
        return latin1(bytes.toString());
    }

    /** In pieces of every size. */
    private static void assertHeard(String bytes, String answers, String... lines) throws Exception {
        byte[] sent = latin1(bytes);
        for (int piece = 1; piece <= Math.min(sent.length, 600); piece++) {
            ByteArrayOutputStream answered = new ByteArrayOutputStream();
            LineInput input = new LineInput(PieceStream.of(sent, piece), answered::writeBytes);

            for (String line : lines) {
                assertEquals(line, input.next(MAX_BYTES), "pieces of " + piece);
            }
            assertEquals(null, input.next(MAX_BYTES));
            assertEquals(answers, answered.toString(StandardCharsets.ISO_8859_1), "pieces of " + piece);
        }
    }

    private static byte[] latin1(String bytes) {
        return bytes.getBytes(StandardCharsets.ISO_8859_1);
    }
}
