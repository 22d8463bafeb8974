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

    /** Whether all of it is printable ASCII (RFC 20), space included. */
    private static boolean isPrintable(byte[] text) {
        ByteBuffer bytes = ByteBuffer.wrap(text);
        long outside = 0;
        int i = 0;
        for (; i <= text.length - BYTES; i += BYTES) {
            long eight = bytes.getLong(i);
            outside |= eight | (eight - ' ' * EACH) | (eight + (0x80 - 0x7F) * EACH);
        }
        for (; i < text.length; i++) {
            outside |= text[i] < ' ' || text[i] == 0x7F ? TOP : 0;
        }
        return (outside & TOP) == 0;
    }

    /** Whether this character is in it, which {@linkplain #isPrintable is printable ASCII}. */
    static boolean has(byte[] text, char wanted) {
        ByteBuffer bytes = ByteBuffer.wrap(text);
        long found = 0;
        int i = 0;
        for (; i <= text.length - BYTES; i += BYTES) {
            found |= (bytes.getLong(i) ^ wanted * EACH) - EACH;
        }
        for (; i < text.length; i++) {
            found |= text[i] == wanted ? TOP : 0;
        }
        return (found & TOP) != 0;
    }
}
