package lanchat.server.door;

import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import lanchat.common.Foldings;
import lanchat.server.door.Feed.Pen;
import lanchat.server.log.BehindException;
import lanchat.server.log.Entry;
import lanchat.server.log.LogReader;
import lanchat.server.log.RoomLog;
import org.jspecify.annotations.Nullable;

/**
 * Brings what has been committed to everybody, in rounds: it takes what has come since the last round and makes one
 * blocking write per member.
 *
 * <p>The walk is done by one thread at a time. When a write blocks for too long, the {@link Watchdog} leaves that
 * thread to its member, as a {@link Laggard}, and a spare one goes on with the round. The fields of the walk belong to
 * whoever walks; they are handed over with the pen of the stuck member, see {@link Feed}.
 *
 * <p>A round of comings and goings that are not announced goes to those few whom it concerns: in a room of thousands,
 * everybody else would be looked at for nothing with each one who comes. Their cursors stay behind then, and the {@link
 * QuietStretch} tells that they lack nothing.
 *
 * <p>No wake-up is lost: who brings work puts it in place first and then sets {@code pending}; the walk clears {@code
 * pending} first and then looks for work.
 */
public final class Rebroadcaster {
    /** Most bytes of JSON lines in one round, and most that the walk itself catches up for a member. */
    static final int MAX_ROUND_BYTES = 256 * 1024;

    /** Most bytes that the walk may be behind before those who talk wait, or less where there is less memory. */
    private static final long MAX_LAG_BYTES = 4 * 1024 * 1024;

    /** Longest time that a round is put off for what is about to come. */
    private static final long MAX_GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /** How long everybody waits for one whose write blocks, where no thread can be had that would go on without it. */
    private static final long MAX_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final Connection[] NOBODY = {};

    private final RoomLog log;
    private final ConnectionList list;
    private final int announceUpTo;
    private final Readers readers;
    private final long maxLag;
    private final Probe probe;
    private final Spares spares;
    private final Watchdog watchdog;
    private final Queue<Connection> offers = new ConcurrentLinkedQueue<>();
    private final Queue<Connection> due = new ConcurrentLinkedQueue<>();
    private final Set<Laggard> residents = ConcurrentHashMap.newKeySet();

    private final Object rounds = new Object();
    private int waitingForRounds;
    private volatile long broughtUpTo;
    private volatile boolean foldingsDue;
    private volatile boolean pending;
    private volatile boolean stopped;
    private volatile @Nullable Thread walker;

    // The walk, in the hands of whoever walks.
    private long cursor;
    private final LogReader reader;
    private final OutsideBytes outsideBytes = new OutsideBytes();
    private final Drafts drafts = new Drafts();
    private Round round = new Round(0, 0, List.of(), 0);
    private final Foldings foldings = new Foldings();
    private Connection[] targets = NOBODY;
    private int next;
    private final QuietStretch quiet = new QuietStretch();
    private final CatchingUp catchingUp;
    /** Whose letters have their place behind the last round: the next one, however quiet, goes to them, too. */
    private final Set<Connection> unread = new LinkedHashSet<>();

    private long roundBegan;
    private long roundNanos;
    private final Answers answers = new Answers();

    /**
     * Walks down this list with what this log hands out. Nothing runs before {@link #start}.
     *
     * @param announceUpTo in a room of more members, comings and goings are told in folded notices
     * @param readers told what is brought
     */
    Rebroadcaster(RoomLog log, ConnectionList list, int announceUpTo, Readers readers, Probe probe) {
        this.log = log;
        this.reader = log.reader();
        this.list = list;
        this.announceUpTo = announceUpTo;
        this.catchingUp = new CatchingUp(log, announceUpTo, quiet);
        this.readers = readers;
        this.maxLag = Math.min(MAX_LAG_BYTES, log.memoryBytes() / 4);
        this.probe = probe;
        this.spares = new Spares(probe);
        this.watchdog = new Watchdog(this::takeOver);
    }

    /** Begins to walk. */
    public void start() {
        cursor = log.newest();
        quiet.startAt(cursor);
        broughtUpTo = cursor;
        roundBegan = System.nanoTime(); // The first of these, of nothing to nobody, ends at once.
        watchdog.start();
        if (!spares.run(this::walk)) {
            throw new IllegalStateException("This machine gives the server no further thread.");
        }
        log.onCommit(this::wake);
    }

    /** Ends the walk after the round under way. Laggards end when their sockets are closed. */
    public void stop() {
        stopped = true;
        wake();
        synchronized (rounds) {
            rounds.notifyAll();
        }
        watchdog.stop();
        for (Laggard laggard : residents) {
            laggard.wake();
        }
        spares.stop();
    }

    /** It is time to tell who came and went, where that is told in folded notices. */
    void tellFolded() {
        foldingsDue = true;
        wake();
    }

    /** There is something in this connection's outbox. */
    void due(Connection connection) {
        if (connection.markDue()) {
            probe.at("due");
            due.add(connection);
            wake();
        }
    }

    /** Offers a member to the walk; its pen says {@link Pen#OFFERED} already. */
    void offer(Connection connection) {
        probe.at("offer");
        offers.add(connection);
        wake();
    }

    /** The events after this place, for a member who follows them alone. */
    Round roundAfter(LogReader reader, long seq) throws BehindException {
        return Round.after(seq, reader.after(seq, MAX_ROUND_BYTES), announceUpTo);
    }

    /** Follows the log from any place, for a laggard. */
    LogReader reader() {
        return log.reader();
    }

    /** Keeps a laggard informed: it is woken after each round until it says {@link #leaves}. */
    void stays(Laggard laggard) {
        probe.at("laggard stays");
        residents.add(laggard);
    }

    void leaves(Laggard laggard) {
        residents.remove(laggard);
    }

    /**
     * Waits while the walk is far behind what has been committed: a room that talks faster than it can be brought to
     * everybody slows its talkers down, or readers who keep up would fall out of the log's memory. The walk itself
     * waits for nobody, so this ends.
     */
    void awaitNear() throws InterruptedException {
        if (isNear(broughtUpTo, maxLag)) {
            return;
        }
        synchronized (rounds) {
            waitingForRounds++;
            try {
                while (!stopped && !isNear(broughtUpTo, maxLag)) {
                    rounds.wait();
                }
            } finally {
                waitingForRounds--;
            }
        }
    }

    private void tellWhoWaits() {
        broughtUpTo = cursor;
        synchronized (rounds) {
            if (waitingForRounds > 0) {
                rounds.notifyAll();
            }
        }
    }

    private void wake() {
        if (!pending) {
            pending = true;
            probe.at("wake");
            LockSupport.unpark(walker);
        }
    }

    /** What the walking thread does, until its thread is left to a stuck member, or the walk ends. */
    private void walk() {
        walker = Thread.currentThread();
        boolean walking = true;
        while (walking) {
            walking = finishRound() && nextRound();
        }
    }

    /** Visits who is left of this round; false when the walk has been taken from this thread. */
    private boolean finishRound() {
        while (next < targets.length) {
            Connection connection = targets[next++];
            if (connection.feed().pen() == Pen.WALK && !visitSafely(connection)) {
                return false;
            }
        }
        watchdog.roundEnds();
        if (!round.isOnlyForCausers()) {
            quiet.startAt(cursor);
        }
        long now = System.nanoTime();
        roundNanos = now - roundBegan;
        answers.roundEnded(round.entries().size(), log.newest(), roundBegan, now);
        tellWhoWaits();
        for (Laggard laggard : residents) {
            laggard.wake();
        }
        targets = NOBODY;
        next = 0;
        return true;
    }

    /** Waits for something to bring, and to whom; false when the walk has ended. */
    private boolean nextRound() {
        awaitMore();
        while (!stopped) {
            awaitAnswers();
            // First: whoever has a letter behind one of these is due before it is handed out, and so is found.
            List<Entry> entries = entries();
            quiet.makeRoom(entries.size(), cursor);
            Set<Connection> visits = takeDue();
            takeOffers(visits);
            gatherFoldings(entries);
            readers.take(entries);
            String notice = foldedNotice();
            if (!entries.isEmpty() || !visits.isEmpty() || !notice.isEmpty()) {
                outsideBytes.clear();
                round = Round.after(cursor, entries, announceUpTo)
                        .withNotice(notice)
                        .draftedIn(drafts);
                cursor = round.to();
                if (round.isOnlyForCausers()) {
                    quiet.add(round);
                }
                targets = targets(visits);
                next = 0;
                watchdog.roundBegins();
                roundBegan = System.nanoTime();
                return true;
            }
            if (!pending) {
                probe.at("walk parks");
                LockSupport.park(this);
            }
        }
        return false;
    }

    /**
     * To whom this round is brought: everybody, or where it is a quiet one those who have letters. Its causers are among
     * them: who comes in is told where the welcome ends, and who leaves that nothing follows, both behind the event.
     */
    private Connection[] targets(Set<Connection> visits) {
        if (!round.isQuiet()) {
            unread.clear();
            return list.snapshot();
        }
        visits.addAll(unread);
        unread.clear();
        return visits.toArray(NOBODY);
    }

    /**
     * Waits while the log is about to hand out more, no longer than the last round took: what comes meanwhile goes out with
     * the same writes, which are what a round costs. In a room where one line comes at a time nothing is waited for.
     */
    private void awaitMore() {
        long left = Math.min(roundNanos, MAX_GATHER_NANOS);
        long until = System.nanoTime() + left;
        while (left > 0 && !stopped && log.isBusy()) {
            LockSupport.parkNanos(this, left);
            left = until - System.nanoTime();
        }
    }

    /**
     * Waits for those who answer the last round together, unless there is enough for a whole one. What comes after this has
     * looked at the log for the last time is {@code pending}.
     */
    private void awaitAnswers() {
        while (!stopped) {
            pending = false;
            long left = answers.nanosToWait(cursor, log.newest(), System.nanoTime());
            if (left <= 0 || !isNear(cursor, MAX_ROUND_BYTES)) {
                return;
            }
            probe.at("awaits answers");
            LockSupport.parkNanos(this, left);
        }
    }

    private void gatherFoldings(List<Entry> entries) {
        for (Entry entry : entries) {
            if (entry.members() > announceUpTo) {
                foldings.add(entry.event());
            }
        }
    }

    private String foldedNotice() {
        if (!foldingsDue) {
            return "";
        }
        foldingsDue = false;
        return foldings.isEmpty() ? "" : foldings.tell();
    }

    private List<Entry> entries() {
        try {
            return reader.after(cursor, MAX_ROUND_BYTES);
        } catch (BehindException e) {
            // More was said since the last round than memory holds. The walk goes on from here; everybody in it is
            // visited, and told and let go if it has missed something.
            cursor = log.newest();
            quiet.startAt(cursor);
            tellWhoWaits(); // There may be nobody in the walk, and so no round that would tell them.
            for (Connection connection : list.snapshot()) {
                due(connection);
            }
            return List.of();
        }
    }

    /** Who has letters: members in the walk are to be visited; laggards see to it themselves once woken. */
    private Set<Connection> takeDue() {
        Set<Connection> visits = new LinkedHashSet<>();
        for (Connection connection = due.poll(); connection != null; connection = due.poll()) {
            connection.unmarkDue();
            if (connection.feed().pen() == Pen.WALK) {
                visits.add(connection);
            } else {
                Laggard laggard = connection.laggard();
                if (laggard != null) {
                    laggard.wake();
                }
            }
        }
        return visits;
    }

    /** Takes those who offered themselves into the walk, unless they are too far back. */
    private void takeOffers(Set<Connection> visits) {
        for (Connection connection = offers.poll(); connection != null; connection = offers.poll()) {
            Feed feed = connection.feed();
            feed.setInStep(false);
            if (catchingUp.isWithinReach(feed.cursor(), cursor)) {
                feed.setPen(Pen.WALK);
                visits.add(connection);
            } else {
                feed.setPen(Pen.LAGGARD);
                if (!spares.run(new Laggard(connection, this))) {
                    connection.closeRaw("no thread could be had for it");
                    feed.setPen(Pen.WALK);
                    visits.add(connection);
                }
            }
        }
    }

    private boolean isNear(long seen, long bytes) {
        try {
            return log.bytesAfter(seen) <= bytes;
        } catch (BehindException e) {
            return false;
        }
    }

    /** A mistake of this program with one member ends that member's connection, and nobody else's walk. */
    private boolean visitSafely(Connection connection) {
        try {
            return visit(connection);
        } catch (RuntimeException bug) {
            connection.failed(bug);
            Feed feed = connection.feed();
            Pen held = feed.passPen(Pen.WRITING, Pen.WALK) ? Pen.WALK : feed.pen();
            if (held == Pen.WALK || held == Pen.LAGGARD) {
                connection.takeBackPen(held);
            }
            return held != Pen.LAGGARD; // As a laggard's this thread has not been the walk's for long.
        }
    }

    /** Writes what this member is owed; false when meanwhile the walk was taken from this thread. */
    private boolean visit(Connection connection) {
        Feed feed = connection.feed();
        if (feed.inStep() && quiet.reachesBackTo(feed.cursor())) {
            feed.advance(round.from());
        }
        feed.setInStep(true);
        boolean readsTheRound = feed.cursor() >= round.from() && (round.isEmpty() || !round.isQuiet());
        boolean outside = readsTheRound && connection.writesFromOutside();
        ByteBuffer owed = outside ? feed.owedOutside(round, outsideBytes) : null;
        if (owed == null) {
            owed = ByteBuffer.wrap(feed.owed(readsTheRound ? round : since(connection)));
        }
        long writtenUpTo = round.to();
        if (owed.hasRemaining() || feed.ended()) { // The end is written too.
            // The watchdog is told first: once the pen says WRITING, this thread may be no longer the one that walks.
            watchdog.writeBegins(connection);
            feed.beginWriting();
            probe.at("write");
            connection.write(owed);
            feed.advance(writtenUpTo);
            probe.at("written");
            if (!feed.passPen(Pen.WRITING, Pen.WALK)) {
                probe.at("left behind");
                new Laggard(connection, this).run();
                return false;
            }
        } else {
            feed.advance(writtenUpTo);
        }
        if (feed.ended() || connection.isBroken()) {
            connection.takeBackPen(Pen.WALK);
        } else if (feed.outbox().filled()) {
            unread.add(connection);
        }
        return true;
    }

    /** What came after this member's cursor; who has been away for longer than there is anything of is let go. */
    private Round since(Connection connection) {
        Feed feed = connection.feed();
        try {
            return catchingUp.since(feed, round);
        } catch (BehindException e) {
            connection.letGo();
            return new Round(feed.cursor(), round.to(), List.of(), announceUpTo);
        }
    }

    /**
     * Leaves the walking thread to the member it is stuck with, and goes on with another one. Called by the watchdog;
     * does nothing when the write has ended meanwhile.
     */
    private void takeOver(Connection stuck, long nanos) {
        if (!spares.ready()) {
            // Where there are no threads, a quick reader's write takes long now and then, too.
            if (nanos > MAX_WAIT_NANOS && stuck.feed().pen() == Pen.WRITING) {
                stuck.closeRaw("its write blocked, and no spare thread could be had");
            }
            return;
        }
        probe.at("take over");
        if (stuck.feed().passPen(Pen.WRITING, Pen.LAGGARD)) {
            probe.at("taken over");
            outsideBytes.leave();
            if (!spares.run(this::walk) && !stopped) {
                throw new IllegalStateException("the spare thread that was ready is gone");
            }
        }
    }

    Probe probe() {
        return probe;
    }
}
