package lanchat.server.log;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import lanchat.server.log.RoomLog.Proposed;
import lanchat.server.room.Proposal;

/**
 * What has been proposed and not been decided, in the order it came, bounded by its weight in bytes.
 *
 * <p>Any thread puts, the appending thread takes. Its lock guards all fields and is never held across anything that
 * blocks but its own conditions.
 */
final class Inbox {
    /** Readers wait once this much is undecided, or less where there is less memory. */
    static final long MAX_WEIGHT_BYTES = 4 * 1024 * 1024;

    private static final long WEIGHT_OF_ANY = 160;

    /** A shorter wait is likely to be over before those who answer are there, and would cost a waking and not save one. */
    private static final long WORTH_WAITING_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private final long maxWeight;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition drained = lock.newCondition();
    private List<Proposed> waiting = new ArrayList<>();
    private long weight;
    /** Weight of what has been taken and put back on hold. */
    private long held;

    /** How many the taker waits for; 0 when any will do. */
    private int expected;

    /** When the first of those that wait came: a {@link System#nanoTime} reading. */
    private long firstNanos;

    private boolean closed;

    /** Whether the taker waits, and nothing is here for it. Written under the lock. */
    private volatile boolean idle;

    /** Holds so many bytes of proposals, roughly, before those who bring more wait. */
    Inbox(long maxWeight) {
        this.maxWeight = maxWeight;
    }

    /** Adds these, once there is room; drops them when closed. */
    void put(List<Proposed> proposals) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (weight + held > maxWeight && !closed) {
                drained.await();
            }
            add(proposals);
        } finally {
            lock.unlock();
        }
    }

    /** Adds this without waiting; drops it when closed. */
    void putAtOnce(Proposed proposal) {
        lock.lock();
        try {
            add(List.of(proposal));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes all there is, waiting for something, and from then on for so many, but no longer than this; empty only when
     * closed and nothing is left.
     */
    List<Proposed> takeAll(int wanted, long nanos) {
        lock.lock();
        try {
            boolean nothing = waiting.isEmpty();
            idle = nothing;
            if (nothing && nanos >= WORTH_WAITING_NANOS) {
                awaitCount(wanted, nanos); // They are on their way: one waking for all of them, and none for the first.
            }
            while (waiting.isEmpty() && !closed) {
                idle = true;
                filled.awaitUninterruptibly();
            }
            idle = false;
            awaitCount(wanted, nothing ? nanos - (System.nanoTime() - firstNanos) : nanos);
            List<Proposed> all = waiting;
            waiting = new ArrayList<>();
            if (weight > maxWeight) {
                drained.signalAll();
            }
            weight = 0;
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there are so many or no room for more, but no longer than this. */
    private void awaitCount(int many, long nanos) {
        expected = many;
        try {
            long left = nanos;
            while (!hasAsExpected() && !closed && left > 0) {
                left = filled.awaitNanos(left);
            }
        } catch (InterruptedException nobodyDoes) {
            throw new IllegalStateException("the appending thread is never interrupted", nobodyDoes);
        } finally {
            expected = 0;
        }
    }

    /** What was taken could not be kept: it weighs on, until it is {@link #release}d. */
    void hold(List<Proposed> taken) {
        lock.lock();
        try {
            for (Proposed proposed : taken) {
                held += weigh(proposed.proposal());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes what there is to the rest on hold, waiting for something no longer than this. */
    List<Proposed> takeToHold(long nanos) {
        lock.lock();
        try {
            awaitCount(1, nanos);
            List<Proposed> all = waiting;
            waiting = new ArrayList<>();
            held += weight;
            weight = 0;
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** What was on hold has been decided. */
    void release() {
        lock.lock();
        try {
            held = 0;
            drained.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether all that was put here has been dealt with, so that the taker waits. */
    boolean isIdle() {
        return idle;
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Lets nothing more in; what is here can still be taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            filled.signalAll();
            drained.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void add(List<Proposed> proposals) {
        if (closed) {
            return;
        }
        if (waiting.isEmpty()) {
            idle = false;
            firstNanos = System.nanoTime();
            if (expected == 0) {
                filled.signal();
            }
        }
        for (Proposed proposed : proposals) {
            waiting.add(proposed);
            weight += weigh(proposed.proposal());
        }
        if (expected > 0 && hasAsExpected()) {
            filled.signal();
        }
    }

    /** Whether there is as much as is waited for, or as there will ever be: it is full. */
    private boolean hasAsExpected() {
        return waiting.size() >= expected || weight > maxWeight;
    }

    private static long weigh(Proposal proposal) {
        if (proposal instanceof Proposal.Say say) {
            return WEIGHT_OF_ANY + say.text().length();
        } else if (proposal instanceof Proposal.Act act) {
            return WEIGHT_OF_ANY + act.text().length();
        } else if (proposal instanceof Proposal.Whisper whisper) {
            return WEIGHT_OF_ANY + whisper.text().length();
        } else if (proposal instanceof Proposal.Rule rule) {
            return WEIGHT_OF_ANY + rule.rule().length() + rule.text().length();
        }
        return WEIGHT_OF_ANY;
    }
}
