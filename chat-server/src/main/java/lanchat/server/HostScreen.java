package lanchat.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import lanchat.common.ClassicText;
import lanchat.common.Event;
import lanchat.common.Reply;
import lanchat.common.Threads;
import lanchat.common.Wire;
import lanchat.server.log.BehindException;
import lanchat.server.log.Entry;
import lanchat.server.log.LogReader;
import lanchat.server.log.Proposer;
import lanchat.server.log.RoomLog;
import lanchat.server.room.Outcome;
import lanchat.server.room.Proposal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the host sees: follows the room's log with a cursor of its own and writes to the server's standard output.
 *
 * <p>One thread writes, so that a terminal somebody has stopped with Ctrl-S holds up nobody else. {@link #decided} and
 * {@link #wake} are called by the log's appending thread and never wait.
 */
final class HostScreen implements Proposer {
    private static final Logger LOG = LoggerFactory.getLogger(HostScreen.class);
    /** What a {@link Proposal.Turn} is for. */
    static final String SEEN = "seen";

    static final String VERIFY = "verify";

    private static final String SKIPPED = "some lines were skipped here";
    private static final int ROUND_BYTES = 64 * 1024;
    private static final int MOST_WAITING_ANSWERS = 256;

    /** What has been shown stands alone on the screen for so long: a busy room wakes nobody for each of its lines. */
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** What a look at the log has brought: all there was when it began, or not all. */
    private enum Found {
        NOTHING,
        ALL,
        MORE
    }

    /** Something for the host alone, which has its place after the event {@code after}. */
    private record Answer(
            long after, List<String> lines, @Nullable Outcome outcome) {}

    private final RoomLog log;
    private final LogReader reader;
    private final boolean wholeRoom;
    private final OutputStream out;
    private final Charset charset;
    private final RoomViews views;
    private final BlockingQueue<Answer> answers = new ArrayBlockingQueue<>(MOST_WAITING_ANSWERS);
    private final Thread writer = Threads.platform("console output", this::follow);

    // Only the writer's own.
    private long cursor;

    /** Whether the writer looks again soon, with nobody waking it. */
    private volatile boolean resting;

    private volatile boolean answersSkipped;
    private volatile boolean ending;
    private volatile boolean over;
    private volatile @Nullable String lastWhisperer;

    /**
     * Shows what comes after the log's newest event.
     *
     * @param wholeRoom whether the lines people say are shown too, besides who comes and goes
     * @param out written to by one thread only, and never closed
     * @param views what the host can be shown besides
     */
    HostScreen(RoomLog log, boolean wholeRoom, OutputStream out, Charset charset, RoomViews views) {
        this.log = log;
        this.reader = log.reader();
        this.wholeRoom = wholeRoom;
        this.out = out;
        this.charset = charset;
        this.views = views;
        this.cursor = log.newest();
        log.onCommit(this::wake);
    }

    /** Begins to write. Called once. */
    void start() {
        writer.start();
    }

    /** Shows lines as soon as may be. Waits while too many answers wait to be written. */
    void show(List<String> lines) throws InterruptedException {
        if (!over) {
            answers.put(new Answer(0, lines, null));
            wake();
        }
    }

    /** Shows something that nobody asked for, without waiting. By any thread. */
    void tell(String text) {
        if (!answers.offer(new Answer(0, List.of(ClassicText.notice(text)), null))) {
            answersSkipped = true;
        }
        wake();
    }

    @Override
    public void decided(Decision decision) {
        if (!answers.offer(new Answer(decision.after(), List.of(), decision.outcome()))) {
            answersSkipped = true;
        }
        wake();
    }

    /** Public id of the session that whispered to the host last; null before the first. */
    @Nullable
    String lastWhisperer() {
        return lastWhisperer;
    }

    /** Writes what the log has by now and ends, but waits no longer than this for a stuck terminal. */
    void finish(long waitMillis) throws InterruptedException {
        ending = true;
        LockSupport.unpark(writer);
        writer.join(waitMillis);
    }

    private void wake() {
        if (!resting) {
            LockSupport.unpark(writer);
        }
    }

    private void follow() {
        try {
            while (true) {
                boolean last = ending; // Read before the log is, so that nothing from before the end is missed.
                Found found = round();
                if (found == Found.ALL) {
                    rest();
                } else if (found == Found.NOTHING && last) {
                    return;
                } else if (found == Found.NOTHING) {
                    // A wake-up between the look at the log and here is not lost: it lets this return at once.
                    LockSupport.park(this);
                }
            }
        } catch (IOException gone) {
            LOG.info("Standard output can't be written to any more ({}); the room goes on.", gone.getMessage());
        } finally {
            over = true;
            reader.close();
            answers.clear();
        }
    }

    private void rest() {
        resting = true;
        long start = System.nanoTime();
        long left = REST_NANOS;
        while (left > 0 && !ending) {
            LockSupport.parkNanos(this, left);
            left = REST_NANOS - (System.nanoTime() - start);
        }
        resting = false;
    }

    /** Writes what there is, up to a bound. */
    private Found round() throws IOException {
        StringBuilder lines = new StringBuilder();
        long newest = log.newest(); // What comes while this is written waits for the rest to be over.
        boolean passed = passesTalk(newest);
        boolean answered = takeAnswers(lines);
        List<Entry> entries = List.of();
        try {
            entries = reader.after(cursor, ROUND_BYTES);
        } catch (BehindException behind) {
            cursor = log.newest();
            line(lines, ClassicText.notice(SKIPPED));
        }
        for (Entry entry : entries) {
            Event event = entry.event();
            if (event instanceof Event.Whispered whispered && whispered.to().equals(Wire.HOST_SESSION)) {
                lastWhisperer = whispered.by();
            }
            if (wholeRoom
                    || event instanceof Event.Joined
                    || event instanceof Event.Left
                    || event instanceof Event.Released
                    || event instanceof Event.Ruled) {
                line(lines, ClassicText.line(event, Wire.HOST_SESSION));
            }
            cursor = entry.seq();
            answered |= takeAnswers(lines);
        }
        if (answersSkipped) {
            answersSkipped = false;
            line(lines, ClassicText.notice(SKIPPED));
        }
        if (!lines.isEmpty()) {
            out.write(lines.toString().getBytes(charset));
            out.flush();
        }
        if (entries.isEmpty()) {
            return answered || passed || !lines.isEmpty() ? Found.ALL : Found.NOTHING;
        }
        return cursor < newest ? Found.MORE : Found.ALL;
    }

    /** Goes by all that is there where it is nothing but talk, which this screen does not show; true when there was some. */
    private boolean passesTalk(long newest) {
        if (wholeRoom || cursor >= newest || log.newestUnspoken() > cursor) {
            return false;
        }
        cursor = newest;
        return true;
    }

    /** Takes the answers whose place has been reached. */
    private boolean takeAnswers(StringBuilder lines) {
        boolean taken = false;
        for (Answer next = answers.peek(); next != null && next.after() <= cursor; next = answers.peek()) {
            answers.remove();
            taken = true;
            next.lines().forEach(text -> line(lines, text));
            if (next.outcome() instanceof Outcome.Refused refused) {
                line(lines, ClassicText.refused(refused.refusal().sentence()));
            } else if (next.outcome() instanceof Outcome.Present present) {
                people(present).forEach(text -> line(lines, text));
            } else if (next.outcome() instanceof Outcome.Viewed viewed) {
                viewed.lines().forEach(text -> line(lines, ClassicText.notice(text)));
                if (viewed.ofServer()) {
                    views.statistics().forEach(text -> line(lines, ClassicText.notice(text)));
                }
            } else if (next.outcome() instanceof Outcome.Turn turn) {
                looked(turn).forEach(text -> line(lines, text));
            }
        }
        return taken;
    }

    private List<String> people(Outcome.Present present) {
        Outcome.Present seen = present.map(views::look);
        return ClassicText.people(seen.people(), seen.others());
    }

    /** What the host wanted to look at when all before it was decided. */
    private List<String> looked(Outcome.Turn turn) {
        if (turn.what().equals(SEEN)) {
            try {
                return List.of(ClassicText.seen(views.seen(turn.seq())));
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
                return List.of();
            }
        }
        long upTo = turn.seq() == 0 ? log.chainedUpTo() : turn.seq();
        return ClassicText.verified(new Reply.Verified(upTo, log.chainAt(upTo)));
    }

    private static void line(StringBuilder lines, @Nullable String text) {
        if (text != null) {
            lines.append(text).append(System.lineSeparator());
        }
    }
}
