package lanchat.server.door;

import java.util.concurrent.TimeUnit;

/**
 * How fast one member may talk: a burst passes at once, then so many lines a second. A token bucket; whoever finds it
 * empty waits, nothing is dropped.
 *
 * <p>Knows no clock of its own: times are {@link System#nanoTime} readings. For one thread.
 */
final class RateLimit {
    /** A member held back for longer than this is told so, once. */
    static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final long nanosPerLine;
    private final long burstNanos;
    /** Who has not talked for so long has rested; a moment lost by the machine is no rest. */
    private final long restNanos;
    /** When the bucket would have been empty, had it been filled without a bound: full when long past. */
    private long emptyAt;

    private boolean begun;
    private boolean held;
    private boolean told;
    private long heldSince;

    /**
     * A full bucket.
     *
     * @param rate lines a second, 0 for no limit
     * @param burst lines that pass at once, at least 1
     */
    RateLimit(int rate, int burst) {
        this.nanosPerLine = rate == 0 ? 0 : SECOND_NANOS / rate;
        this.burstNanos = nanosPerLine * Math.max(1, burst);
        this.restNanos = Math.min(SECOND_NANOS, burstNanos / 2);
    }

    /** Whether there is a limit at all. */
    boolean limits() {
        return nanosPerLine > 0;
    }

    /** Takes one line's token; returns how long the line has to wait for it, in nanoseconds, 0 for not at all. */
    long take(long now) {
        if (nanosPerLine == 0) {
            return 0;
        }
        if (!begun || now - emptyAt > burstNanos) {
            emptyAt = now - burstNanos;
            begun = true;
        }
        long credit = now - emptyAt;
        emptyAt += nanosPerLine;
        long wait = emptyAt - now;
        if (wait <= 0) {
            if (credit >= restNanos) {
                held = false;
                told = false;
            }
            return 0;
        }
        if (!held) {
            held = true;
            heldSince = now;
        }
        return wait;
    }

    /** Whether the member is to be told now that it is held back: once, while it goes on talking too fast. */
    boolean isToBeTold(long now) {
        if (told || !held || now - heldSince < PATIENCE_NANOS) {
            return false;
        }
        told = true;
        return true;
    }
}
