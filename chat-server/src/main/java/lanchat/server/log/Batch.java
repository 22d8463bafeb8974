package lanchat.server.log;

import java.util.List;
import lanchat.server.log.RoomLog.Proposed;
import lanchat.server.room.Aside;
import lanchat.server.room.Outcome;

/**
 * What was proposed together, decided and not yet safe.
 *
 * @param entries the events it led to
 * @param asides what is kept beside each of them
 * @param lines each of them as it is kept
 * @param steps the decisions, in their order
 */
record Batch(List<Entry> entries, List<Aside> asides, List<byte[]> lines, List<Step> steps) {
    /**
     * One decision.
     *
     * @param after the {@code seq} after it
     * @param entriesBefore how many of the batch's events come before it
     */
    record Step(Proposed proposed, Outcome outcome, long after, int entriesBefore) {}
}
