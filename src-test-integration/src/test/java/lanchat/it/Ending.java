package lanchat.it;

import java.util.concurrent.TimeUnit;

/** Waiting for the end of a test's own threads, where that must not fail half-way. */
final class Ending {
    private Ending() {}

    /** Whether the thread ends, as long as one waits that has not hung. */
    static boolean of(Thread thread) {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(Transcript.HANG_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
