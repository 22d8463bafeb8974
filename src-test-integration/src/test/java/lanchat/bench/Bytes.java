package lanchat.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow at the end and are taken from the front; for one thread. */
final class Bytes {
    private byte[] array = new byte[256];
    private int start;
    private int end;

    /** Where they are; what counts is from {@link #start} to {@link #end}. */
    byte[] array() {
        return array;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    boolean isEmpty() {
        return start == end;
    }

    Bytes add(byte[] from, int first, int last) {
        int length = last - first;
        room(length);
        System.arraycopy(from, first, array, end, length);
        end += length;
        return this;
    }

    Bytes add(byte[] all) {
        return add(all, 0, all.length);
    }

    Bytes add(String ascii) {
        return add(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    Bytes add(int oneByte) {
        room(1);
        array[end++] = (byte) oneByte;
        return this;
    }

    /** Takes so many from the front. */
    void take(int count) {
        start += count;
        if (start == end) {
            clear();
        }
    }

    void clear() {
        start = 0;
        end = 0;
    }

    private void room(int length) {
        if (end + length <= array.length) {
            return;
        }
        int held = end - start;
        if (start > 0 && held + length <= array.length) {
            System.arraycopy(array, start, array, 0, held);
        } else {
            byte[] larger = new byte[Math.max(array.length * 2, held + length)];
            System.arraycopy(array, start, larger, 0, held);
            array = larger;
        }
        start = 0;
        end = held;
    }

    @Override
    public String toString() {
        return new String(Arrays.copyOfRange(array, start, end), StandardCharsets.ISO_8859_1);
    }
}
