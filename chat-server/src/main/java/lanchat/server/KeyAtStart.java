package lanchat.server;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import lanchat.common.KeyProblem;
import lanchat.common.OwnKey;
import lanchat.common.RefusedException;
import lanchat.common.Threads;

/**
 * Gets the server's key on a thread of its own, beside the rest of the start: reading it takes a moment, and making it,
 * once, a second.
 */
final class KeyAtStart {
    private final List<String> remarks = new CopyOnWriteArrayList<>();
    private final FutureTask<OwnKey> work;

    /** Begins at once. */
    KeyAtStart(KeepingOptions keeping) {
        work = new FutureTask<>(() -> keeping.key(remarks::add));
        Threads.platform("server key", work).start();
    }

    /**
     * The key, once it is there.
     *
     * @throws KeyProblem when there is no key that can be used
     * @throws RefusedException when there is no place for it ({@code no_home})
     */
    OwnKey await() throws KeyProblem, RefusedException, InterruptedException {
        try {
            return work.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KeyProblem unusable) {
                throw unusable;
            } else if (e.getCause() instanceof RefusedException refused) {
                throw refused;
            }
            throw new IllegalStateException("getting the key failed", e.getCause());
        }
    }

    /** What was found that the host should know, in sentences; after {@link #await}. */
    List<String> remarks() {
        return List.copyOf(remarks);
    }
}
