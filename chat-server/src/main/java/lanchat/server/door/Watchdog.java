package lanchat.server.door;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.locks.LockSupport;
import lanchat.common.Threads;
import org.jspecify.annotations.Nullable;

/**
 * Sees writes of the walk that block, since Java's writes have no time-out. Blocked writes may take {@link
 * #BUDGET_NANOS} of a round together; the one that uses it up, and after it each one that blocks for {@link
 * #STRICT_NANOS}, is reported.
 *
 * <p>What counts is time spent in writes that block, not the length of the round: a round down a long list of quick
 * readers may take as long as it needs.
 *
 * <p>Its thread looks while rounds go on, and sleeps when there have been none for a while; the walk wakes it then.
 * {@code idle} and {@code inRound} are each written by one side before it reads the other, so one of them notices.
 */
final class Watchdog {
    /** What blocked writes may take of one round. */
    static final long BUDGET_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** How long a write may block once the budget is spent. */
    static final long STRICT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long STRICT_LOOK_NANOS = STRICT_NANOS / 2;
    private static final int LOOKS_BEFORE_SLEEP = 20;

    private static final AtomicLongFieldUpdater<Watchdog> PROGRESS =
            AtomicLongFieldUpdater.newUpdater(Watchdog.class, "progress");

    private static final AtomicReferenceFieldUpdater<Watchdog, @Nullable Connection> WRITING =
            AtomicReferenceFieldUpdater.newUpdater(Watchdog.class, Connection.class, "writing");

    private final Blocked blocked;
    private final Thread thread = Threads.platform("watchdog", this::watch);

    private volatile boolean idle;
    private volatile boolean inRound;
    private volatile boolean stopped;
    private volatile @Nullable Connection writing;
    /** Grows with each round and each write. Written by whoever walks. */
    private volatile long progress;
    /** The {@code progress} with which the round began. */
    private volatile long roundBegan;

    /** Told of a write that blocks for too long, again and again while it does. */
    @FunctionalInterface
    interface Blocked {
        /**
         * This one's write blocks; it may just have ended.
         *
         * @param nanos for how long it has since the first report of it, which says 0
         */
        void by(Connection connection, long nanos);
    }

    /** Reports each write that blocks for too long. */
    Watchdog(Blocked blocked) {
        this.blocked = blocked;
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // One thread walks at a time.
    void roundBegins() {
        roundBegan = ++progress;
        writing = null;
        inRound = true;
        if (idle) {
            LockSupport.unpark(thread);
        }
    }

    /** For each write of each round, hence without a full fence: its thread sees it soon, and in this order. */
    void writeBegins(Connection connection) {
        PROGRESS.lazySet(this, progress + 1);
        WRITING.lazySet(this, connection);
    }

    void roundEnds() {
        inRound = false;
    }

    private void watch() {
        long seen = -1;
        long seenRound = -1;
        long spent = 0;
        long reported = -1;
        long held = 0;
        long before = System.nanoTime();
        int quiet = 0;
        while (!stopped) {
            long now = System.nanoTime();
            // A pause of this thread itself (the whole JVM stood still) says nothing about the write.
            long elapsed = Math.min(now - before, 2 * LOOK_NANOS);
            before = now;
            if (!inRound) {
                seen = -1;
                if (++quiet >= LOOKS_BEFORE_SLEEP) {
                    idle = true;
                    if (!inRound && !stopped) {
                        LockSupport.park(this);
                    }
                    idle = false;
                    quiet = 0;
                    before = System.nanoTime();
                }
                LockSupport.parkNanos(this, LOOK_NANOS);
                continue;
            }
            quiet = 0;
            if (roundBegan != seenRound) {
                seenRound = roundBegan;
                spent = 0;
            }
            // In this order, the other way round than they are written: a write just begun is not taken for an old one.
            Connection current = writing;
            long reached = progress;
            held = reached == reported ? held + elapsed : 0;
            if (reached == seen && current != null) {
                // The same write as at the last look: all the time between was spent in it.
                boolean strict = spent >= BUDGET_NANOS;
                spent += elapsed;
                if (spent >= BUDGET_NANOS && (!strict || elapsed >= STRICT_LOOK_NANOS)) {
                    blocked.by(current, held);
                    reported = reached;
                    seen = -1;
                }
            } else {
                seen = reached;
            }
            LockSupport.parkNanos(this, spent >= BUDGET_NANOS ? STRICT_LOOK_NANOS : LOOK_NANOS);
        }
    }
}
