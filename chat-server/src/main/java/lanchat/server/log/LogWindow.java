package lanchat.server.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import lanchat.common.Event;

/**
 * The newest part of the log, in memory, bounded by the bytes of its lines. The oldest entries go first.
 *
 * <p>One thread appends, any thread reads. Its own monitor guards everything but {@link #newest()}, and is held only
 * while references are copied.
 */
final class LogWindow {
    private final long maxBytes;
    private final int maxRecent;
    private final ArrayDeque<Entry> recent = new ArrayDeque<>();

    /** A ring: {@code size} entries from {@code first} on. */
    private Entry[] ring = new Entry[1024];

    private int first;
    private int size;
    /** Bytes of all lines before the first entry that is still here. */
    private long start;
    /** The {@code seq} before that of the first entry that is still here. */
    private long before;

    private long end;
    private volatile long newest;

    /**
     * An empty window.
     *
     * @param maxBytes how many bytes of lines it keeps
     * @param maxRecent how many lines said and acted it remembers for newcomers
     */
    LogWindow(long maxBytes, int maxRecent) {
        this.maxBytes = maxBytes;
        this.maxRecent = maxRecent;
    }

    long maxBytes() {
        return maxBytes;
    }

    /**
     * A window onto a log that goes on from what was kept.
     *
     * @param maxBytes how many bytes of lines it keeps
     * @param maxRecent how many lines said and acted it remembers for newcomers
     */
    LogWindow(long maxBytes, int maxRecent, Store.Kept kept) {
        this(maxBytes, maxRecent);
        start = kept.start().bytes();
        end = start;
        before = kept.start().seq();
        newest = before;
        recent.addAll(kept.recent());
        append(kept.tail());
    }

    /** The newest entry's {@code seq}, 0 while there is none. */
    long newest() {
        return newest;
    }

    /** The newest lines said and acted, oldest first. */
    synchronized List<Entry> recent() {
        return List.copyOf(recent);
    }

    synchronized void append(List<Entry> entries) {
        for (Entry entry : entries) {
            if (size == ring.length) {
                grow();
            }
            ring[(first + size) & (ring.length - 1)] = entry;
            size++;
            end = entry.end();
            if (maxRecent > 0 && (entry.event() instanceof Event.Said || entry.event() instanceof Event.Acted)) {
                if (recent.size() == maxRecent) {
                    recent.removeFirst();
                }
                recent.addLast(entry);
            }
            while (size > 1 && end - start > maxBytes) {
                dropFirst();
            }
            newest = entry.seq();
        }
    }

    synchronized List<Entry> after(long seq, int most) throws BehindException {
        int from = indexAfter(seq);
        List<Entry> found = new ArrayList<>(Math.min(size - from, 256));
        long startAt = from == 0 ? start : at(from - 1).end();
        for (int i = from; i < size; i++) {
            Entry entry = at(i);
            if (!found.isEmpty() && entry.end() - startAt > most) {
                break;
            }
            found.add(entry);
        }
        return found;
    }

    /** The entries just before this place, oldest first; empty where memory does not reach. */
    synchronized List<Entry> before(long seq, int most) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at(middle).seq() < seq) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        List<Entry> found = new ArrayList<>(Math.min(low, most));
        for (int i = Math.max(0, low - most); i < low; i++) {
            found.add(at(i));
        }
        return found;
    }

    /** The place before the oldest entry that is still here. */
    synchronized long reachesBackTo() {
        return before;
    }

    synchronized long bytesAfter(long seq) throws BehindException {
        int from = indexAfter(seq);
        return end - (from == 0 ? start : at(from - 1).end());
    }

    /** Index of the first entry with a greater {@code seq}; {@code size} where there is none. */
    private int indexAfter(long seq) throws BehindException {
        if (seq < before) {
            throw new BehindException(seq);
        }
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at(middle).seq() > seq) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private Entry at(int index) {
        return ring[(first + index) & (ring.length - 1)];
    }

    @SuppressWarnings("NullAway") // An empty place of the ring: nothing reads it before it is filled.
    private void dropFirst() {
        Entry gone = ring[first];
        ring[first] = null;
        first = (first + 1) & (ring.length - 1);
        size--;
        start = gone.end();
        before = gone.seq();
    }

    private void grow() {
        Entry[] larger = new Entry[ring.length * 2];
        for (int i = 0; i < size; i++) {
            larger[i] = at(i);
        }
        ring = larger;
        first = 0;
    }
}
