package lanchat.server.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest part of the log, in memory, bounded by the bytes of its lines. The oldest entries go first.
 *
 * <p>All of it is kept as {@link PackedLines}; the newest entries besides as they are, in a ring, for those who keep up. A
 * room that talks fast makes hundreds of thousands of entries a second: were all of them objects until they are dropped,
 * the collector would copy each of them several times. Nothing here looks at an entry again after it has been added, for
 * by then it is no longer in the processor's caches.
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

    /** All there is, oldest first; none of them is empty. */
    private final List<PackedLines> packed = new ArrayList<>();

    /** One that has been emptied, for the next lines: its memory comes back no sooner than the collector looks. */
    private @Nullable PackedLines spare;

    /** The newest part of it once more, a ring: {@code size} entries from {@code first} on. */
    private Entry[] ring = new Entry[1024];

    /** The {@code seq} of each entry of the ring. */
    private long[] seqs = new long[ring.length];

    /** The end of each entry of the ring. */
    private long[] ends = new long[ring.length];

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
    /** Written before {@code newest}: whoever sees the newest sees all that is no talk before it. */
    private volatile long newestUnspoken;

    /**
     * An empty window.
     *
     * @param maxBytes how many bytes of lines it keeps
     * @param maxRecent how many lines said and acted it remembers for newcomers
     */
    LogWindow(long maxBytes, int maxRecent) {
        this(maxBytes, maxRecent, FRESH_BYTES);
    }

    /** The same, with at most so many of the bytes as entries besides, but one entry at least. */
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
        newestUnspoken = before;
        recent.addAll(kept.recent());
        append(kept.tail());
    }

    /** The newest entry's {@code seq}, 0 while there is none. */
    long newest() {
        return newest;
    }

    /** The {@code seq} of the newest entry that is neither said nor acted, or of a later one. */
    long newestUnspoken() {
        return newestUnspoken;
    }

    /** The newest lines said and acted, oldest first. */
    synchronized List<Entry> recent() {
        return List.copyOf(recent);
    }

    synchronized void append(List<Entry> entries) {
        long last = newest;
        for (Entry entry : entries) {
            pack(entry);
            keepFresh(entry);
            end = entry.end();
            if (!Decider.isSpoken(entry.event())) {
                newestUnspoken = entry.seq();
            }
            while (end - start > maxBytes && last > before) {
                dropFirst();
            }
            while (size > 1 && (end - freshStart > maxFreshBytes || freshBefore < before)) {
                dropFresh();
            }
            last = entry.seq();
        }
        keepRecent(entries);
        newest = last; // Once for all of them: what others may see at once costs a fence.
    }

    /** Of these, too, only the newest will be left. */
    private void keepRecent(List<Entry> entries) {
        int from = entries.size();
        for (int found = 0; from > 0 && found < maxRecent; from--) {
            found += Decider.isSpoken(entries.get(from - 1).event()) ? 1 : 0;
        }
        for (Entry entry : entries.subList(from, entries.size())) {
            if (Decider.isSpoken(entry.event())) {
                if (recent.size() == maxRecent) {
                    recent.removeFirst();
                }
                recent.addLast(entry);
            }
        }
    }

    /**
     * The entries after this place, oldest first: all of them, or as many as have {@code most} bytes, but at least one.
     */
    List<Entry> after(long seq, int most) throws BehindException {
        List<Slice> slices = new ArrayList<>();
        synchronized (this) {
            if (seq < before) {
                throw new BehindException(seq);
            }
            if (seq >= newest) {
                return List.of();
            }
            long limit = end - bytesAfter(seq) + most;
            if (seq >= freshBefore) {
                return freshAfter(seq, limit);
            }
            addPacked(seq, limit, slices);
        }
        return entries(slices);
    }

    /** Those of the ring after this place that end at or before that limit, but one at least. */
    private List<Entry> freshAfter(long seq, long limit) {
        int from = indexAfter(seq);
        int to = from + 1;
        while (to < size && ends[at(to)] <= limit) {
            to++;
        }
        List<Entry> found = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            found.add(ring[at(i)]);
        }
        return found;
    }

    /** The same of the packed ones. */
    private void addPacked(long seq, long limit, List<Slice> slices) {
        for (int i = packAfter(seq); i < packed.size(); i++) {
            PackedLines lines = packed.get(i);
            int from = lines.indexAfter(seq);
            int to = slices.isEmpty() ? from + 1 : from;
            while (to < lines.count() && lines.end(to) <= limit) {
                to++;
            }
            if (to > from) {
                slices.add(slice(lines, from, to));
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
            if (to > 0) {
                List<Entry> found = new ArrayList<>(Math.min(to, most));
                for (int i = Math.max(0, to - most); i < to; i++) {
                    found.add(ring[at(i)]);
                }
                return found;
            }
            if (packed.isEmpty() || packed.get(0).seq(packed.get(0).first()) >= seq) {
                return List.of();
            }
            PackedLines lines = packed.get(packOf(seq - 1));
            int end = lines.indexAfter(seq - 1);
            slice = slice(lines, Math.max(lines.first(), end - most), end);
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
        if (seq >= newest) {
            return 0;
        }
        if (seq >= freshBefore) {
            int index = indexAfter(seq);
            return end - (index == 0 ? freshStart : ends[at(index - 1)]);
        }
        PackedLines lines = packed.get(packAfter(seq));
        return end - lines.startOf(lines.indexAfter(seq));
    }

    /** Some of the packed ones, that stay as they are until {@link #entries} has read them. */
    private record Slice(PackedLines lines, int from, int to) {}

    private static Slice slice(PackedLines lines, int from, int to) {
        lines.lend();
        return new Slice(lines, from, to);
    }

    /** Without the monitor, for it takes a while. */
    private List<Entry> entries(List<Slice> slices) {
        try {
            List<Entry> entries = new ArrayList<>();
            for (Slice slice : slices) {
                for (int i = slice.from(); i < slice.to(); i++) {
                    entries.add(slice.lines().entry(i));
                }
            }
            return entries;
        } finally {
            synchronized (this) {
                slices.forEach(slice -> slice.lines().giveBack());
            }
        }
    }

    /** Which of the packs has the first entry with a greater {@code seq}; there is one. */
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

    /** Which of the packs has the last entry with no greater {@code seq}; there is one. */
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
            if (seqs[at(middle)] > seq) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Where in the ring's arrays its entry of this index is. */
    private int at(int index) {
        return (first + index) & (ring.length - 1);
    }

    private void pack(Entry entry) {
        if (packed.isEmpty() || !packed.get(packed.size() - 1).add(entry)) {
            PackedLines next = nextPack(entry);
            next.add(entry);
            packed.add(next);
        }
    }

    private PackedLines nextPack(Entry entry) {
        PackedLines emptied = spare;
        if (emptied == null || !emptied.beginAgain(entry)) {
            return new PackedLines(entry);
        }
        spare = null;
        return emptied;
    }

    private void keepFresh(Entry entry) {
        if (size == ring.length) {
            grow();
        }
        int place = at(size);
        ring[place] = entry;
        seqs[place] = entry.seq();
        ends[place] = entry.end();
        size++;
    }

    private void dropFirst() {
        PackedLines oldest = packed.get(0);
        start = oldest.end(oldest.first());
        before = oldest.seq(oldest.first());
        oldest.dropFirst();
        if (oldest.isEmpty()) {
            spare = packed.remove(0);
        }
    }

    @SuppressWarnings("NullAway") // An empty place of the ring: nothing reads it before it is filled.
    private void dropFresh() {
        ring[first] = null;
        freshStart = ends[first];
        freshBefore = seqs[first];
        first = (first + 1) & (ring.length - 1);
        size--;
    }

    private void grow() {
        Entry[] entries = new Entry[ring.length * 2];
        long[] seqsOf = new long[entries.length];
        long[] endsOf = new long[entries.length];
        for (int i = 0; i < size; i++) {
            int place = at(i);
            entries[i] = ring[place];
            seqsOf[i] = seqs[place];
            endsOf[i] = ends[place];
        }
        ring = entries;
        seqs = seqsOf;
        ends = endsOf;
        first = 0;
    }
}
