package lanchat.server.log;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import lanchat.common.Event;
import lanchat.common.Threads;
import lanchat.server.log.RoomLog.Past;
import lanchat.server.log.Store.Found;
import org.jspecify.annotations.Nullable;

/**
 * Looks back into the log, newest first: memory, then what the store keeps, so far and no further.
 *
 * <p>Any thread may ask; one look at a time, in the order they were asked for, since looking costs time and memory, and
 * nobody shall make the others pay much. It is done on a thread of its own, which ends when nobody asks: one virtual thread
 * that is busy for long would keep others from reading, for there may be only one thread of the system to run them all.
 */
final class History {
    /** How far one look goes back beyond memory. */
    static final long MAX_BYTES_LOOKED_AT = 64L * 1024 * 1024;

    private static final int AT_ONCE = 4096;
    private static final long KEPT_SECONDS = 10;

    private final LogWindow window;
    private final Store store;
    private final ThreadPoolExecutor looking = new ThreadPoolExecutor(
            1,
            1,
            KEPT_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> Threads.platform("history", task));

    History(LogWindow window, Store store) {
        this.window = window;
        this.store = store;
        looking.allowCoreThreadTimeOut(true);
    }

    Past past(int most, int maxBytes, Predicate<Event> wanted) throws IOException, InterruptedException {
        Future<Past> look;
        try {
            look = looking.submit(() -> new Look(most, maxBytes, wanted).back());
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            throw new IOException("nobody looks: the log is closed, or no thread could be had", noThread);
        }
        try {
            return look.get();
        } catch (InterruptedException hurry) {
            look.cancel(false); // Begun, it goes on: to interrupt it would close the journal's file.
            throw hurry;
        } catch (CancellationException closed) {
            throw new IOException("the log has been closed", closed);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            throw new IllegalStateException("a look back failed", failed.getCause());
        }
    }

    /** Nobody looks any more, and who waits for it is told so; only a look under way goes on to its end. */
    void close() {
        looking.shutdown();
        List<Runnable> waiting = new ArrayList<>();
        looking.getQueue().drainTo(waiting);
        for (Runnable look : waiting) {
            ((Future<?>) look).cancel(false); // All that is in the queue was submitted above.
        }
    }

    /** One look back. */
    private final class Look {
        private final int most;
        private final int maxBytes;
        private final Predicate<Event> wanted;
        private final ArrayDeque<Entry> found = new ArrayDeque<>();
        private int bytes;
        private boolean full;

        Look(int most, int maxBytes, Predicate<Event> wanted) {
            this.most = most;
            this.maxBytes = maxBytes;
            this.wanted = wanted;
        }

        Past back() throws IOException {
            long place = window.newest() + 1;
            List<Entry> piece = window.before(place, AT_ONCE);
            while (!full && !piece.isEmpty()) {
                place = piece.get(0).seq();
                addNewestFirst(piece);
                piece = window.before(place, AT_ONCE);
            }
            long left = MAX_BYTES_LOOKED_AT;
            @Nullable Found older = full ? null : store.before(place, most - found.size() + 1, wanted);
            while (older != null) {
                addNewestFirst(older.entries());
                left -= older.lookedAtBytes();
                if (full || left <= 0) {
                    return new Past(List.copyOf(found), false);
                }
                older = store.before(older.lookedBackTo(), most - found.size() + 1, wanted);
            }
            return new Past(List.copyOf(found), !full);
        }

        private void addNewestFirst(List<Entry> piece) {
            for (int i = piece.size() - 1; i >= 0 && !full; i--) {
                Entry entry = piece.get(i);
                if (wanted.test(entry.event())) {
                    full = found.size() == most || bytes + entry.json().length > maxBytes;
                    if (!full) {
                        found.addFirst(entry);
                        bytes += entry.json().length;
                    }
                }
            }
        }
    }
}
