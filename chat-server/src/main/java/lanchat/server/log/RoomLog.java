package lanchat.server.log;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import lanchat.common.Event;
import lanchat.server.room.Proposal;
import org.jspecify.annotations.Nullable;

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

    /** Whether it is about to hand out more; a guess that waits for nothing. */
    boolean isBusy();

    /** The {@code seq} of the newest event handed out; 0 before the first. */
    long newest();

    /**
     * The {@code seq} of the newest event that is more than talk (neither said nor acted), or of a later one: who wants no
     * talk need not look at what is behind it. To be asked after {@link #newest()}, up to which it holds.
     */
    default long newestUnspoken() {
        return newest();
    }

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

    /** The place before the oldest event that can still be had, in memory or elsewhere. */
    long reachesBackTo();

    /**
     * What the log has of an event that somebody saw, who comes back and says its checksum.
     *
     * @throws IOException when what is kept can't be read
     */
    Memory recall(long seq, String sum) throws IOException;

    /** How a log remembers an event. */
    enum Memory {
        /** It has just this event, and so everything before it just as it was seen. */
        SAME,
        /** It has another one there, or none: it is not the log that was seen. */
        OTHER,
        /** It no longer reaches back that far. */
        GONE
    }

    /** How many bytes of lines are kept in memory; who follows from further back may be told to go. */
    long memoryBytes();

    /** How much there is of it, in a line for the host. Waits for nothing. */
    default String size() {
        return "newest event " + newest();
    }

    /** The {@link lanchat.common.Chain} up to this event, in hexadecimal; null where that is not known any more, or not yet. */
    default @Nullable String chainAt(long seq) {
        return null;
    }

    /** The newest event that the chain goes through. */
    default long chainedUpTo() {
        return newest();
    }

    /** Follows the log from any place it still has, in memory or elsewhere. To be closed by whoever follows. */
    default LogReader reader() {
        return this::after;
    }

    /**
     * Looks back for the newest events that match. One looks at a time, the others wait.
     *
     * @param most how many are wanted
     * @param maxBytes how many bytes of JSON lines are wanted at most
     * @throws IOException when what is kept can't be read
     * @throws InterruptedException when interrupted while waiting
     */
    default Past past(int most, int maxBytes, Predicate<Event> wanted) throws IOException, InterruptedException {
        return new Past(List.of(), true);
    }

    /**
     * What was found, oldest first.
     *
     * @param whole whether there is nothing more: all that is kept was looked through
     */
    record Past(List<Entry> entries, boolean whole) {}

    /** Has this told when the log's home gets into trouble or out of it. Must not block: the log waits for it. */
    default void onTrouble(Consumer<Trouble> told) {}

    /** Why nothing new is kept at present, for people to read; null while all is well. */
    default @Nullable String trouble() {
        return null;
    }

    /** Has this called, by the appending thread, each time something has been handed out. It must not block. */
    void onCommit(Runnable wake);

    /** Decides and keeps what is in the queue, hands it out and ends. What comes later is dropped. */
    void close();
}
