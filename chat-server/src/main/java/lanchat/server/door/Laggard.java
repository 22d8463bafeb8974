package lanchat.server.door;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import lanchat.server.door.Feed.Pen;
import lanchat.server.log.BehindException;
import lanchat.server.log.LogReader;

/**
 * Follows the log for one member whose write blocked, on a thread of its own, until it has kept up again. Then the
 * member goes back to the walk; after its third time only when it has been quick for {@link #QUICK_NANOS}.
 *
 * <p>Runs on the thread that holds the member's pen. Only {@link #wake} is for other threads.
 */
final class Laggard implements Runnable {
    /** After so many hand-overs a member keeps a thread of its own until it has been quick for long. */
    static final int HAND_OVERS_BEFORE_STAYING = 3;

    /** How long such a member must have been quick. */
    static final long QUICK_NANOS = TimeUnit.MINUTES.toNanos(2);

    /** A write that takes longer was not quick. */
    private static final long SLOW_WRITE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Connection connection;
    private final Feed feed;
    private final Rebroadcaster rebroadcaster;
    private final LogReader log;
    private volatile boolean woken;
    private volatile Thread thread = Thread.currentThread();
    private long slowAt = System.nanoTime();

    Laggard(Connection connection, Rebroadcaster rebroadcaster) {
        this.connection = connection;
        this.feed = connection.feed();
        this.rebroadcaster = rebroadcaster;
        this.log = rebroadcaster.reader();
    }

    /** There may be something new: another round has gone out, or a letter has come. */
    void wake() {
        woken = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        slowAt = System.nanoTime();
        feed.setHandOvers(feed.handOvers() + 1);
        connection.setLaggard(this);
        rebroadcaster.stays(this);
        boolean following = true;
        while (following) {
            woken = false;
            following = follow();
        }
    }

    /** One step; false when the pen has been given away. */
    private boolean follow() {
        if (feed.ended() || connection.isBroken()) {
            leave();
            connection.takeBackPen(Pen.LAGGARD);
            return false;
        }
        Round round = next();
        byte[] owed = feed.owed(round);
        if (owed.length > 0 || feed.ended()) { // The end is written too.
            long before = System.nanoTime();
            connection.write(owed);
            long after = System.nanoTime();
            if (after - before > SLOW_WRITE_NANOS) {
                slowAt = after;
            }
        }
        feed.advance(round.to());
        if (owed.length == 0 && round.isEmpty() && !feed.ended() && !connection.isBroken()) {
            if (mayReturn()) {
                leave();
                feed.setPen(Pen.OFFERED);
                rebroadcaster.offer(connection);
                return false;
            }
            // Looked at the log and the outbox after "woken" was cleared: what comes later sets it again.
            if (!woken) {
                rebroadcaster.probe().at("laggard parks");
                LockSupport.parkNanos(this, QUICK_NANOS);
            }
        }
        return true;
    }

    private Round next() {
        try {
            return rebroadcaster.roundAfter(log, feed.cursor());
        } catch (BehindException e) {
            connection.letGo();
            return new Round(feed.cursor(), feed.cursor(), List.of(), 0);
        }
    }

    private boolean mayReturn() {
        if (feed.handOvers() < HAND_OVERS_BEFORE_STAYING) {
            return true;
        }
        if (System.nanoTime() - slowAt < QUICK_NANOS) {
            return false;
        }
        feed.setHandOvers(0);
        return true;
    }

    private void leave() {
        log.close();
        rebroadcaster.leaves(this);
        connection.setLaggard(null);
    }
}
