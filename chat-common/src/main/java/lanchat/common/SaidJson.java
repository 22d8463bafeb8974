package lanchat.common;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is said, as JSON, where nothing in it needs an escape: nearly every line, and nearly all that a busy room encodes.
 * The bytes, and the events read from them, are those that the library makes; everything else is the library's.
 */
final class SaidJson {
    private static final byte[] SEQ = ascii("{\"type\":\"said\",\"seq\":");
    private static final byte[] TIME = ascii(",\"time\":");
    private static final byte[] BY = ascii(",\"by\":\"");
    private static final byte[] ID = ascii("\",\"id\":");
    private static final byte[] NAME = ascii(",\"name\":\"");
    private static final byte[] TEXT = ascii("\",\"text\":\"");
    private static final byte[] END = ascii("\"}");
    private static final byte[] QUOTE = ascii("\"");
    private static final byte[] MARK = ascii(",\"_at\":");
    private static final byte[] SUM = ascii(",\"sum\":\"");
    /** From the quote behind the text to the line's end: {@code ","sum":"01234567"}}. */
    private static final int SUM_LENGTH = QUOTE.length + SUM.length + 8 + END.length + 1;

    private static final int MOST_DIGITS = 18;

    private SaidJson() {}

    /** Adds the event; false, and nothing added, where a text in it is not printable ASCII, or needs an escape, or the log has taken it already. */
    static boolean add(Event.Said said, Pieces pieces) {
        int start = pieces.size();
        boolean plain = said.seq() >= 0 && said.time() >= 0 && said.id() >= 0 && said.sum() == null;
        pieces.add(SEQ);
        pieces.add(said.seq());
        pieces.add(TIME);
        pieces.add(said.time());
        pieces.add(BY);
        plain &= pieces.addUnescaped(said.by());
        pieces.add(ID);
        pieces.add(said.id());
        pieces.add(NAME);
        plain &= pieces.addUnescaped(said.name());
        pieces.add(TEXT);
        plain &= pieces.addUnescaped(said.text());
        pieces.add(END);
        if (!plain) {
            pieces.cutTo(start);
        }
        return plain;
    }

    /**
     * Adds the event in classic words, with a line end, from its line in the log: a text without an escape has as many bytes
     * there as characters, and can't contain what stands before it, for its quotes have backslashes in front. False, and
     * nothing added, where a text in it is not printable ASCII, or the line looks otherwise.
     */
    static boolean addClassic(Event.Said said, byte[] line, Pieces pieces) {
        int nameLength = said.name().length();
        int textLength = said.text().length();
        int textAt = line.length - SUM_LENGTH - textLength;
        int nameAt = textAt - TEXT.length - nameLength;
        if (!stands(TEXT, line, textAt - TEXT.length)
                || !stands(NAME, line, nameAt - NAME.length)
                || !Ascii.isSurelyPrintable(line, nameAt, nameLength)
                || !Ascii.isSurelyPrintable(line, textAt, textLength)) {
            return false;
        }
        pieces.add(line, nameAt, nameLength);
        pieces.add(':');
        pieces.add(line, textAt, textLength);
        pieces.add('\n');
        return true;
    }

    /** Whether this part is at that place. */
    private static boolean stands(byte[] part, byte[] line, int at) {
        int end = at + part.length;
        return at >= 0 && end <= line.length && Arrays.equals(line, at, end, part, 0, part.length);
    }

    /**
     * Reads a line of the log that {@link #add} has begun, with the mark that a journal may put into it, its checksum and
     * its end; null where it looks otherwise in any way: that is for the library.
     */
    static Event.@Nullable Said read(byte[] line) {
        return new Reading(line).event();
    }

    /** Goes along a line once. A part that is not as expected leaves it at -1, where everything else fails too. */
    private static final class Reading {
        private final byte[] line;
        private int at;

        Reading(byte[] line) {
            this.line = line;
        }

        Event.@Nullable Said event() {
            long seq = numberAfter(SEQ);
            long time = numberAfter(TIME);
            String by = textAfter(BY);
            long id = numberAfter(ID);
            String name = textAfter(NAME);
            String text = textAfter(TEXT);
            take(QUOTE);
            if (stands(MARK, line, at)) {
                var unused = numberAfter(MARK);
            }
            String sum = textAfter(SUM);
            take(END);
            if (at < 0 || at < line.length - 1 || (at < line.length && line[at] != '\n')) {
                return null;
            }
            return new Event.Said(seq, time, by, id, name, text, sum);
        }

        private void take(byte[] part) {
            at = stands(part, line, at) ? at + part.length : -1;
        }

        private long numberAfter(byte[] part) {
            take(part);
            if (at < 0) {
                return 0;
            }
            int start = at;
            long number = 0;
            while (at < line.length && line[at] >= '0' && line[at] <= '9') {
                number = number * 10 + (line[at++] - '0');
            }
            boolean written = at > start && at - start <= MOST_DIGITS && (line[start] != '0' || at == start + 1);
            at = written ? at : -1;
            return number;
        }

        /** Up to the next quote, which is not taken. */
        private String textAfter(byte[] part) {
            take(part);
            if (at < 0) {
                return "";
            }
            int start = at;
            while (at < line.length && line[at] >= ' ' && line[at] != '"' && line[at] != '\\') {
                at++;
            }
            String text = new String(line, start, at - start, StandardCharsets.ISO_8859_1);
            at = at < line.length && line[at] == '"' ? at : -1;
            return text;
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
