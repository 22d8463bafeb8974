package lanchat.server.door;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lanchat.common.Name;
import lanchat.common.Person;
import lanchat.common.RefusedException;
import lanchat.common.Reply;
import lanchat.common.Secret;
import lanchat.common.Wire;
import lanchat.server.log.Entry;
import lanchat.server.log.Proposer;
import lanchat.server.log.RoomLog.Past;
import lanchat.server.log.RoomLog.Proposed;
import lanchat.server.log.Wanted;
import lanchat.server.room.Aside;
import lanchat.server.room.Outcome;
import lanchat.server.room.Proposal;
import org.jspecify.annotations.Nullable;

/**
 * A connection's place in the room: proposes for its session, and gets the answers. For the log it is also what speaks
 * for a session that can be come back to, until another connection takes over.
 *
 * <p>Used by the connection's reader; {@link #decided} is called by the appending thread.
 */
final class Seat implements Proposer {
    private static final byte[] NO_WORDS = {};
    private static final int MAX_PAST_BYTES = 128 * 1024;
    private static final long LOOK_FOR_STOP_MS = 500;

    /** More often no client needs to say what it has shown. */
    private static final int SHOWN_A_SECOND = 5;

    private static final int SHOWN_AT_ONCE = 50;

    private final Connection connection;
    private final Doors doors;
    private final RateLimit rate;
    private final long madeAs;
    private final List<Proposed> batch = new ArrayList<>();
    private long batchTime;
    /** Whether something is said in what waits to be brought. */
    private boolean speaks;

    private volatile @Nullable Awaited joining;
    private volatile @Nullable Awaited turn;
    /** Made when it is first needed: most never say what they have shown. */
    private @Nullable RateLimit shownRate;

    /** When this member last said something, or came in. */
    private volatile long spokeNanos = System.nanoTime();
    /** Everything up to this event has been shown, as the client says; 0 where it has not said anything yet. */
    private volatile long shown;

    private volatile String name = "";
    /** The event with which the member came in. */
    private volatile long since;

    private volatile String session;
    private boolean canComeBack;
    private boolean leaves;

    /** A place for a new session, as long as joining does not lead to one that was here before. */
    Seat(Connection connection, Doors doors) {
        this.connection = connection;
        this.doors = doors;
        this.session = doors.newSession();
        this.madeAs = doors.countConnection();
        this.rate = new RateLimit(doors.bounds().rate(), doors.bounds().burst());
    }

    /** Public id of the session. */
    String session() {
        return session;
    }

    /** Whether the session can be come back to. */
    boolean canComeBack() {
        return canComeBack;
    }

    /**
     * Asks to come in, and waits for the room's word. Null when the server stops meanwhile.
     *
     * @param secret by which the session is or will be come back to; null for one that ends with the connection
     * @throws RefusedException when the room has refused
     */
    @Nullable
    Decision join(Name name, @Nullable String secret) throws InterruptedException, RefusedException {
        Decision decision = askToJoin(name, secret);
        joining = null; // It would keep what this member was shown as it came in, for the whole stay.
        if (decision != null && decision.outcome() instanceof Outcome.Refused refused) {
            throw refused.refusal().asException();
        }
        if (decision != null) {
            canComeBack = secret != null;
            sitsDown(decision.outcome());
            doors.readers().cameIn(this);
        }
        return decision;
    }

    private void sitsDown(Outcome joined) {
        if (joined instanceof Outcome.Admitted admitted) {
            session = admitted.event().by();
            name = admitted.event().name();
            since = admitted.event().seq();
        } else if (joined instanceof Outcome.Resumed resumed) {
            session = resumed.member().session();
            name = resumed.member().name();
            since = resumed.member().since();
        } else {
            throw new IllegalStateException("joining led to " + joined);
        }
    }

    /** Takes over what is known of how the member reads, from the connection before. */
    void goesOnFrom(Seat before) {
        spokeNanos = before.spokeNanos;
        shown = Math.max(shown, before.shown);
    }

    /** The member has another name now. By whoever walks. */
    void isCalled(String newName) {
        name = newName;
    }

    /** When this member last said something, or came in: a {@link System#nanoTime} reading. Any thread. */
    long spokeNanos() {
        return spokeNanos;
    }

    /** Up to where this member has what was said: on the screen, where the client says that. Any thread. */
    long reached() {
        long onScreen = shown;
        return onScreen > 0 ? onScreen : connection.feed().cursor();
    }

    /** Whether the client says what is on the screen. Any thread. */
    boolean saysShown() {
        return shown > 0;
    }

    /** The place of the event with which the member came in. Any thread. */
    long since() {
        return since;
    }

    /** Who sits here. Any thread. */
    Person person() {
        return Person.here(name, connection.address(), session);
    }

    /** The client has shown everything up to this event. */
    void hasShown(long seq) {
        if (seq > shown && seq <= doors.log().newest()) {
            shown = seq;
        }
    }

    /** As {@link #pace}, for a client that says what it has shown: that takes nothing from what its member may say. */
    void paceShown() throws InterruptedException {
        RateLimit limit = shownRate;
        if (limit == null) {
            limit = new RateLimit(SHOWN_A_SECOND, SHOWN_AT_ONCE);
            shownRate = limit;
        }
        long wait = limit.take(System.nanoTime());
        if (wait > 0) {
            submit();
            var unused = connection.awaitOver(wait);
        }
    }

    /**
     * Waits until all that this member has asked for before is decided, and handed out: where the answer has its place.
     * Null when the member is no longer here, or the server stops.
     */
    private @Nullable Decision awaitTurn() throws InterruptedException {
        Awaited mine = new Awaited();
        turn = mine;
        propose(new Proposal.Turn(session, doors.now(), "", 0));
        submit();
        while (!doors.isStopping() && !connection.isBroken()) {
            Decision decision = mine.await(LOOK_FOR_STOP_MS);
            if (decision != null) {
                return decision.outcome() instanceof Outcome.Turn ? decision : null;
            }
            // The log takes its time: look whether there still is one, and wait on.
        }
        return null;
    }

    /** Says who has not received an event yet; 0 for the member's last line. */
    void tellSeen(long seq) throws InterruptedException {
        Decision now = awaitTurn();
        if (now != null) {
            connection.awaitRoom();
            connection.tell(doors.readers().seen(seq, session), now.after());
        }
    }

    /** Says what the server's digest of what was said in public is, up to this event; 0 for the newest. */
    void tellVerified(long seq) throws InterruptedException {
        Decision now = awaitTurn();
        if (now != null) {
            connection.awaitRoom();
            long upTo = seq == 0 ? doors.log().chainedUpTo() : seq;
            connection.tell(new Reply.Verified(upTo, doors.log().chainAt(upTo)), now.after());
        }
    }

    @Nullable
    private Decision askToJoin(Name name, @Nullable String secret) throws InterruptedException {
        Awaited answer = new Awaited();
        joining = answer;
        String door = connection.door();
        String address = connection.address();
        Aside aside = Aside.ofJoining(door, secret == null ? "" : Secret.hash(secret), connection.identity());
        propose(new Proposal.Join(session, doors.now(), name, address, aside));
        submit();
        boolean told = false;
        while (!doors.isStopping()) {
            Decision decision = answer.await(LOOK_FOR_STOP_MS);
            if (decision != null) {
                return decision;
            }
            // The log takes its time: look whether there still is one, and wait on.
            String trouble = doors.log().trouble();
            if (trouble != null && !told) {
                connection.tell(new Reply.Notice(trouble), 0);
                told = true;
            }
        }
        return null;
    }

    /**
     * Waits until this member may say another line. What was said before goes to the room first; a member who is held
     * back for long is told so, once.
     */
    void pace() throws InterruptedException {
        if (!rate.limits()) {
            return;
        }
        long now = System.nanoTime();
        long wait = rate.take(now);
        if (wait <= 0) {
            return;
        }
        submit();
        if (rate.isToBeTold(now)) {
            connection.tell(
                    new Reply.Notice("You say more than " + doors.bounds().rate()
                            + " lines a second: yours are held back, and none is lost."),
                    0);
        }
        var unused = connection.awaitOver(wait);
    }

    /** When what is proposed now is said: one look at the clock for all that {@link #submit} brings together. */
    long now() {
        if (batch.isEmpty()) {
            batchTime = doors.now();
        }
        return batchTime;
    }

    /** Adds to what {@link #submit} brings. */
    void propose(Proposal proposal) {
        if (proposal instanceof Proposal.Say
                || proposal instanceof Proposal.Act
                || proposal instanceof Proposal.Whisper) {
            speaks = true;
        }
        batch.add(new Proposed(proposal, this));
    }

    /** Brings what was proposed to the log; waits while that or this connection's outbox is full. */
    void submit() throws InterruptedException {
        if (!batch.isEmpty()) {
            if (speaks) {
                spokeNanos = System.nanoTime();
                speaks = false;
            }
            connection.awaitRoom();
            doors.rebroadcaster().awaitNear();
            doors.log().propose(List.copyOf(batch));
            batch.clear();
        }
    }

    int batched() {
        return batch.size();
    }

    /**
     * Shows earlier lines: the last ones, or those that have all the words. What was proposed before goes to the room
     * first, but is not waited for.
     *
     * @param words null for the last lines
     */
    void lookBack(int most, @Nullable String words) throws InterruptedException {
        submit();
        connection.awaitRoom();
        if (most == 0) {
            connection.tell(new Reply.Refused(0, "no_history", "In this room nothing earlier is shown."), 0);
            return;
        }
        if (words != null && words.length() > Wire.MAX_SEARCH_CHARS) {
            String sentence = "What you look for is at most " + Wire.MAX_SEARCH_CHARS + " characters long.";
            connection.tell(new Reply.Refused(0, "text_too_long", sentence), 0);
            return;
        }
        Past past;
        try {
            past = doors.log()
                    .past(most, MAX_PAST_BYTES, words == null ? Wanted.lines(session) : Wanted.words(words, session));
        } catch (IOException unreadable) {
            connection.tell(new Reply.Refused(0, "unreadable", "What was said before can't be read at the moment."), 0);
            return;
        }
        List<Entry> entries = past.entries();
        Reply.History found = new Reply.History(entries.size(), past.whole(), words == null ? "" : words);
        connection.tellPast(found, entries, session, doors.log().newest());
    }

    /** The member wants to go, and is not to be waited for. */
    void takeLeave() {
        leaves = true;
    }

    /**
     * The connection has ended: leaves the room, or is away from it for a while, for the member may come back. The
     * answer ends what is still to be written.
     */
    void end() {
        if (!canComeBack || leaves || doors.limits().graceMs() == 0) {
            doors.readers().left(this);
            doors.log().proposeAtOnce(new Proposed(new Proposal.Leave(session, doors.now()), this));
        } else {
            doors.log().proposeAtOnce(new Proposed(new Proposal.Away(session, doors.now()), this));
            doors.leaveLater(session, this);
        }
    }

    @Override
    public long madeAs() {
        return madeAs;
    }

    /** Whatever is wrong with one member's answer, he ends alone: the thread that brings it is everybody's. */
    @Override
    public void decided(Decision decision) {
        try {
            bring(decision);
        } catch (RuntimeException bug) {
            connection.failed(bug);
        }
    }

    private void bring(Decision decision) {
        Outcome outcome = decision.outcome();
        if (decision.proposal() instanceof Proposal.Turn) {
            Awaited waiting = turn;
            if (waiting != null) {
                waiting.bring(decision);
            }
        } else if (outcome instanceof Outcome.Replaced) {
            connection.replacedAfter(decision.after());
        } else if (outcome instanceof Outcome.ShownOut out) {
            connection.shownOutAfter(decision.after(), out.why());
        } else if (decision.proposal() instanceof Proposal.Leave || decision.proposal() instanceof Proposal.Away) {
            connection.endAfter(decision.after(), NO_WORDS);
        } else if (decision.proposal() instanceof Proposal.Join) {
            Awaited waiting = joining;
            if (waiting != null) {
                waiting.bring(decision);
            }
        } else if (outcome instanceof Outcome.Happened happened && happened.remark() != null) {
            connection.tell(new Reply.Notice(happened.remark()), decision.after());
        } else if (outcome instanceof Outcome.Refused refused) {
            connection.tell(
                    new Reply.Refused(
                            decision.proposal().id(),
                            refused.refusal().code(),
                            refused.refusal().sentence()),
                    decision.after());
        } else if (outcome instanceof Outcome.Present present) {
            Outcome.Present seen = present.map(doors.readers()::look);
            connection.tell(new Reply.People(seen.people(), seen.others()), decision.after());
        } else if (outcome instanceof Outcome.Viewed viewed) {
            List<String> lines = new ArrayList<>(viewed.lines());
            if (viewed.ofServer()) {
                lines.addAll(doors.statistics());
            }
            lines.forEach(line -> connection.tell(new Reply.Notice(line), decision.after()));
        }
    }

    @Override
    public String toString() {
        return session + " at " + connection.address();
    }
}
