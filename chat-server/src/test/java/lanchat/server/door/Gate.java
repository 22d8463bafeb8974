package lanchat.server.door;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import lanchat.server.Patience;

/**
 * Holds up the first who comes to one place after it was shut, until it is opened. It waits by its monitor: whoever is
 * held up may be about to park, and a lock or latch could take the permit that is to wake it.
 */
final class Gate implements Probe {
    private final String place;
    private boolean shut;
    private boolean holding;

    Gate(String place) {
        this.place = place;
    }

    @Override
    public synchronized void at(String passed) {
        if (!shut || holding || !passed.equals(place)) {
            return;
        }
        holding = true;
        notifyAll();
        try {
            while (shut) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized void shut() {
        shut = true;
    }

    /** Waits until somebody is held up. */
    synchronized void awaitSomebody() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Patience.HANG_SECONDS);
        while (!holding) {
            assertTrue(System.nanoTime() < deadline, () -> "nobody came to the gate: " + place);
            wait(1_000);
        }
    }

    synchronized void open() {
        shut = false;
        holding = false;
        notifyAll();
    }
}
