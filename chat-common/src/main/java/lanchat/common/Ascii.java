package lanchat.common;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Questions to a text's bytes, which every line that is said is asked several times. They look at eight bytes at once:
 * in a {@code long} that holds eight numbers below 128, adding to or taking from all of them sets the top bit of those
 * that leave that range, and a carry can only come from one that has.
 */
final class Ascii {
    private static final int BYTES = Long.BYTES;
    private static final long EACH = 0x0101010101010101L;
    private static final long TOP = 0x8080808080808080L;

    private Ascii() {}

    /**
     * Whether all of it is printable ASCII, space included. A question mark makes it look at each character once more:
     * half a surrogate pair becomes one.
     */
    static boolean isPrintable(String text) {
        return isPrintable(text, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same, where its bytes as UTF-8 are at hand. */
    static boolean isPrintable(String text, byte[] utf8) {
        return isPrintable(utf8) && (!has(utf8, '?') || !hasSurrogates(text));
    }

    private static boolean hasSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether all of it is printable ASCII, space included, that needs no escape in a string of JSON (RFC 8259, section 7);
     * its bytes as UTF-8 are at hand.
     */
    static boolean isUnescaped(String text, byte[] utf8) {
        ByteBuffer bytes = ByteBuffer.wrap(utf8);
        long outside = 0;
        long questions = 0;
        int i = 0;
        for (; i <= utf8.length - BYTES; i += BYTES) {
            long eight = bytes.getLong(i);
            outside |= outside(eight);
            outside |= ((eight ^ '"' * EACH) - EACH) | ((eight ^ '\\' * EACH) - EACH);
            questions |= (eight ^ '?' * EACH) - EACH;
        }
        for (; i < utf8.length; i++) {
            byte one = utf8[i];
            outside |= one < ' ' || one == 0x7F || one == '"' || one == '\\' ? TOP : 0;
            questions |= one == '?' ? TOP : 0;
        }
        return (outside & TOP) == 0 && ((questions & TOP) == 0 || !hasSurrogates(text));
    }

    /** Whether these are printable ASCII, space included, and none is a question mark. */
    static boolean isSurelyPrintable(byte[] bytes, int start, int length) {
        return isPrintable(bytes, start, start + length) && !has(bytes, start, start + length, '?');
    }

    /** Whether all of it is printable ASCII, space included. */
    private static boolean isPrintable(byte[] text) {
        return isPrintable(text, 0, text.length);
    }

    /** Whether all from one place to before another is printable ASCII (RFC 20), space included. */
    static boolean isPrintable(byte[] text, int from, int to) {
        ByteBuffer bytes = ByteBuffer.wrap(text);
        long outside = 0;
        int i = from;
        for (; i <= to - BYTES; i += BYTES) {
            outside |= outside(bytes.getLong(i));
        }
        for (; i < to; i++) {
            outside |= text[i] < ' ' || text[i] == 0x7F ? TOP : 0;
        }
        return (outside & TOP) == 0;
    }

    /** A top bit for each of these eight that is not printable, or beside one that is not. */
    private static long outside(long eight) {
        return eight | (eight - ' ' * EACH) | (eight + (0x80 - 0x7F) * EACH);
    }

    /** Where the first bytes from this place on begin, eight or fewer, that are not all printable ASCII, or the rest. */
    static int behindPrintable(byte[] text, int from, int to) {
        ByteBuffer bytes = ByteBuffer.wrap(text);
        int i = from;
        while (i <= to - BYTES) {
            if ((outside(bytes.getLong(i)) & TOP) != 0) {
                break;
            }
            i += BYTES;
        }
        return i;
    }

    /** Whether this character is in it, which {@linkplain #isPrintable is printable ASCII}. */
    private static boolean has(byte[] text, char wanted) {
        return has(text, 0, text.length, wanted);
    }

    private static boolean has(byte[] text, int from, int to, char wanted) {
        ByteBuffer bytes = ByteBuffer.wrap(text);
        long found = 0;
        int i = from;
        for (; i <= to - BYTES; i += BYTES) {
            found |= (bytes.getLong(i) ^ wanted * EACH) - EACH;
        }
        for (; i < to; i++) {
            found |= text[i] == wanted ? TOP : 0;
        }
        return (found & TOP) != 0;
    }
}
