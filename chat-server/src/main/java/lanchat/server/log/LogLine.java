package lanchat.server.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import lanchat.common.Pieces;

/**
 * Where things stand in a line of the log. A line is one JSON object with its line end:
 *
 * <pre>
 * {"type":"joined",..., "_door":"plain" ,"_at":8123 ,"sum":"0eac9603"}
 *  what goes out        what does not    the mark    the checksum, over all before the mark
 * </pre>
 *
 * <p>{@code _at} is on the first line of what was written at once: the place in the file where it begins. It says that
 * everything before had been forced to the disk. Being the line's own place it needs no checksum.
 */
final class LogLine {
    /** Digits of a checksum. */
    static final int SUM_DIGITS = 8;

    private static final byte[] SUM = ascii(",\"sum\":\"");
    private static final byte[] END = ascii("\"}\n");
    private static final byte[] MARK = ascii(",\"_at\":");
    private static final byte[] HIDDEN = ascii(",\"_");
    private static final int MAX_DIGITS = 18;

    /** How long the end of each line is, from {@code ,"sum"} on. */
    static final int TAIL = SUM.length + SUM_DIGITS + END.length;

    private LogLine() {}

    /** The whole line for an object without its closing brace, and the eight digits. */
    static byte[] of(byte[] body, int length, byte[] digits) {
        byte[] line = Arrays.copyOf(body, length + TAIL);
        System.arraycopy(SUM, 0, line, length, SUM.length);
        System.arraycopy(digits, 0, line, length + SUM.length, SUM_DIGITS);
        System.arraycopy(END, 0, line, length + SUM.length + SUM_DIGITS, END.length);
        return line;
    }

    /** Adds what ends the line of an object, whose closing brace is not there yet. */
    static void end(Pieces body, byte[] digits) {
        body.add(SUM);
        body.add(digits);
        body.add(END);
    }

    /** The mark for a place in a file. */
    static byte[] markFor(long at) {
        return ascii(",\"_at\":" + at);
    }

    /** Where the part under the checksum ends; -1 where this has not the form of a line. */
    static int bodyEnd(byte[] line) {
        int end = line.length - TAIL;
        if (end < 1 || !stands(SUM, line, end) || !stands(END, line, line.length - END.length)) {
            return -1;
        }
        int mark = markStart(line, end);
        return mark < 0 ? end : mark;
    }

    /** The place named by the mark; -1 where there is none. For what has the form of a line. */
    static long mark(byte[] line) {
        int start = markStart(line, line.length - TAIL);
        return start < 0 ? -1 : number(line, start + MARK.length);
    }

    /** The eight digits, for what has the form of a line. */
    static byte[] sum(byte[] line) {
        int start = line.length - TAIL + SUM.length;
        return Arrays.copyOfRange(line, start, start + SUM_DIGITS);
    }

    /** The same as text. */
    static String sumOf(byte[] line) {
        return new String(sum(line), StandardCharsets.US_ASCII);
    }

    /** How much of a line that goes out stands before the checksum. */
    static int shownBody(byte[] shown) {
        return shown.length - TAIL;
    }

    /** The line as it goes out. For what has the form of a line; the same array where nothing is hidden. */
    static byte[] shown(byte[] line) {
        int end = line.length - TAIL;
        // A quote inside a string has a backslash in front, so this cannot be part of anybody's text.
        int hidden = indexOf(HIDDEN, line, 0, end);
        return hidden < 0 ? line : of(line, hidden, sum(line));
    }

    /** Whether something is kept in this line beside the event, besides the mark. For what has the form of a line. */
    static boolean hasFields(byte[] line) {
        return indexOf(HIDDEN, line, 0, bodyEnd(line)) >= 0;
    }

    /**
     * Whether there is a mark from {@code start} on that names a place behind {@code after}, where an object begins:
     * then what stands at {@code after} had been forced to the disk.
     *
     * @param start where in {@code bytes} to begin to look
     * @param offset where in the file {@code bytes} begin
     */
    static boolean laterMark(byte[] bytes, int start, long offset, long after) {
        for (int at = indexOf(MARK, bytes, start, bytes.length);
                at >= 0;
                at = indexOf(MARK, bytes, at + 1, bytes.length)) {
            long place = number(bytes, at + MARK.length);
            if (place > after && place - offset < at && bytes[(int) (place - offset)] == '{') {
                return true;
            }
        }
        return false;
    }

    private static int markStart(byte[] line, int end) {
        int digits = end;
        while (digits > 0 && line[digits - 1] >= '0' && line[digits - 1] <= '9') {
            digits--;
        }
        int start = digits - MARK.length;
        return digits < end && start > 0 && stands(MARK, line, start) ? start : -1;
    }

    /** The digits from here on as a number; -1 where there are none, or too many. */
    private static long number(byte[] bytes, int start) {
        long number = 0;
        int at = start;
        while (at < bytes.length && at - start < MAX_DIGITS && bytes[at] >= '0' && bytes[at] <= '9') {
            number = number * 10 + (bytes[at] - '0');
            at++;
        }
        return at == start ? -1 : number;
    }

    private static int indexOf(byte[] wanted, byte[] bytes, int start, int end) {
        for (int i = start; i <= end - wanted.length; i++) {
            if (bytes[i] == wanted[0] && stands(wanted, bytes, i)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean stands(byte[] wanted, byte[] bytes, int at) {
        return at + wanted.length <= bytes.length
                && Arrays.equals(wanted, 0, wanted.length, bytes, at, at + wanted.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
