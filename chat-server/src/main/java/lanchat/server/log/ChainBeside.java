package lanchat.server.log;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import lanchat.common.Chains;
import lanchat.common.Threads;

/**
 * Goes through the digests of what a start reads on a thread of its own: a fifth of what a start with many lines takes
 * else. Where little is read there is no such thread.
 *
 * <p>Owns that thread; to be closed. For one thread.
 */
final class ChainBeside implements AutoCloseable {
    /** A start that reads less has its digests sooner than another thread would. */
    static final int ENTRIES_AT_ONCE = 2048;

    private final Chains chains;
    private final ExecutorService digests =
            Executors.newSingleThreadExecutor(task -> Threads.platform("journal digests", task));
    private CompletableFuture<Void> taken = CompletableFuture.completedFuture(null);
    private List<Entry> waiting = new ArrayList<>();

    /** Goes on with these, which nobody else uses before {@link #chains}. */
    ChainBeside(Chains chains) {
        this.chains = chains;
    }

    /** The next entry. */
    void take(Entry entry) {
        waiting.add(entry);
        if (waiting.size() == ENTRIES_AT_ONCE) {
            List<Entry> together = waiting;
            waiting = new ArrayList<>();
            taken = taken.thenRunAsync(() -> takeAll(together), digests);
        }
    }

    /** The digests up to the last entry, once they are there. */
    Chains chains() {
        taken.join();
        takeAll(waiting);
        waiting.clear();
        return chains;
    }

    private void takeAll(List<Entry> entries) {
        for (Entry entry : entries) {
            chains.take(entry.event(), entry.json(), LogLine.shownBody(entry.json()));
        }
    }

    @Override
    public void close() {
        digests.shutdownNow();
    }
}
