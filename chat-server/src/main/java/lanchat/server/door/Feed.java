package lanchat.server.door;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import lanchat.common.Event;
import lanchat.common.Pieces;
import lanchat.server.door.Outbox.Letter;
import lanchat.server.log.Entry;
import org.jspecify.annotations.Nullable;

/**
 * What one member is owed: the log from its cursor on, and the letters in its outbox, in one order.
 *
 * <p>The right to write to the member's socket is the pen. Exactly one thread holds it at a time, and it changes hands
 * by one compare-and-set:
 *
 * <pre>
 * READER   the connection's reader, before the member is in the walk and after its last letter
 * OFFERED  nobody; the walk will take it at the start of a round
 * WALK     the walk, between writes
 * WRITING  the walk, in a write; the watchdog may turn this to LAGGARD
 * LAGGARD  a thread that follows the log for this member alone
 *
 * READER -> OFFERED -> WALK <-> WRITING -> LAGGARD -> OFFERED;  WALK, LAGGARD -> READER
 * </pre>
 *
 * <p>Cursor, dialect and session belong to the holder of the pen.
 */
final class Feed {
    enum Pen {
        READER,
        OFFERED,
        WALK,
        WRITING,
        LAGGARD
    }

    private static final AtomicReferenceFieldUpdater<Feed, Pen> PEN =
            AtomicReferenceFieldUpdater.newUpdater(Feed.class, Pen.class, "pen");

    private static final AtomicLongFieldUpdater<Feed> CURSOR = AtomicLongFieldUpdater.newUpdater(Feed.class, "cursor");

    // Here and not in objects of their own, for the walk would wait for the memory of each.
    private volatile Pen pen = Pen.READER;
    /** Written by the holder of the pen; others look, who need not see it at once. */
    private volatile long cursor;

    private final Outbox outbox;
    private Dialect dialect = PlainDialect.INSTANCE;
    private String session = "";
    private boolean ended;
    private boolean inStep;
    /** Read by the reader, for who answers. */
    private volatile @Nullable String lastWhisperer;
    /** How often the walk gave this member a thread of its own since it was last quick for long. */
    private int handOvers;

    /** With an outbox of the usual size. */
    Feed() {
        this(Outbox.MAX_BYTES);
    }

    /** With an outbox of so many bytes. */
    Feed(int maxQueued) {
        this.outbox = new Outbox(maxQueued);
    }

    /** Who may write. */
    Pen pen() {
        return pen;
    }

    /** Gives the pen away, or takes it where nobody else may. */
    void setPen(Pen next) {
        pen = next;
    }

    /** The walk begins to write. No full fence: whoever takes the walk over sees all that the walk did before. */
    void beginWriting() {
        PEN.lazySet(this, Pen.WRITING);
    }

    /** Hands the pen on; false where it was not {@code from}. */
    boolean passPen(Pen from, Pen to) {
        return PEN.compareAndSet(this, from, to);
    }

    Outbox outbox() {
        return outbox;
    }

    /** Sets who reads, how, and from where; by the reader, before it offers the pen. */
    void begin(Dialect newDialect, String newSession, long seenUpTo) {
        dialect = newDialect;
        session = newSession;
        CURSOR.lazySet(this, seenUpTo);
    }

    /** Everything up to this {@code seq} has been written. By any thread. */
    long cursor() {
        return cursor;
    }

    /** Everything up to this {@code seq} has been written. */
    void advance(long seq) {
        if (seq > cursor()) {
            CURSOR.lazySet(this, seq); // Not a full fence: this is done for every member in every round.
        }
    }

    /** Public id of the session that reads. By the holder of the pen. */
    String session() {
        return session;
    }

    /**
     * Whether the walk has visited this member since it took it in: what has passed since the cursor without a visit is then
     * of no concern to it. Belongs to the walk.
     */
    boolean inStep() {
        return inStep;
    }

    void setInStep(boolean visited) {
        inStep = visited;
    }

    /** Whether the last letter has been handed out: the connection is to end. */
    boolean ended() {
        return ended;
    }

    int handOvers() {
        return handOvers;
    }

    void setHandOvers(int count) {
        handOvers = count;
    }

    /** The same bytes as {@link #owed} outside the heap, in this memory; null where they can't be had there. */
    @Nullable
    ByteBuffer owedOutside(Round round, OutsideBytes memory) {
        return outbox.filled() || cursor() != round.from() ? null : round.outside(dialect, session, memory);
    }

    /**
     * The bytes this member is owed of a round, letters in their places. The round must not begin after the cursor.
     */
    byte[] owed(Round round) {
        if (!outbox.filled() && cursor() == round.from() && !round.concerns(dialect, session)) {
            return round.shared(dialect);
        }
        Pieces pieces = new Pieces(round.expectedBytes(dialect, session));
        List<Entry> entries = round.entries();
        int at = 0;
        while (at < entries.size() && entries.get(at).seq() <= cursor()) {
            at++;
        }
        while (at < entries.size() && !ended) {
            addLetters(entries.get(at).seq() - 1, pieces);
            if (!ended) {
                // A letter with its place before an event has been posted before that event was handed out.
                int to = outbox.filled() ? at + 1 : entries.size();
                round.add(at, to, dialect, session, pieces);
                noteWhispers(entries.subList(at, to));
                at = to;
            }
        }
        addLetters(Math.max(cursor(), round.to()), pieces);
        if (!ended) {
            round.addNotice(dialect, pieces);
        }
        return pieces.bytes();
    }

    /** Whether the member may be owed anything of this event: all but others' comings and goings in a large room. */
    boolean mayHearOf(Entry entry, int announceUpTo) {
        return !Round.isQuiet(entry, announceUpTo) || entry.event().by().equals(session);
    }

    /** Public id of the session that last whispered to this one, as far as it has been written; null for none. */
    @Nullable
    String lastWhisperer() {
        return lastWhisperer;
    }

    private void noteWhispers(List<Entry> entries) {
        for (Entry entry : entries) {
            if (entry.event() instanceof Event.Whispered whispered
                    && whispered.to().equals(session)) {
                lastWhisperer = whispered.by();
            }
        }
    }

    private void addLetters(long upTo, Pieces pieces) {
        while (!ended) {
            Letter letter = outbox.take(upTo);
            if (letter == null) {
                return;
            }
            pieces.add(letter.bytes());
            ended = letter.last();
        }
    }
}
