package lanchat.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for what must come in the end. The deadline tells a hang from an answer; it says nothing about speed. */
public final class Patience {
    /** After so long nothing more will come. Shorter than any time after which the server looks again by itself. */
    public static final long HANG_SECONDS = 60;

    private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private Patience() {}

    /** Returns once the condition holds; fails when it never does. */
    public static void until(Supplier<String> what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(HANG_SECONDS);
        while (!condition.call()) {
            assertTrue(System.nanoTime() < deadline, () -> "it never came to pass that " + what.get());
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** As above. */
    public static void until(String what, Callable<Boolean> condition) throws Exception {
        until(() -> what, condition);
    }

    /** Waits until this thread ends. */
    public static void untilEnded(Thread thread) throws InterruptedException {
        thread.join(TimeUnit.SECONDS.toMillis(HANG_SECONDS));
        assertTrue(!thread.isAlive(), () -> thread + " did not end");
    }
}
