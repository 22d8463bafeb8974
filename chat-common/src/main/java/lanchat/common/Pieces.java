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
        return Ascii.isPrintable(text, utf8);
    }

    /**
     * Adds this text as UTF-8.
     *
     * @return whether all of it is printable ASCII that needs no escape in a string of JSON (RFC 8259, section 7)
     */
    public boolean addUnescaped(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        add(utf8);
        return Ascii.isPrintable(text, utf8) && !Ascii.has(utf8, '"') && !Ascii.has(utf8, '\\');
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
