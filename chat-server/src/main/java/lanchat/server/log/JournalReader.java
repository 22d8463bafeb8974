package lanchat.server.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import lanchat.server.log.SegmentReader.KeptEvent;
import org.jspecify.annotations.Nullable;

/**
 * Follows a journal from any place it still has, with a file handle of its own. For one thread at a time.
 *
 * <p>All readers of a journal take turns, piece by piece in the order in which they ask: however many read back, they keep
 * no more than half of the processors from everybody else.
 */
final class JournalReader implements LogReader {
    private final Journal journal;
    private final Segments segments;
    private final Semaphore turns;
    private @Nullable SegmentReader reader;
    private int number;
    /** Place of the newest event that was given, and the one behind it, where that has been read already. */
    private long place;

    private @Nullable Entry pending;

    JournalReader(Journal journal, Segments segments, Semaphore turns) {
        this.journal = journal;
        this.turns = turns;
        this.segments = segments;
    }

    @Override
    public List<Entry> after(long seq, int maxBytes) throws BehindException {
        turns.acquireUninterruptibly(); // Never for long: nobody waits for anything while it has its turn.
        try {
            return read(seq, maxBytes);
        } finally {
            turns.release();
        }
    }

    private List<Entry> read(long seq, int maxBytes) throws BehindException {
        try {
            if (reader == null || place != seq) {
                seek(seq);
            }
            List<Entry> found = new ArrayList<>();
            long bytes = 0;
            Entry next = next(seq);
            while (next != null && (found.isEmpty() || bytes + next.json().length <= maxBytes)) {
                found.add(next);
                bytes += next.json().length;
                place = next.seq();
                next = next(seq);
            }
            pending = next;
            return found;
        } catch (IOException unreadable) {
            close();
            journal.unreadable(unreadable);
            throw new BehindException(seq);
        }
    }

    private void seek(long seq) throws IOException, BehindException {
        close();
        Segment segment = segments.holding(seq);
        if (segment == null) {
            throw new BehindException(seq);
        }
        open(segment);
        place = seq;
    }

    private void open(Segment segment) throws IOException {
        reader = new SegmentReader(segment.file(), segment.length());
        number = segment.number();
    }

    private @Nullable Entry next(long after) throws IOException {
        if (pending != null) {
            Entry next = pending;
            pending = null;
            return next;
        }
        while (reader != null) {
            // The next segment is looked for first: once there is one, this one does not grow any more.
            Segment following = segments.following(number);
            Segment segment = segments.numbered(number);
            if (segment == null) {
                throw new JournalException("segment " + number + " is no longer kept");
            }
            KeptEvent kept = reader.next(segment.length());
            if (kept != null) {
                if (kept.entry().seq() > after) {
                    return kept.entry();
                }
            } else if (following == null) {
                return null;
            } else {
                reader.close();
                open(following);
            }
        }
        return null;
    }

    @Override
    public void close() {
        pending = null;
        if (reader != null) {
            try {
                reader.close();
            } catch (IOException nothingIsWritten) {
                journal.unreadable(nothingIsWritten);
            }
            reader = null;
        }
    }
}
