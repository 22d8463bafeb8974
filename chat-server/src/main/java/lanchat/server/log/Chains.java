package lanchat.server.log;

import java.util.Arrays;
import java.util.HexFormat;
import lanchat.common.Chain;
import org.jspecify.annotations.Nullable;

/**
 * The digest of what was said in public, and what it was after each of the newest events, so that people can compare a
 * little later.
 *
 * <p>The appending thread takes events, any thread asks. Guarded by itself, and held for no longer than one digest takes.
 */
final class Chains {
    /** So many events back can be asked for. */
    static final int KEPT = 8192;

    private final Chain chain;
    /** Rings: place {@code i % KEPT} has the digest after the i-th event that the chain went through, and its seq. */
    private final long[] seqs = new long[KEPT];

    private final byte[] digests = new byte[KEPT * Chain.BYTES];
    /** The digest with which it began holds from here on. */
    private final long from;

    private long taken;
    private long newest;

    /** Goes on from this place. */
    Chains(LogState start) {
        chain = new Chain(start.chain());
        from = start.seq();
        newest = from;
        put(from);
    }

    /** An event is safe. */
    synchronized void take(Entry entry) {
        newest = entry.seq();
        if (Chain.covers(entry.event())) {
            chain.goOn(entry.json(), LogLine.shownBody(entry.json()));
            put(entry.seq());
        }
    }

    private void put(long seq) {
        int place = (int) (taken % KEPT);
        seqs[place] = seq;
        chain.copyTo(digests, place * Chain.BYTES);
        taken++;
    }

    /** The digest after the newest event. */
    synchronized String newest() {
        return chain.hex();
    }

    /** The digest after this event; null where it is no longer kept, or there is no such event yet. */
    synchronized @Nullable String at(long seq) {
        if (seq > newest || seq < from) {
            return null;
        }
        long low = Math.max(0, taken - KEPT);
        if (seqs[(int) (low % KEPT)] > seq) {
            return null;
        }
        long high = taken - 1;
        while (low < high) {
            long middle = (low + high + 1) >>> 1;
            if (seqs[(int) (middle % KEPT)] <= seq) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        int place = (int) (low % KEPT) * Chain.BYTES;
        return HexFormat.of().formatHex(Arrays.copyOfRange(digests, place, place + Chain.BYTES));
    }
}
