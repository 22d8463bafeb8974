package lanchat.server.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import lanchat.server.log.Batch.Step;
import lanchat.server.log.RoomLog.Proposed;
import lanchat.server.room.Outcome;

/**
 * What could not be kept and waits, in its order, until the disk takes it or the log is closed. Meanwhile it is held
 * against the inbox, so that readers are held back; what needs nothing to be kept (who is here, a refusal) is answered,
 * unless something of the same session waits before it.
 *
 * <p>Belongs to the appending thread, from one failure to the next success.
 */
final class HeldBatch {
    /** How long the disk is left alone between two tries. */
    static final long RETRY_MILLIS = 300;

    /** Makes a batch safe and hands it out. */
    @FunctionalInterface
    interface Commit {
        void commit(Batch batch) throws IOException;
    }

    private final List<Proposed> waiting = new ArrayList<>();
    private final Set<String> sessions = new HashSet<>();
    private final Inbox inbox;
    private final Decider decider;
    private final Commit commit;
    private final Consumer<List<Step>> answers;
    private final Consumer<Trouble> told;

    /**
     * Holds this batch.
     *
     * @param answers hands out decisions that need nothing to be kept
     */
    HeldBatch(
            List<Proposed> batch,
            Inbox inbox,
            Decider decider,
            Commit commit,
            Consumer<List<Step>> answers,
            Consumer<Trouble> told) {
        this.inbox = inbox;
        this.decider = decider;
        this.commit = commit;
        this.answers = answers;
        this.told = told;
        inbox.hold(batch);
        take(batch);
    }

    /** Tries until it has been kept; gives up when the log is closed. */
    void keepTrying(IOException failed) {
        IOException why = failed;
        boolean lost = why instanceof StoreLostException;
        told.accept(lost ? lost(why) : full(why));
        boolean more = true;
        while (more) {
            boolean last = !waitFor(lost ? Long.MAX_VALUE : TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS));
            more = !last;
            if (!lost) {
                try {
                    commit.commit(decider.decide(waiting));
                    told.accept(new Trouble("The disk takes lines again: what waited is said now.", "", false));
                    inbox.release();
                    return;
                } catch (IOException again) {
                    decider.takeBack();
                    why = again;
                    lost = why instanceof StoreLostException;
                    if (lost) {
                        told.accept(lost(why));
                    }
                }
            }
        }
        inbox.release();
        told.accept(Trouble.remark("Closed with " + waiting.size() + " requests that could not be kept and were never"
                + " answered: " + why.getMessage()));
    }

    /** Waits so long, answering what can be answered; false once the log is closed. */
    private boolean waitFor(long nanos) {
        long start = System.nanoTime();
        long left = nanos;
        while (left > 0 && !inbox.isClosed()) {
            take(inbox.takeToHold(left));
            left = nanos - (System.nanoTime() - start);
        }
        waiting.addAll(inbox.takeToHold(0));
        return !inbox.isClosed();
    }

    /** Answers what can be answered at once, and keeps the rest. */
    private void take(List<Proposed> came) {
        for (Proposed proposed : came) {
            Outcome outcome = decider.ask(proposed);
            boolean toKeep = outcome instanceof Outcome.Happened
                    || outcome instanceof Outcome.Admitted
                    || outcome instanceof Outcome.Ruled;
            String session = proposed.proposal().session();
            if (toKeep || sessions.contains(session)) {
                sessions.add(session);
                waiting.add(proposed);
            } else {
                answers.accept(decider.answer(proposed));
            }
        }
    }

    private static Trouble full(IOException why) {
        return new Trouble(
                "The server's disk takes no more lines (" + reason(why) + "). What you say waits and is not lost: it"
                        + " appears once there is room again.",
                "Nothing can be written to the journal: " + why + ". It is tried again until it works.",
                true);
    }

    private static Trouble lost(IOException why) {
        return new Trouble(
                "The server's disk has failed. Nothing more can be said until the host has started the server again.",
                "The journal can't be kept any more: " + why + ", " + why.getCause()
                        + ". Look after the disk, then start the server again.",
                true);
    }

    private static String reason(IOException why) {
        return why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
    }
}
