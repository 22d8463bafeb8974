package lanchat.server.log;

import java.util.List;
import lanchat.server.room.Proposal;

/**
 * The room's log: takes proposals, decides them in one order on its one appending thread, keeps what happened, and
 * only then hands it out.
 *
 * <p>All methods may be called by any thread.
 */
public interface RoomLog {
    /** A proposal and where it came from. */
    record Proposed(Proposal proposal, Proposer by) {}

    /** The room's random id for life. */
    String room();

    /**
     * Puts proposals into the queue, in this order. Waits while too much is undecided: that is how fast talkers are
     * slowed down. Once the log has been closed, what comes is dropped.
     *
     * @throws InterruptedException when interrupted while waiting
     */
    void propose(List<Proposed> proposals) throws InterruptedException;

    /** Like {@link #propose}, for the few that must never wait (somebody has gone). */
    void proposeAtOnce(Proposed proposal);

    /** The {@code seq} of the newest event handed out; 0 before the first. */
    long newest();

    /**
     * The events after {@code seq}, oldest first, at most {@code maxBytes} of them but at least one if there is one.
     *
     * @throws BehindException when the log no longer reaches back that far
     */
    List<Entry> after(long seq, int maxBytes) throws BehindException;

    /**
     * How many bytes of JSON lines follow {@code seq}.
     *
     * @throws BehindException when the log no longer reaches back that far
     */
    long bytesAfter(long seq) throws BehindException;

    /** How many bytes of lines are kept in memory; who follows from further back may be told to go. */
    long memoryBytes();

    /** Has this called, by the appending thread, each time something has been handed out. It must not block. */
    void onCommit(Runnable wake);

    /** Decides and keeps what is in the queue, hands it out and ends. What comes later is dropped. */
    void close();
}
