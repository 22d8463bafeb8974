package lanchat.server.door;

import java.util.ArrayList;
import java.util.List;
import lanchat.server.log.BehindException;
import lanchat.server.log.Entry;
import lanchat.server.log.LogReader;
import lanchat.server.log.RoomLog;

/**
 * What a member lacks whose cursor is behind the walk's: somebody who has just come in, or comes back to the walk from a
 * thread of his own. Who lacks much is given that thread.
 *
 * <p>Belongs to whoever walks.
 */
final class CatchingUp {
    private final RoomLog log;
    private final int announceUpTo;
    private final QuietStretch quiet;

    /**
     * Reads from this log.
     *
     * @param announceUpTo comings and goings in a room of more members are shown to nobody but their causer
     * @param quiet the walk's own
     */
    CatchingUp(RoomLog log, int announceUpTo, QuietStretch quiet) {
        this.log = log;
        this.announceUpTo = announceUpTo;
        this.quiet = quiet;
    }

    /**
     * Whether the walk itself catches up for who is at this place. What counts is how far that is behind the walk: were
     * it how far it is behind the log, a thousand who come in at once would be given a thousand threads.
     *
     * @param walk up to where the walk has brought everything
     */
    boolean isWithinReach(long seen, long walk) {
        if (quiet.remembersSince(seen)) {
            return true;
        }
        try {
            long walkLacks = log.bytesAfter(walk); // The first, or what is committed in between would be left out.
            return log.bytesAfter(seen) - walkLacks <= Rebroadcaster.MAX_ROUND_BYTES;
        } catch (BehindException e) {
            return false;
        }
    }

    /**
     * All that came after this member's cursor, up to the end of this round, but without what only others hear of, which is
     * nearly all of it where thousands come in at once, and without the notice, which is for who was here.
     */
    Round since(Feed feed, Round round) throws BehindException {
        List<Entry> missed = new ArrayList<>();
        try (LogReader reader = log.reader()) {
            if (!quiet.remembersSince(feed.cursor())) {
                addAll(reader, feed, round.to(), missed);
            } else {
                addOwn(reader, feed, missed);
                if (!round.isOnlyForCausers()) {
                    addHeard(round.entries(), feed, round.to(), missed);
                }
            }
        }
        return new Round(feed.cursor(), round.to(), missed, announceUpTo);
    }

    private void addOwn(LogReader reader, Feed feed, List<Entry> missed) throws BehindException {
        for (long place : quiet.placesOf(feed.session())) {
            if (place > feed.cursor()) {
                missed.addAll(reader.after(place - 1, 1));
            }
        }
    }

    private void addAll(LogReader reader, Feed feed, long upTo, List<Entry> missed) throws BehindException {
        long place = feed.cursor();
        while (place < upTo) {
            List<Entry> entries = reader.after(place, Rebroadcaster.MAX_ROUND_BYTES);
            addHeard(entries, feed, upTo, missed);
            place = entries.get(entries.size() - 1).seq();
        }
    }

    private void addHeard(List<Entry> entries, Feed feed, long upTo, List<Entry> missed) {
        for (Entry entry : entries) {
            if (entry.seq() <= upTo && feed.mayHearOf(entry, announceUpTo)) {
                missed.add(entry);
            }
        }
    }
}
