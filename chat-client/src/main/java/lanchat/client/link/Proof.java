package lanchat.client.link;

import lanchat.common.Chain;
import lanchat.common.Chains;
import lanchat.common.Event;
import org.jspecify.annotations.Nullable;

/**
 * What this client itself has counted of what was said in public: a {@link Chain} over every event that was shown, from the
 * first one on. Only the digest with which it begins is the server's word. Guarded by itself.
 */
public final class Proof {
    /**
     * What can be compared with others.
     *
     * @param since everything after this event was counted here
     * @param seq and everything up to this one
     * @param digest in hexadecimal
     */
    public record Words(long since, long seq, String digest) {}

    private @Nullable Chains chains;
    private long since;

    /** Whether it has begun. */
    public synchronized boolean begun() {
        return chains != null;
    }

    /** Begins behind an event, with the digest that the server says it has there; nothing where that is no digest. */
    public synchronized void begin(long seq, String digest) {
        goOn(seq, seq, digest);
    }

    /** Goes on behind an event, from what was counted up to there in an earlier run. */
    synchronized void goOn(long from, long seq, String digest) {
        if (Chain.isDigest(digest)) {
            chains = new Chains(seq, digest);
            since = from;
        }
    }

    /** There is a gap, or another log: what follows is counted anew. */
    public synchronized void forget() {
        chains = null;
    }

    /** This event is about to be shown; the line is how it came. */
    public synchronized void saw(Event event, String line) {
        if (chains != null) {
            chains.take(event, line);
        }
    }

    /** Everything up to this event that was for us has been shown. */
    public synchronized void reached(long seq) {
        if (chains != null) {
            chains.reached(seq);
        }
    }

    /** What was counted by who has seen everything up to this event; null where that is nothing, or another place. */
    synchronized @Nullable Words all(long seen) {
        return chains == null || chains.last() > seen ? null : new Words(since, seen, chains.digest());
    }

    /** What there is to compare up to this event, 0 for the newest line; null where that was not counted, or is too far back. */
    public synchronized @Nullable Words at(long seq) {
        if (chains == null) {
            return null;
        }
        long upTo = seq == 0 ? chains.last() : seq;
        String digest = chains.at(upTo);
        return digest == null ? null : new Words(since, upTo, digest);
    }
}
