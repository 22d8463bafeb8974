package lanchat.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What was said and has not been brought yet, taken by one thread in batches as large as may be: those who answer a batch
 * are waited for, as ours does it, until as many lines have come as the last one had.
 *
 * @param <T> something somebody has said
 */
final class Gathered<T> {
    private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private List<T> waiting = new ArrayList<>();
    private int lines;
    private int wanted = 1;
    private int taken;

    /** Adds something of so many lines. By any thread. */
    synchronized void add(T said, int itsLines) {
        waiting.add(said);
        lines += itsLines;
        if (lines >= wanted) {
            notifyAll();
        }
    }

    /**
     * All that waits; there is something.
     *
     * @param lastNanos how long it took to bring what was taken before
     */
    synchronized List<T> take(long lastNanos) throws InterruptedException {
        long until = System.nanoTime() + Math.min(2 * lastNanos, LONGEST_WAIT_NANOS);
        wanted = taken;
        long left = until - System.nanoTime();
        while (lines < wanted && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = until - System.nanoTime();
        }
        wanted = 1;
        while (lines == 0) {
            wait();
        }
        List<T> all = waiting;
        waiting = new ArrayList<>();
        taken = lines;
        lines = 0;
        return all;
    }
}
