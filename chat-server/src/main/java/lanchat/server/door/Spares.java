package lanchat.server.door;

import java.util.ArrayDeque;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import lanchat.common.Threads;
import org.jspecify.annotations.Nullable;

/**
 * Threads for the walk and for laggards, one of them always ready: work is never handed over to a thread that may
 * turn out not to exist.
 *
 * <p>Owns its threads. Any thread may call. Its monitor guards the list of idle threads.
 */
final class Spares {
    private final Probe probe;
    private final ArrayDeque<Spare> idle = new ArrayDeque<>();
    private boolean stopped;
    private int started;

    Spares(Probe probe) {
        this.probe = probe;
    }

    /** Has a thread ready, if one can be made. */
    synchronized boolean ready() {
        if (idle.isEmpty() && !stopped) {
            Spare spare = start();
            if (spare != null) {
                idle.add(spare);
            }
        }
        return !idle.isEmpty();
    }

    /** Gives the work to a thread; false when there is none and none can be made. */
    boolean run(Runnable work) {
        Spare spare;
        synchronized (this) {
            if (!ready()) {
                return false;
            }
            spare = idle.remove();
        }
        spare.work.add(work);
        ready();
        return true;
    }

    /** Ends idle threads now, and busy ones when their work ends. */
    synchronized void stop() {
        stopped = true;
        for (Spare spare : idle) {
            spare.work.add(spare::end);
        }
        idle.clear();
    }

    private @Nullable Spare start() {
        Spare spare = new Spare();
        try {
            probe.at("thread");
            Threads.platform("rebroadcaster " + ++started, spare).start();
            return spare;
        } catch (OutOfMemoryError noThread) {
            // The system gives no further thread. The caller says what then: a stuck member's socket is closed.
            return null;
        }
    }

    /** True when the thread is to wait for more work, false when it is to end. */
    private synchronized boolean keep(Spare spare) {
        if (stopped || !idle.isEmpty()) {
            return false;
        }
        idle.add(spare);
        return true;
    }

    private final class Spare implements Runnable {
        private final BlockingQueue<Runnable> work = new ArrayBlockingQueue<>(1);
        private boolean ended;

        private void end() {
            ended = true;
        }

        @Override
        public void run() {
            try {
                do {
                    work.take().run();
                } while (!ended && keep(this));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // Nobody interrupts these threads: ending is all there is to do.
            }
        }
    }
}
