package lanchat.common;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Chain}, and what its digest was after each of the newest events, so that people can compare a little later.
 *
 * <p>Guarded by itself, and held for no longer than one digest takes.
 */
public final class Chains {
    /** So many events that the chain goes through can be asked for, back from the newest. */
    public static final int KEPT = 8192;

    /** Only as the very last field: what stood behind it would not be counted, and could be anything. */
    private static final Pattern SUM = Pattern.compile(",\"sum\":\"[0-9a-f]{8}\"}$");

    private static final int SUM_CHARS = ",\"sum\":\"01234567\"}".length();

    private final Chain chain;
    /** Rings: place {@code i % KEPT} has the i-th digest and the place from which on it holds. */
    private final long[] seqs = new long[KEPT];

    private final byte[] digests = new byte[KEPT * Chain.BYTES];
    private final long from;
    private long taken;
    private long newest;

    /**
     * A chain that goes on behind an event.
     *
     * @param from that event's place; 0 for the very beginning
     * @param digest the digest there, in hexadecimal
     */
    public Chains(long from, String digest) {
        this.chain = new Chain(digest);
        this.from = from;
        this.newest = from;
        put(from);
    }

    /** The next event, by so many bytes of its line as it stands on the wire: all before {@code ,"sum"}. */
    public synchronized void take(Event event, byte[] line, int length) {
        newest = event.seq();
        if (Chain.covers(event)) {
            chain.goOn(line, length);
            put(event.seq());
        }
    }

    /** The next event, by its whole line as it stands on the wire. */
    public void take(Event event, String line) {
        int end = line.length() - SUM_CHARS;
        boolean sum = end > 0 && SUM.matcher(line.substring(end)).matches();
        byte[] bytes = line.substring(0, sum ? end : line.length()).getBytes(StandardCharsets.UTF_8);
        take(event, bytes, bytes.length);
    }

    private void put(long seq) {
        int place = (int) (taken % KEPT);
        seqs[place] = seq;
        chain.copyTo(digests, place * Chain.BYTES);
        taken++;
    }

    /** Everything up to this event that there is for us has been taken. */
    public synchronized void reached(long seq) {
        newest = Math.max(newest, seq);
    }

    /** The place of the newest event. */
    public synchronized long newest() {
        return newest;
    }

    /** The place of the newest event that the chain goes through; where it begins before the first. */
    public synchronized long last() {
        return seqs[(int) ((taken - 1) % KEPT)];
    }

    /** The digest after the newest event, in hexadecimal. */
    public synchronized String digest() {
        return chain.hex();
    }

    /** The digest after this event; null where it is no longer kept, or there is no such event yet. */
    public synchronized @Nullable String at(long seq) {
        long low = Math.max(0, taken - KEPT);
        if (seq > newest || seq < from || seqs[(int) (low % KEPT)] > seq) {
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
