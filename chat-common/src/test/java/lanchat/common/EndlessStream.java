package lanchat.common;

import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** A great many times the same byte, after a few others, without keeping any. */
final class EndlessStream extends InputStream {
    private final byte filling;
    private byte[] first;
    private long left;

    EndlessStream(long count, char filling, byte... first) {
        this.left = count;
        this.filling = (byte) filling;
        this.first = first;
    }

    /** What the calling thread has allocated so far. */
    static long allocatedBytes() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @Override
    public int read() {
        throw new AssertionError("reading byte by byte is too slow");
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (first.length > 0) {
            int count = Math.min(first.length, length);
            System.arraycopy(first, 0, target, offset, count);
            first = Arrays.copyOfRange(first, count, first.length);
            return count;
        }
        if (left == 0) {
            return -1;
        }
        int count = (int) Math.min(left, length);
        Arrays.fill(target, offset, offset + count, filling);
        left -= count;
        return count;
    }
}
