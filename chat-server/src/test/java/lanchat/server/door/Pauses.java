package lanchat.server.door;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Holds threads up where work changes hands: mostly not, often for a moment, now and then for longer than a write may
 * block. Counts who came by, so that a proof can say it has proved something.
 */
final class Pauses implements Probe {
    private static final long MOMENT_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long WHILE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long LONG_NANOS = Watchdog.BUDGET_NANOS + TimeUnit.MILLISECONDS.toNanos(15);

    private final Map<String, AtomicLong> passed = new ConcurrentHashMap<>();
    private final SplittableRandom dice;

    Pauses(long seed) {
        this.dice = new SplittableRandom(seed);
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // Not relied on: one of many ways to time threads differently.
    public void at(String place) {
        passed.computeIfAbsent(place, name -> new AtomicLong()).incrementAndGet();
        int chance;
        double share;
        synchronized (dice) {
            chance = dice.nextInt(1_000);
            share = dice.nextDouble();
        }
        if (chance < (place.startsWith("writ") ? 15 : 3)) {
            pause(place, (long) (share * LONG_NANOS));
        } else if (chance < 30) {
            pause(place, (long) (share * WHILE_NANOS));
        } else if (chance < 200) {
            pause(place, (long) (share * MOMENT_NANOS));
        } else if (chance < 300) {
            Thread.yield();
        }
    }

    /** How often threads came by this place. */
    long passed(String place) {
        AtomicLong count = passed.get(place);
        return count == null ? 0 : count.get();
    }

    @Override
    public String toString() {
        return new TreeMap<>(passed).toString();
    }

    /**
     * While somebody looks at the log, by parking: whatever is called there may park, and take the permit of a wake-up
     * that came meanwhile. Elsewhere not by parking, for whoever has looked may rely on that permit.
     */
    private static void pause(String place, long nanos) {
        long until = System.nanoTime() + nanos;
        if (place.endsWith("look")) {
            for (long left = nanos; left > 0; left = until - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        } else if (nanos < MOMENT_NANOS) {
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
        } else {
            try {
                TimeUnit.NANOSECONDS.sleep(nanos);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
