package lanchat.server.log;

import lanchat.common.Event;
import lanchat.common.Json;

/**
 * A stretch of the log as nothing but its lines' bytes: a few large arrays, which cost a garbage collector nothing,
 * instead of half a dozen objects a line. The event is read from its line when somebody asks.
 *
 * <p>Whoever adds and drops holds the lock of the {@link LogWindow}. What was there when the lock was last held can be
 * read without it: nothing that has been written here changes.
 */
final class PackedLines {
    private static final int BYTES = 128 * 1024;
    private static final int LINES = 1024;

    private final byte[] bytes;
    private final int[] ends = new int[LINES];
    private final long[] seqs = new long[LINES];
    private final int[] members = new int[LINES];
    /** Bytes of all lines of the log before the first one here. */
    private final long start;

    private int first;
    private int count;

    /** Empty, with room for this line at least. */
    PackedLines(Entry next) {
        bytes = new byte[Math.max(BYTES, next.json().length)];
        start = next.end() - next.json().length;
    }

    /** Adds the entry that follows; false when there is no room for it. */
    boolean add(Entry entry) {
        byte[] line = entry.json();
        int used = count == 0 ? 0 : ends[count - 1];
        if (count == LINES || line.length > bytes.length - used) {
            return false;
        }
        System.arraycopy(line, 0, bytes, used, line.length);
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
        System.arraycopy(bytes, from, line, 0, line.length);
        if (Json.message(line) instanceof Event event) {
            return new Entry(event, line, members[index], end(index));
        }
        throw new IllegalStateException("event " + seqs[index] + " can't be read from its own line");
    }
}
