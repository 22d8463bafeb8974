package lanchat.server.door;

import java.util.Arrays;

/** Bytes put together from pieces. For one thread. */
final class Pieces {
    private byte[] bytes = new byte[512];
    private int size;

    void add(byte[] piece) {
        add(piece, 0, piece.length);
    }

    void add(byte[] piece, int start, int length) {
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + length));
        }
        System.arraycopy(piece, start, bytes, size, length);
        size += length;
    }

    int size() {
        return size;
    }

    /** What has been put together, of exactly that length. */
    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }
}
