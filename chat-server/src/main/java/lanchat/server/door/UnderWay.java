package lanchat.server.door;

/**
 * How long one and the same read or write has been under way, seen from outside: by a count that goes up when one begins and
 * when it ends, and so is odd meanwhile. For one thread that looks now and then.
 */
final class UnderWay {
    private int seen;
    private long since;

    /** Whether the one that is under way now was already so long before, at a look. */
    boolean lasts(int count, long nowNanos, long limitNanos) {
        if (count % 2 == 0 || count != seen) {
            seen = count;
            since = nowNanos;
            return false;
        }
        return nowNanos - since >= limitNanos;
    }
}
