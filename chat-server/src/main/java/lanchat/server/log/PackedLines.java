package lanchat.server.log;

import java.nio.ByteBuffer;
import lanchat.common.Event;
import lanchat.common.Json;

/**
 * A stretch of the log as nothing but its lines' bytes, outside the heap: a few large blocks, which cost a garbage
 * collector nothing, instead of half a dozen objects a line. The event is read from its line when somebody asks.
 *
 * <p>Large arrays would be copied by the collector two or three times until it takes them for old, and pauses that long
 * had G1 of Java 17 take more and more memory for what is young, all of it new to the processor's caches.
 *
 * <p>Whoever adds, drops and lends holds the lock of the {@link LogWindow}. What was there when the lock was last held
 * can be read without it, once it has been {@linkplain #lend lent}: nothing that has been written here changes until it is
 * given back by all.
 */
final class PackedLines {
    private static final int BYTES = 128 * 1024;
    private static final int LINES = 1024;

    private final ByteBuffer bytes;
    private final int[] ends = new int[LINES];
    private final long[] seqs = new long[LINES];
    private final int[] members = new int[LINES];
    /** Bytes of all lines of the log before the first one here. */
    private long start;

    private int first;
    private int count;

    /** How many read here without the lock. */
    private int lent;

    /** Empty, with room for this line at least. */
    PackedLines(Entry next) {
        bytes = ByteBuffer.allocateDirect(Math.max(BYTES, next.json().length));
        start = next.end() - next.json().length;
    }

    /** Drops all there is, for this line and others after it; false when it has no room here, or somebody still reads. */
    boolean beginAgain(Entry next) {
        if (lent > 0 || next.json().length > bytes.capacity()) {
            return false;
        }
        start = next.end() - next.json().length;
        first = 0;
        count = 0;
        return true;
    }

    /** Somebody reads here without the lock, until they {@linkplain #giveBack give it back}. */
    void lend() {
        lent++;
    }

    void giveBack() {
        lent--;
    }

    /** Adds the entry that follows; false when there is no room for it. */
    boolean add(Entry entry) {
        byte[] line = entry.json();
        int used = count == 0 ? 0 : ends[count - 1];
        if (count == LINES || line.length > bytes.capacity() - used) {
            return false;
        }
        bytes.put(used, line);
        ends[count] = used + line.length;
        seqs[count] = entry.seq();
        members[count] = entry.members();
        count++;
        return true;
    }

    /** Index of the oldest that has not been dropped. */
    int first() {
        return first;
    }

    /** Index behind the newest. */
    int count() {
        return count;
    }

    boolean isEmpty() {
        return first == count;
    }

    void dropFirst() {
        first++;
    }

    long seq(int index) {
        return seqs[index];
    }

    long lastSeq() {
        return seqs[count - 1];
    }

    /** As {@link Entry#end}. */
    long end(int index) {
        return start + ends[index];
    }

    /** Bytes of all lines of the log before the one at this index. */
    long startOf(int index) {
        return index == 0 ? start : end(index - 1);
    }

    /** Index of the oldest with a greater {@code seq}; {@link #count} where there is none. */
    int indexAfter(long seq) {
        int low = first;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (seqs[middle] > seq) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The entry at this index, made anew. Needs no lock. */
    Entry entry(int index) {
        int from = index == 0 ? 0 : ends[index - 1];
        byte[] line = new byte[ends[index] - from];
        bytes.get(from, line);
        if (Json.message(line) instanceof Event event) {
            return new Entry(event, line, members[index], end(index));
        }
        throw new IllegalStateException("event " + seqs[index] + " can't be read from its own line");
    }
}
