package lanchat.bench;

import java.util.Arrays;

/**
 * The text of a line in the benchmark: {@code #SSSS.NNNNNNNN#} (its sender, and which of the sender's lines it is, in
 * hexadecimal digits), and then letters that depend on the number, so that a line put together from two is noticed.
 */
final class Mark {
    /** A text has at least so many bytes. */
    static final int BYTES = 15;

    /** The most senders there can be. */
    static final int SENDERS = 1 << 16;

    private static final int LETTERS = 26;
    private static final byte[] DIGITS = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
    };

    private final byte[] text;
    private final byte[] alphabet;

    /** For texts of so many bytes. */
    Mark(int textBytes) {
        if (textBytes < BYTES) {
            throw new IllegalArgumentException("a text has at least " + BYTES + " bytes");
        }
        text = new byte[textBytes];
        alphabet = new byte[textBytes + LETTERS];
        for (int i = 0; i < alphabet.length; i++) {
            alphabet[i] = (byte) ('a' + i % LETTERS);
        }
        text[0] = '#';
        text[5] = '.';
        text[14] = '#';
    }

    /** The text of a line; the same array every time. */
    byte[] text(int sender, int number) {
        digits(text, 1, 4, sender);
        digits(text, 6, 8, number);
        System.arraycopy(alphabet, number % LETTERS, text, BYTES, text.length - BYTES);
        return text;
    }

    /** Where in a message the text begins; -1 if there is none. */
    static int find(byte[] bytes, int from, int to) {
        for (int i = from; i + BYTES <= to; i++) {
            if (bytes[i] == '#' && bytes[i + 5] == '.' && bytes[i + 14] == '#') {
                return i;
            }
        }
        return -1;
    }

    /** The sender of the text that begins there; -1 if that is no number. */
    static int sender(byte[] bytes, int at) {
        return number(bytes, at + 1, 4);
    }

    /** Which of the sender's lines it is; -1 if that is no number. */
    static int number(byte[] bytes, int at) {
        return number(bytes, at + 6, 8);
    }

    /** Whether the text that begins there is all there, letter for letter. */
    boolean isWhole(byte[] bytes, int at, int to) {
        int number = number(bytes, at);
        int first = number % LETTERS;
        return number >= 0
                && at + text.length <= to
                && Arrays.equals(bytes, at + BYTES, at + text.length, alphabet, first, first + text.length - BYTES);
    }

    private static int number(byte[] bytes, int at, int digits) {
        int value = 0;
        for (int i = at; i < at + digits; i++) {
            int digit = Character.digit(bytes[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static void digits(byte[] into, int at, int count, int value) {
        int rest = value;
        for (int i = at + count - 1; i >= at; i--) {
            into[i] = DIGITS[rest & 15];
            rest >>>= 4;
        }
    }
}
