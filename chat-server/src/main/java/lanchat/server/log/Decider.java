package lanchat.server.log;

import java.util.ArrayList;
import java.util.List;
import lanchat.common.Chains;
import lanchat.common.Event;
import lanchat.common.Refusal;
import lanchat.server.log.Batch.Step;
import lanchat.server.log.RoomLog.Proposed;
import lanchat.server.room.Aside;
import lanchat.server.room.Member;
import lanchat.server.room.Outcome;
import lanchat.server.room.Proposal;
import lanchat.server.room.Room;

/**
 * Asks the room, and keeps two of it: one ahead, which has decided what may not be safe yet, and one that has only what
 * is safe, to go back to. Knows which connections are heard.
 *
 * <p>Belongs to the appending thread.
 */
final class Decider {
    private static final Refusal OVERTAKEN =
            new Refusal("overtaken", "This session has come in over a newer connection meanwhile.");

    private final Room ahead;
    private final Room safe;
    private final Checksum checksum;
    private final Links links = new Links();
    private final Chains chains;
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
     * @param chains at this place, told of every event that is safe
     */
    Decider(Room room, Room twin, byte[] salt, LogState at, Chains chains) {
        this.ahead = room;
        this.chains = chains;
        this.safe = twin;
        this.checksum = new Checksum(salt);
        this.safeSum = at.sum();
        this.safeBytes = at.bytes();
        this.safeSpoken = at.spoken();
        twin.restore(room.state());
        takeBack();
        for (Member member : room.state().members()) {
            if (member.canComeBack()) {
                // Its connection has ended with the server that was here before.
                links.breakOff(member.session(), Proposer.NOBODY);
            }
        }
        links.keep();
    }

    /** The log up to the newest event that is safe. */
    LogState safe() {
        return new LogState(safe.state(), safeSum, safeBytes, safeSpoken, chains.digest());
    }

    /** Lines said and acted up to the newest event that is safe. */
    long spoken() {
        return safeSpoken;
    }

    /** What this proposal would lead to, if it came right after what is safe. Changes nothing. */
    Outcome ask(Proposed proposed) {
        return outcome(proposed, safe);
    }

    /** The answers to a proposal that leads to no event, if it came right after what is safe. */
    List<Step> answer(Proposed proposed) {
        List<Step> steps = new ArrayList<>(2);
        settle(proposed, outcome(proposed, safe), safe.seq(), 0, steps);
        links.keep();
        return steps;
    }

    /** Decides proposals in their order. */
    Batch decide(List<Proposed> proposals) {
        Batch batch = new Batch(
                new ArrayList<>(proposals.size()),
                new ArrayList<>(proposals.size()),
                new ArrayList<>(proposals.size()),
                new ArrayList<>());
        for (Proposed proposed : proposals) {
            Outcome outcome = outcome(proposed, ahead);
            int before = batch.entries().size();
            if (outcome instanceof Outcome.Happened happened) {
                take(happened.event(), outcome.aside(), batch);
                if (!(proposed.proposal() instanceof Proposal.Leave) && happened.remark() == null) {
                    continue; // The event itself is the answer.
                }
            } else if (outcome instanceof Outcome.Admitted admitted) {
                take(admitted.event(), outcome.aside(), batch);
            } else if (outcome instanceof Outcome.Ruled ruled) {
                take(ruled.event(), outcome.aside(), batch);
                ruled.left().forEach(left -> take(left, Aside.NONE, batch));
            }
            settle(proposed, outcome, ahead.seq(), before, batch.steps());
        }
        return batch;
    }

    private Outcome outcome(Proposed proposed, Room room) {
        Proposal proposal = proposed.proposal();
        if (!(proposal instanceof Proposal.Join) && !links.hears(proposal.session(), proposed.by())) {
            return new Outcome.Nothing();
        }
        Outcome outcome = room.decide(proposal);
        if (outcome instanceof Outcome.Resumed resumed
                && links.isOvertaken(resumed.member().session(), proposed.by())) {
            // It was held up on its way, over a connection that its client gave up long ago.
            return new Outcome.Refused(OVERTAKEN);
        }
        return outcome instanceof Outcome.Present present
                ? present.map(person -> links.isAway(person.session()) ? person.goneAway() : person)
                : outcome;
    }

    /** Notes who speaks for the session after this decision, and who is to be told of it. */
    private void settle(Proposed proposed, Outcome outcome, long after, int entriesBefore, List<Step> steps) {
        Proposal proposal = proposed.proposal();
        Proposer replaced = null;
        if (outcome instanceof Outcome.Resumed resumed) {
            replaced = links.take(resumed.member().session(), proposed.by());
        } else if (outcome instanceof Outcome.Admitted admitted
                && !((Proposal.Join) proposal).secret().isEmpty()) {
            replaced = links.take(admitted.event().by(), proposed.by());
        } else if (outcome instanceof Outcome.Admitted admitted) {
            links.note(admitted.event().by(), proposed.by());
        } else if (outcome instanceof Outcome.Ruled ruled) {
            showOut(ruled, proposal, entriesBefore, steps);
            return; // The event itself is the answer.
        } else if (outcome instanceof Outcome.Happened && proposal instanceof Proposal.Leave) {
            links.forget(proposal.session());
        } else if (proposal instanceof Proposal.Away && links.hears(proposal.session(), proposed.by())) {
            links.breakOff(proposal.session(), proposed.by());
        }
        if (replaced != null) {
            Proposed toHim = new Proposed(proposal, replaced);
            steps.add(new Step(toHim, new Outcome.Replaced(), after, entriesBefore));
        }
        steps.add(new Step(proposed, outcome, after, entriesBefore));
    }

    private void showOut(Outcome.Ruled ruled, Proposal proposal, int entriesBefore, List<Step> steps) {
        for (Event.Left left : ruled.left()) {
            Proposer holder = links.forget(left.by());
            if (holder != null) {
                Outcome told = new Outcome.ShownOut(ruled.told());
                // Its place is behind the ruling and before the own leaving, which is no news to who reads this.
                steps.add(new Step(
                        new Proposed(proposal, holder), told, ruled.event().seq(), entriesBefore));
            }
        }
    }

    /** The batch decided last is safe. */
    void keep(Batch batch) {
        for (int i = 0; i < batch.entries().size(); i++) {
            safe.apply(batch.entries().get(i).event(), batch.asides().get(i));
            Entry entry = batch.entries().get(i);
            chains.take(entry.event(), entry.json(), LogLine.shownBody(entry.json()));
        }
        links.keep();
        safeSum = checksum.last();
        safeBytes = bytes;
        safeSpoken = spoken;
    }

    /** The batch decided last has not happened. */
    void takeBack() {
        ahead.restore(safe.state());
        links.takeBack();
        checksum.goTo(safeSum);
        bytes = safeBytes;
        spoken = safeSpoken;
    }

    private void take(Event event, Aside aside, Batch batch) {
        byte[] line = checksum.line(event, Fields.of(aside));
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
