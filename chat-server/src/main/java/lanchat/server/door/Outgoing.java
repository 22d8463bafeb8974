package lanchat.server.door;

/**
 * The newest event that everybody gets, and one that has been out for so long that whoever lacks it is behind.
 *
 * <p>Written by one thread at a time, read by any. Times are of one clock, in nanoseconds, and may run over. Each is
 * written before the event that it belongs to, and read after it: who meets both half way takes an event for younger
 * than it is, and never for older.
 */
final class Outgoing {
    private volatile long newestNanos;
    private volatile long newest;
    private volatile long markNanos;
    private volatile long mark;
    private volatile long former;

    /** Nothing has gone out yet. */
    Outgoing(long now) {
        newestNanos = now;
        markNanos = now;
    }

    /** This event goes out now; events older than {@code patience} may be called settled. */
    void add(long seq, long now, long patience) {
        if (now - markNanos > patience) {
            former = mark;
            markNanos = now;
            mark = seq;
        }
        newestNanos = now;
        newest = seq;
    }

    /** The newest of all; 0 before the first. */
    long newest() {
        return newest;
    }

    /**
     * One that went out longer than {@code patience} ago: the newest of all, if it did, and else one that is the newest
     * or not much older; 0 for none.
     */
    long settled(long now, long patience) {
        long last = newest;
        if (now - newestNanos > patience) {
            return last;
        }
        long marked = mark;
        return now - markNanos > patience ? marked : former;
    }
}
