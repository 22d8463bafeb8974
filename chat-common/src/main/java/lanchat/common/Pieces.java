package lanchat.common;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Checksum;

/** Bytes put together from pieces. For one thread. */
public final class Pieces {
    private static final int USUAL_BYTES = 512;
    private static final int MOST_DIGITS = 20;

    private byte[] bytes;
    private int size;

    /** Nothing yet. */
    public Pieces() {
        this(USUAL_BYTES);
    }

    /** Nothing yet, with room for so many bytes before anything has to be moved. */
    public Pieces(int expected) {
        bytes = new byte[expected];
    }

    /** Adds all of this. */
    public void add(byte[] piece) {
        add(piece, 0, piece.length);
    }

    /** Adds {@code length} bytes of this, from {@code start} on. */
    public void add(byte[] piece, int start, int length) {
        makeRoom(length);
        System.arraycopy(piece, start, bytes, size, length);
        size += length;
    }

    /** Adds one byte. */
    public void add(char ascii) {
        makeRoom(1);
        bytes[size++] = (byte) ascii;
    }

    /** Adds a number that is not negative, in decimal digits. */
    public void add(long number) {
        makeRoom(MOST_DIGITS);
        // From the last digit on, as far back as there can be any; then moved to where they belong.
        int end = size + MOST_DIGITS;
        int first = end;
        long left = number;
        do {
            long tenth = left / 10;
            bytes[--first] = (byte) ('0' + (left - tenth * 10));
            left = tenth;
        } while (left > 0);
        System.arraycopy(bytes, first, bytes, size, end - first);
        size += end - first;
    }

    /**
     * Adds this text as UTF-8.
     *
     * @return whether all of it is printable ASCII, space included
     */
    public boolean add(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        add(utf8);
        int outside = 0;
        int questions = 0;
        // Without a branch, for the compiler makes of it a few instructions for many bytes.
        for (byte b : utf8) {
            outside |= (b - ' ') | ('~' - b);
            questions |= (b ^ '?') - 1;
        }
        // Half a surrogate pair becomes a question mark.
        return outside >= 0 && (questions >= 0 || !hasSurrogates(text));
    }

    private static boolean hasSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** How many bytes there are. */
    public int size() {
        return size;
    }

    /** Goes back to the first so many bytes. */
    public void cutTo(int length) {
        size = Math.min(size, length);
    }

    /** Takes all bytes into this checksum. */
    public void addTo(Checksum checksum) {
        checksum.update(bytes, 0, size);
    }

    /** Whether this byte is among those from {@code start} on. */
    public boolean has(char ascii, int start) {
        byte[] all = bytes;
        int found = 0;
        for (int i = start; i < size; i++) {
            found |= (all[i] ^ ascii) - 1;
        }
        return found < 0;
    }

    /** What has been put together, of exactly that length; no more is to be added then. */
    public byte[] bytes() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    /** The same as a copy: this can be used on. */
    public byte[] copy() {
        return Arrays.copyOf(bytes, size);
    }

    private void makeRoom(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
