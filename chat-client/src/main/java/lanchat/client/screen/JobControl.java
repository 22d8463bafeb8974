package lanchat.client.screen;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jline.utils.Signals;

/**
 * Ctrl-Z and {@code fg}: what is to be done before this process stops, and after it goes on. Does nothing on systems
 * without such signals. Signals come on threads of their own.
 */
final class JobControl {
    private static final String STOP = "TSTP";
    private static final String GO_ON = "CONT";
    private static final long STOPPING_MILLIS = 1_000;

    private final Consumer<Runnable> suspend;
    private final Runnable resume;
    private final Semaphore continued = new Semaphore(0);
    private volatile boolean stopping;

    /**
     * Waits for signals from {@link #begin} on.
     *
     * @param suspend prepares for being stopped, runs what it is given, which stops the process, and undoes what it did
     * @param resume what is to be done after a stop nobody could prepare for (SIGSTOP)
     */
    JobControl(Consumer<Runnable> suspend, Runnable resume) {
        this.suspend = suspend;
        this.resume = resume;
    }

    void begin() {
        Signals.register(STOP, this::asked);
        Signals.register(GO_ON, this::goesOn);
    }

    private void asked() {
        suspend.accept(this::stop);
    }

    /**
     * Stops the process as the system does by itself, so that a process that nobody could continue is not stopped. A JVM
     * cannot send itself a signal it does not handle, so that a shell has to. Returns when the process goes on.
     */
    private void stop() {
        String self = Long.toString(ProcessHandle.current().pid());
        continued.drainPermits();
        stopping = true;
        Signals.registerDefault(STOP);
        try {
            new ProcessBuilder("sh", "-c", "kill -s " + STOP + " " + self).start();
            // The signal may take a moment to stop all threads; and where nothing stops, nothing will continue it.
            continued.tryAcquire(STOPPING_MILLIS, TimeUnit.MILLISECONDS);
        } catch (IOException noShell) {
            // Then it cannot be stopped, and goes on.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stopping = false;
            Signals.register(STOP, this::asked);
        }
    }

    private void goesOn() {
        boolean prepared = stopping;
        continued.release();
        if (!prepared) {
            resume.run();
        }
    }
}
