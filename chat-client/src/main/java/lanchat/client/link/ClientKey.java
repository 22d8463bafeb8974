package lanchat.client.link;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import lanchat.common.KeyFile;
import lanchat.common.KeyOwner;
import lanchat.common.KeyProblem;
import lanchat.common.Keytool;
import lanchat.common.OwnKey;
import lanchat.common.Threads;
import org.jspecify.annotations.Nullable;

/**
 * The key that this client shows, so that names belong to whoever sits in front of it. Read from its home, and made there
 * at the very first start, which takes about a second. Without a home that can be used there is none, and only that is
 * wrong. Any thread may call.
 */
final class ClientKey {
    private static final String NOT_YOURS =
            "So your name here is not your own: once you have left, anybody can take it.";

    /** What became of it: the key, and what its owner should know, in sentences. */
    private record Found(@Nullable OwnKey key, List<String> sentences) {}

    private final FutureTask<Found> work;

    /** Kept in this directory; null where there is none. */
    ClientKey(@Nullable Path directory, Keytool keytool) {
        this.work = new FutureTask<>(() -> find(directory, keytool));
    }

    /** Begins to read or make it, on a thread of its own. Returns at once. */
    void begin() {
        Threads.platform("own key", work).start();
    }

    /** The key; null where there is none. Waits for it. */
    @Nullable
    OwnKey await() throws InterruptedException {
        return found().key();
    }

    /** What its owner should know of it. Waits for it. */
    List<String> sentences() throws InterruptedException {
        return found().sentences();
    }

    private Found found() throws InterruptedException {
        work.run(); // Does nothing where it has been run, or is being run.
        try {
            return work.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("getting the key failed", e.getCause());
        }
    }

    private static Found find(@Nullable Path directory, Keytool keytool) {
        if (directory == null) {
            return new Found(null, List.of("There is no home to keep a key in. " + NOT_YOURS));
        }
        try {
            KeyFile file = new KeyFile(KeyOwner.CLIENT, directory, keytool);
            OwnKey key = file.open();
            return new Found(key, file.remarks());
        } catch (KeyProblem unusable) {
            return new Found(null, List.of(unusable.sentence() + " " + NOT_YOURS));
        }
    }
}
