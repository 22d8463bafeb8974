package lanchat.common;

/**
 * Makes text from other people safe to print: nothing in it can move a cursor, colour a terminal, turn the direction of
 * what follows, or begin a new line. Safe for use by any thread.
 *
 * <p>Joiners and directional marks stay, because Persian, Hebrew and emoji are not written right without them.
 */
public final class CleanText {
    private static final char REPLACEMENT = '\uFFFD';

    private CleanText() {}

    /**
     * The text as one clean line: controls, bidirectional overrides, embeddings and isolates are left out, tab, line
     * feed and Unicode's own line ends become spaces, half surrogate pairs become U+FFFD. Text that is clean already
     * comes back as the same object.
     */
    public static String line(String raw) {
        if (Ascii.isPrintable(raw)) {
            return raw;
        }
        int clean = cleanLength(raw);
        if (clean == raw.length()) {
            return raw;
        }
        StringBuilder line = new StringBuilder(raw.length()).append(raw, 0, clean);
        int next;
        for (int i = clean; i < raw.length(); i = next) {
            int c = raw.codePointAt(i);
            next = i + Character.charCount(c);
            if (becomesSpace(c)) {
                line.append(' ');
            } else if (isHalfPair(c)) {
                line.append(REPLACEMENT);
            } else if (!isLeftOut(c)) {
                line.appendCodePoint(c);
            }
        }
        return line.toString();
    }

    /** How many bytes the text has as UTF-8; half a surrogate pair counts as the one byte {@code getBytes} makes. */
    public static int utf8Length(String text) {
        int bytes = 0;
        int next;
        for (int i = 0; i < text.length(); i = next) {
            int c = text.codePointAt(i);
            next = i + Character.charCount(c);
            bytes += c < 0x80 || isHalfPair(c) ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
        }
        return bytes;
    }

    /** Whether the text has at most so many bytes as UTF-8. */
    public static boolean fits(String text, int maxBytes) {
        // No character has more than three bytes; those outside of the basic plane are two characters in Java.
        return text.length() <= maxBytes / 3 || utf8Length(text) <= maxBytes;
    }

    private static int cleanLength(String raw) {
        int next;
        for (int i = 0; i < raw.length(); i = next) {
            char first = raw.charAt(i);
            if (first >= ' ' && first < 0x7F) {
                next = i + 1;
                continue;
            }
            int c = raw.codePointAt(i);
            next = i + Character.charCount(c);
            if (becomesSpace(c) || isHalfPair(c) || isLeftOut(c)) {
                return i;
            }
        }
        return raw.length();
    }

    private static boolean becomesSpace(int c) {
        return c == '\t' || c == '\n' || c == 0x2028 || c == 0x2029;
    }

    private static boolean isHalfPair(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    private static boolean isLeftOut(int c) {
        return c < ' ' || (c >= 0x7F && c <= 0x9F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    }
}
