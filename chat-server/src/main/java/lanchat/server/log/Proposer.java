package lanchat.server.log;

import java.util.List;
import lanchat.server.room.Outcome;
import lanchat.server.room.Proposal;

/** Where a proposal came from, to be told what became of it. */
@FunctionalInterface
public interface Proposer {
    /** For those who do not wait for an answer. */
    Proposer NOBODY = decision -> {};

    /**
     * Takes the answer to anything but an accepted line (whose event is its answer). Called by the appending thread
     * once the outcome is safe: it must not block. Events up to {@link Decision#after} may not have been handed out
     * yet.
     */
    void decided(Decision decision);

    /** Grows from connection to connection, in the order in which they were made; 0 where there is none. */
    default long madeAs() {
        return 0;
    }

    /**
     * What became of a proposal.
     *
     * @param after the {@code seq} of the event that it, or the last decision before it, led to: the answer's place
     * @param recent for somebody who comes in: the recent lines said and acted before, oldest first
     */
    record Decision(long after, Proposal proposal, Outcome outcome, List<Entry> recent) {}
}
