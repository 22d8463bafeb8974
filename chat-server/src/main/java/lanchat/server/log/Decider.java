package lanchat.server.log;

import java.util.ArrayList;
import java.util.List;
import lanchat.common.Event;
import lanchat.common.Json;
import lanchat.server.log.Batch.Step;
import lanchat.server.log.RoomLog.Proposed;
import lanchat.server.room.Aside;
import lanchat.server.room.Outcome;
import lanchat.server.room.Proposal;
import lanchat.server.room.Room;

/**
 * Asks the room, and keeps two of it: one ahead, which has decided what may not be safe yet, and one that has only what
 * is safe, to go back to.
 *
 * <p>Belongs to the appending thread.
 */
final class Decider {
    private final Room ahead;
    private final Room safe;
    private final Checksum checksum;
    private String safeSum;
    private long bytes;
    private long safeBytes;
    private long spoken;
    private long safeSpoken;

    /**
     * Goes on from this place.
     *
     * @param room in the state of that place, and from now on this decider's own
     * @param twin as empty as {@code room} was in the beginning
     */
    Decider(Room room, Room twin, byte[] salt, LogState at) {
        this.ahead = room;
        this.safe = twin;
        this.checksum = new Checksum(salt);
        this.safeSum = at.sum();
        this.safeBytes = at.bytes();
        this.safeSpoken = at.spoken();
        twin.restore(room.state());
        takeBack();
    }

    /** The log up to the newest event that is safe. */
    LogState safe() {
        return new LogState(safe.state(), safeSum, safeBytes, safeSpoken);
    }

    /** What this proposal would lead to, if it came right after what is safe. Changes nothing. */
    Outcome ask(Proposal proposal) {
        return safe.decide(proposal);
    }

    /** Decides proposals in their order. */
    Batch decide(List<Proposed> proposals) {
        Batch batch = new Batch(
                new ArrayList<>(proposals.size()),
                new ArrayList<>(proposals.size()),
                new ArrayList<>(proposals.size()),
                new ArrayList<>());
        for (Proposed proposed : proposals) {
            Outcome outcome = ahead.decide(proposed.proposal());
            int before = batch.entries().size();
            if (outcome instanceof Outcome.Happened happened) {
                take(happened.event(), outcome.aside(), batch);
                if (!(proposed.proposal() instanceof Proposal.Leave)) {
                    continue; // The event itself is the answer.
                }
            } else if (outcome instanceof Outcome.Admitted admitted) {
                take(admitted.event(), outcome.aside(), batch);
            }
            batch.steps().add(new Step(proposed, outcome, ahead.seq(), before));
        }
        return batch;
    }

    /** The batch decided last is safe. */
    void keep(Batch batch) {
        for (int i = 0; i < batch.entries().size(); i++) {
            safe.apply(batch.entries().get(i).event(), batch.asides().get(i));
        }
        safeSum = checksum.last();
        safeBytes = bytes;
        safeSpoken = spoken;
    }

    /** The batch decided last has not happened. */
    void takeBack() {
        ahead.restore(safe.state());
        checksum.goTo(safeSum);
        bytes = safeBytes;
        spoken = safeSpoken;
    }

    private void take(Event event, Aside aside, Batch batch) {
        byte[] line = checksum.line(Json.bytes(event), Fields.of(aside));
        ahead.apply(event, aside);
        byte[] shown = aside.isEmpty() ? line : LogLine.shown(line);
        bytes += shown.length;
        spoken += isSpoken(event) ? 1 : 0;
        batch.entries().add(new Entry(event, shown, ahead.size(), bytes));
        batch.asides().add(aside);
        batch.lines().add(line);
    }

    /** Whether newcomers are shown it among the recent lines. */
    static boolean isSpoken(Event event) {
        return event instanceof Event.Said || event instanceof Event.Acted;
    }
}
