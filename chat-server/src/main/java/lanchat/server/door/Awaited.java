package lanchat.server.door;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lanchat.server.log.Proposer.Decision;
import org.jspecify.annotations.Nullable;

/** A decision that one thread waits for, and another brings. */
final class Awaited {
    private final CountDownLatch here = new CountDownLatch(1);
    private volatile @Nullable Decision decision;

    /** Brings it, once. */
    void bring(Decision decided) {
        decision = decided;
        here.countDown();
    }

    /** Waits for it, but no longer than so many milliseconds: null then. */
    @Nullable
    Decision await(long millis) throws InterruptedException {
        return here.await(millis, TimeUnit.MILLISECONDS) ? decision : null;
    }
}
