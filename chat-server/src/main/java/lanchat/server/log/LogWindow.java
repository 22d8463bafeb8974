package lanchat.server.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import lanchat.common.Event;

/**
 * The newest part of the log, in memory, bounded by the bytes of its lines. The oldest entries go first.
 *
 * <p>The newest of them are kept as they are, for those who keep up; the others as {@link PackedLines}, for those who are
 * behind. A room that talks fast makes hundreds of thousands of entries a second: were all of them objects until they
 * are dropped, the collector would copy each of them several times.
 *
 * <p>One thread appends, any thread reads. Its own monitor guards everything but {@link #newest()}, and is held only
 * while references are copied.
 */
final class LogWindow {
    /** More than those who keep up are ever behind. */
    private static final long FRESH_BYTES = 1024 * 1024;

    private final long maxBytes;
    private final int maxRecent;
    private final long maxFreshBytes;
    private final ArrayDeque<Entry> recent = new ArrayDeque<>();

    /** The older part, oldest first; none of them is empty. */
    private final List<PackedLines> packed = new ArrayList<>();

    /** The newest part, a ring: {@code size} entries from {@code first} on. */
    private Entry[] ring = new Entry[1024];

    private int first;
    private int size;
    /** Bytes of all lines before the first entry of the ring. */
    private long freshStart;
    /** The {@code seq} before that of the first entry of the ring. */
    private long freshBefore;

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
        this(maxBytes, maxRecent, FRESH_BYTES);
    }

    /** The same, with at most so many of the bytes as entries. */
    LogWindow(long maxBytes, int maxRecent, long maxFreshBytes) {
        this.maxBytes = maxBytes;
        this.maxRecent = maxRecent;
        this.maxFreshBytes = maxFreshBytes;
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
        freshStart = start;
        freshBefore = before;
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
            while (size > 1 && end - freshStart > maxFreshBytes) {
                packFirst();
            }
            while (end - start > maxBytes && (size > 1 || !packed.isEmpty())) {
                dropFirst();
            }
            newest = entry.seq();
        }
    }

    /**
     * The entries after this place, oldest first: all of them, or as many as have {@code most} bytes, but at least one.
     */
    List<Entry> after(long seq, int most) throws BehindException {
        List<Slice> slices = new ArrayList<>();
        List<Entry> fresh;
        synchronized (this) {
            if (seq < before) {
                throw new BehindException(seq);
            }
            long limit = end - bytesAfter(seq) + most;
            if (!packed.isEmpty() && seq < freshBefore) {
                addPacked(seq, limit, slices);
            }
            fresh = freshAfter(seq, limit, slices.isEmpty() ? 1 : 0);
        }
        if (slices.isEmpty()) {
            return fresh;
        }
        List<Entry> all = entries(slices);
        all.addAll(fresh);
        return all;
    }

    /** Those after this place that end at or before that limit, but so many at least. */
    private List<Entry> freshAfter(long seq, long limit, int least) {
        int from = indexAfter(seq);
        List<Entry> found = new ArrayList<>(Math.min(size - from, 256));
        for (int i = from; i < size && (at(i).end() <= limit || found.size() < least); i++) {
            found.add(at(i));
        }
        return found;
    }

    /** The same of the older part, at least one. */
    private void addPacked(long seq, long limit, List<Slice> slices) {
        for (int i = packAfter(seq); i < packed.size(); i++) {
            PackedLines lines = packed.get(i);
            int from = lines.indexAfter(seq);
            int to = slices.isEmpty() ? from + 1 : from;
            while (to < lines.count() && lines.end(to) <= limit) {
                to++;
            }
            if (to > from) {
                slices.add(new Slice(lines, from, to));
            }
            if (to < lines.count()) {
                return;
            }
        }
    }

    /** The entries just before this place, oldest first: some at least, but none where memory does not reach. */
    List<Entry> before(long seq, int most) {
        Slice slice;
        synchronized (this) {
            int to = indexAfter(seq - 1);
            if (to > 0 || packed.isEmpty()) {
                List<Entry> found = new ArrayList<>(Math.min(to, most));
                for (int i = Math.max(0, to - most); i < to; i++) {
                    found.add(at(i));
                }
                return found;
            }
            if (packed.get(0).seq(packed.get(0).first()) >= seq) {
                return List.of();
            }
            PackedLines lines = packed.get(packOf(seq - 1));
            int end = lines.indexAfter(seq - 1);
            slice = new Slice(lines, Math.max(lines.first(), end - most), end);
        }
        return entries(List.of(slice));
    }

    /** The place before the oldest entry that is still here. */
    synchronized long reachesBackTo() {
        return before;
    }

    synchronized long bytesAfter(long seq) throws BehindException {
        if (seq < before) {
            throw new BehindException(seq);
        }
        if (packed.isEmpty() || seq >= freshBefore) {
            return end - endBefore(indexAfter(seq));
        }
        PackedLines lines = packed.get(packAfter(seq));
        return end - lines.startOf(lines.indexAfter(seq));
    }

    /** Some of the older part, that stays as it is. */
    private record Slice(PackedLines lines, int from, int to) {}

    /** Without the monitor, for it takes a while. */
    private static List<Entry> entries(List<Slice> slices) {
        List<Entry> entries = new ArrayList<>();
        for (Slice slice : slices) {
            for (int i = slice.from(); i < slice.to(); i++) {
                entries.add(slice.lines().entry(i));
            }
        }
        return entries;
    }

    /** Which of the older part has the first entry with a greater {@code seq}; there is one. */
    private int packAfter(long seq) {
        int low = 0;
        int high = packed.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (packed.get(middle).lastSeq() > seq) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Which of the older part has the last entry with no greater {@code seq}; there is one. */
    private int packOf(long seq) {
        int at = packAfter(seq);
        PackedLines lines = packed.get(at);
        return lines.seq(lines.first()) > seq ? at - 1 : at;
    }

    /** Index in the ring of the first entry with a greater {@code seq}; {@code size} where there is none. */
    private int indexAfter(long seq) {
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

    /** Bytes of all lines before that entry of the ring. */
    private long endBefore(int index) {
        return index == 0 ? freshStart : at(index - 1).end();
    }

    private Entry at(int index) {
        return ring[(first + index) & (ring.length - 1)];
    }

    private void packFirst() {
        Entry entry = takeFirst();
        if (packed.isEmpty() || !packed.get(packed.size() - 1).add(entry)) {
            PackedLines next = new PackedLines(entry);
            next.add(entry);
            packed.add(next);
        }
    }

    private void dropFirst() {
        if (packed.isEmpty()) {
            var unused = takeFirst();
            start = freshStart;
            before = freshBefore;
        } else {
            PackedLines oldest = packed.get(0);
            start = oldest.end(oldest.first());
            before = oldest.seq(oldest.first());
            oldest.dropFirst();
            if (oldest.isEmpty()) {
                packed.remove(0);
            }
        }
    }

    @SuppressWarnings("NullAway") // An empty place of the ring: nothing reads it before it is filled.
    private Entry takeFirst() {
        Entry gone = ring[first];
        ring[first] = null;
        first = (first + 1) & (ring.length - 1);
        size--;
        freshStart = gone.end();
        freshBefore = gone.seq();
        return gone;
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
