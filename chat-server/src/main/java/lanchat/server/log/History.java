package lanchat.server.log;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import lanchat.common.Event;
import lanchat.server.log.RoomLog.Past;
import lanchat.server.log.Store.Found;
import org.jspecify.annotations.Nullable;

/**
 * Looks back into the log, newest first: memory, then what the store keeps, so far and no further.
 *
 * <p>Any thread may look; one at a time, for looking costs time and memory, and nobody shall make the others pay much.
 */
final class History {
    /** How far one look goes back beyond memory. */
    static final long MAX_BYTES_LOOKED_AT = 64L * 1024 * 1024;

    private static final int AT_ONCE = 4096;

    private final LogWindow window;
    private final Store store;
    private final ReentrantLock looking = new ReentrantLock(true);

    History(LogWindow window, Store store) {
        this.window = window;
        this.store = store;
    }

    Past past(int most, int maxBytes, Predicate<Event> wanted) throws IOException, InterruptedException {
        looking.lockInterruptibly();
        try {
            return new Look(most, maxBytes, wanted).back();
        } finally {
            looking.unlock();
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
