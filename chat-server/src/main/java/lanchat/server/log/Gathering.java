package lanchat.server.log;

import java.util.concurrent.TimeUnit;

/**
 * How long the appending thread waits for the rest of what comes together, once the first of it is there.
 *
 * <p>A room in which many talk at once does so in step with what it hears: after each round they all answer at about
 * the same time. Whoever forces the first few of these lines to disk has the others wait for that force, then for one of
 * their own, and everybody is written to twice. So as many are waited for as there were the last time, but no longer
 * than not waiting would cost: the last force, and a second round of writes, which with a hundred members takes a few
 * times as long. In a room that is not that busy nothing is waited for.
 *
 * <p>Used by the appending thread alone.
 */
final class Gathering {
    /** Fewer than this coming together are chance. */
    private static final int CROWD = 8;

    /** How many times as long as the last force is waited: where waking threads is slow, one force is over too soon. */
    private static final int FORCES = 4;

    /** Longest wait, however slow the disk is. */
    private static final long MAX_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private int last;
    private long keptNanos;

    /** How many proposals are worth waiting for; 0 for none. */
    int expected() {
        return last < CROWD ? 0 : last;
    }

    /** How long, in nanoseconds. */
    long patienceNanos() {
        return Math.min(FORCES * keptNanos, MAX_NANOS);
    }

    /** So many have been taken. */
    void taken(int count) {
        last = count;
    }

    /** What was taken has been made safe, in this time. */
    void kept(long nanos) {
        keptNanos = nanos;
    }
}
