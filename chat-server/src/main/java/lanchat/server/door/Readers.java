package lanchat.server.door;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import lanchat.common.Event;
import lanchat.common.Person;
import lanchat.common.Reply;
import lanchat.common.Wire;
import lanchat.server.log.BehindException;
import lanchat.server.log.Entry;
import lanchat.server.log.LogReader;
import lanchat.server.log.RoomLog;
import lanchat.server.log.RoomLog.Past;
import lanchat.server.log.Wanted;
import org.jspecify.annotations.Nullable;

/**
 * How far each member has got with reading: what {@code /seen} and {@code /who} tell. Kept beside the log and not in it, for
 * it is true for a moment only, and not the room's business.
 *
 * <p>Any thread may ask. The walk tells what it takes along, once a round, and nothing is sent because somebody has read.
 */
final class Readers {
    /** So many are named who do not have a line yet. */
    private static final int NAMED = 10;

    private static final int MAX_LINE_BYTES = 128 * 1024;

    /** Who lacks something for less than this is not called behind: it is on its way. */
    private static final long ON_ITS_WAY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final RoomLog log;
    private final int announceUpTo;
    private final Map<String, Seat> seats = new ConcurrentHashMap<>();

    /** Written by the walk. */
    private final Outgoing outgoing = new Outgoing(System.nanoTime());

    /** Of the room of this log; in one of more members than {@code announceUpTo} comings and goings are not for all. */
    Readers(RoomLog log, int announceUpTo) {
        this.log = log;
        this.announceUpTo = announceUpTo;
    }

    /** How many members have been here by a connection since the server was started, and have not left. */
    int size() {
        return seats.size();
    }

    /** From now on this one reads for its session. */
    void cameIn(Seat seat) {
        Seat before = seats.put(seat.session(), seat);
        if (before != null) {
            seat.goesOnFrom(before);
        }
    }

    /** It reads no more, and nobody will for this session, unless somebody does already. */
    void left(Seat seat) {
        seats.remove(seat.session(), seat);
    }

    /** What the walk brings next. By whoever walks. */
    void take(List<Entry> entries) {
        long forAll = 0;
        for (Entry entry : entries) {
            if (isForAll(entry)) {
                forAll = entry.seq();
            }
            if (entry.event() instanceof Event.Renamed renamed) {
                Seat seat = seats.get(renamed.by());
                if (seat != null) {
                    seat.isCalled(renamed.newName());
                }
            }
        }
        if (forAll > 0) {
            outgoing.add(forAll, System.nanoTime(), patience());
        }
    }

    private boolean isForAll(Entry entry) {
        return entry.event().isPublic() && !Round.isQuiet(entry, announceUpTo);
    }

    /** Clients say what they have shown at their leisure. */
    private long patience() {
        return ON_ITS_WAY_NANOS + TimeUnit.MILLISECONDS.toNanos(Wire.shownEveryMillis(seats.size()));
    }

    /** The same person, with how long they have been silent, and how far they are behind. */
    Person look(Person person) {
        Seat seat = seats.get(person.session());
        if (seat == null) {
            return person;
        }
        long now = System.nanoTime();
        long idle = TimeUnit.NANOSECONDS.toSeconds(now - seat.spokeNanos());
        long had = outgoing.settled(now, patience());
        boolean behind = seat.reached() < had && seat.since() <= had;
        return person.seen(idle, behind ? outgoing.newest() - seat.reached() : 0);
    }

    /**
     * How far an event has got. May read from the disk, and wait for others who look back.
     *
     * @param asked its place; 0 for the last line of the session that asks
     */
    Reply.Seen seen(long asked, String session) throws InterruptedException {
        Entry entry = asked > 0 ? entry(asked) : lastLineOf(session);
        if (entry == null || !entry.event().visibleTo(session)) {
            return new Reply.Seen(0, 0, 0, List.of(), 0);
        }
        Event event = entry.event();
        int shown = 0;
        int sent = 0;
        List<Seat> waiting = new ArrayList<>();
        for (Seat seat : seats.values()) {
            boolean concerned = isFor(seat, entry) && !seat.session().equals(session) && seat.since() <= event.seq();
            if (concerned && seat.reached() < event.seq()) {
                waiting.add(seat);
            } else if (concerned && seat.saysShown()) {
                shown++;
            } else if (concerned) {
                sent++;
            }
        }
        waiting.sort(Comparator.comparingLong(Seat::since));
        List<Person> named = waiting.stream().limit(NAMED).map(Seat::person).toList();
        return new Reply.Seen(event.seq(), shown, sent, named, waiting.size() - named.size());
    }

    /** Whether it is shown to the one who sits there. */
    private boolean isFor(Seat seat, Entry entry) {
        return Round.isQuiet(entry, announceUpTo)
                ? entry.event().by().equals(seat.session())
                : entry.event().visibleTo(seat.session());
    }

    private @Nullable Entry entry(long seq) {
        try (LogReader reader = log.reader()) {
            List<Entry> found = reader.after(seq - 1, 1);
            return found.isEmpty() || found.get(0).seq() != seq ? null : found.get(0);
        } catch (BehindException gone) {
            return null;
        }
    }

    private @Nullable Entry lastLineOf(String session) throws InterruptedException {
        try {
            Past past = log.past(1, MAX_LINE_BYTES, Wanted.by(session));
            return past.entries().isEmpty() ? null : past.entries().get(0);
        } catch (IOException unreadable) {
            return null; // The host is told by the log itself.
        }
    }
}
