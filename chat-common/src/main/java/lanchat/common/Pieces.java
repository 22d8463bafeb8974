package lanchat.common;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Checksum;

/** Bytes put together from pieces. For one thread. */
public final class Pieces {
    private static final int USUAL_BYTES = 512;
    private static final int EIGHT_DIGITS = 100_000_000;

    /** The powers of ten that a {@code long} can have. */
    private static final long[] TENS = new long[19];

    /** The digits of 00 to 99, one after the other. */
    private static final byte[] PAIRS = new byte[200];

    static {
        long ten = 1;
        for (int i = 0; i < TENS.length; i++) {
            TENS[i] = ten;
            ten *= 10;
        }
        for (int i = 0; i < 100; i++) {
            PAIRS[2 * i] = (byte) ('0' + i / 10);
            PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
        }
    }

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

    /** Adds {@code length} bytes of what has been put together there, from {@code start} on. */
    public void add(Pieces other, int start, int length) {
        add(other.bytes, start, length);
    }

    /** Adds one byte. */
    public void add(char ascii) {
        makeRoom(1);
        bytes[size++] = (byte) ascii;
    }

    /** Adds a number that is not negative, in decimal digits. */
    public void add(long number) {
        int digits = digits(number);
        makeRoom(digits);
        size += digits;
        int at = size;
        long left = number;
        while (left >= EIGHT_DIGITS) {
            long rest = left / EIGHT_DIGITS;
            int eight = (int) (left - rest * EIGHT_DIGITS);
            int high = eight / 10_000;
            at -= 8;
            putFour(high, at);
            putFour(eight - high * 10_000, at + 4);
            left = rest;
        }
        int few = (int) left;
        while (few >= 10) {
            int rest = few / 100;
            at -= 2;
            putTwo(few - rest * 100, at);
            few = rest;
        }
        if (at > size - digits) {
            bytes[at - 1] = (byte) ('0' + few);
        }
    }

    /** How many digits this has. */
    private static int digits(long number) {
        // The logarithm of two, 0.30103, from that of ten; what it leaves out is one digit at most.
        int least = ((Long.SIZE - Long.numberOfLeadingZeros(number)) * 1233) >>> 12;
        return least < TENS.length && number >= TENS[least] ? least + 1 : Math.max(least, 1);
    }

    private void putFour(int number, int at) {
        int high = number / 100;
        putTwo(high, at);
        putTwo(number - high * 100, at + 2);
    }

    private void putTwo(int number, int at) {
        bytes[at] = PAIRS[2 * number];
        bytes[at + 1] = PAIRS[2 * number + 1];
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
        return Ascii.isUnescaped(text, utf8);
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

    /** Puts {@code length} bytes into this buffer, from {@code start} on. */
    public void copyTo(ByteBuffer into, int start, int length) {
        into.put(bytes, start, length);
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
