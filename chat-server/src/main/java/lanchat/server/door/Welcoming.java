package lanchat.server.door;

import java.util.List;
import lanchat.common.Event;
import lanchat.common.Reply;
import lanchat.server.log.Entry;
import lanchat.server.log.Proposer.Decision;
import lanchat.server.log.RoomLog.Memory;
import lanchat.server.room.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who comes in, or comes back, at the JSON door is told first, and from where on events follow.
 *
 * <p>Who says what was seen last, and is right, gets all that came after it. Who says nothing is a newcomer: the recent
 * lines before the own coming in, and all that came after it, also if that is a while ago because the welcome was lost
 * with the connection. Who has seen another log than this one gets recent lines, and what comes from now on.
 */
final class Welcoming {
    private final Reply.Welcome welcome;
    private final List<Entry> recent;
    private final long seen;
    private final long now;
    private final String motd;

    /**
     * For this decision of the room.
     *
     * @param memory what the log has of the event seen last; null where none was said
     * @param after that event's {@code seq}
     * @param reachesBackTo the place before the oldest event that can be had
     */
    Welcoming(Decision decision, @Nullable Memory memory, long after, long reachesBackTo) {
        now = decision.after();
        if (decision.outcome() instanceof Outcome.Admitted admitted) {
            Event.Joined event = admitted.event();
            motd = admitted.motd();
            seen = seen(memory, after, event.seq() - 1, event.seq() - 1, reachesBackTo);
            recent = recent(decision.recent(), memory, event.seq());
            welcome = new Reply.Welcome(
                    event.by(),
                    event.name(),
                    from(),
                    admitted.present(),
                    admitted.others(),
                    admitted.known(),
                    admitted.heard(),
                    memory == Memory.OTHER);
        } else if (decision.outcome() instanceof Outcome.Resumed resumed) {
            motd = ""; // Who has not left has read it.
            long cameIn = resumed.member().since();
            seen = seen(memory, after, cameIn - 1, now, reachesBackTo);
            recent = recent(decision.recent(), memory, memory == null ? cameIn : now + 1);
            welcome = new Reply.Welcome(
                    resumed.member().session(),
                    resumed.member().name(),
                    from(),
                    resumed.present(),
                    resumed.others(),
                    true,
                    resumed.member().heard(),
                    memory == Memory.OTHER);
        } else {
            throw new IllegalStateException("joining led to " + decision.outcome());
        }
    }

    private static long seen(@Nullable Memory memory, long after, long newcomer, long diverged, long reachesBackTo) {
        long seen = memory == null ? newcomer : memory == Memory.OTHER ? diverged : after;
        return Math.max(seen, reachesBackTo);
    }

    private static List<Entry> recent(List<Entry> newest, @Nullable Memory memory, long before) {
        return memory == Memory.SAME || memory == Memory.GONE
                ? List.of()
                : newest.stream().filter(entry -> entry.seq() < before).toList();
    }

    private long from() {
        return recent.isEmpty() ? seen + 1 : recent.get(0).seq();
    }

    Reply.Welcome welcome() {
        return welcome;
    }

    /** The message of the day, for who comes in; empty for none. */
    String motd() {
        return motd;
    }

    /** The recent lines to show first. */
    List<Entry> recent() {
        return recent;
    }

    /** Events after this one follow. */
    long seen() {
        return seen;
    }

    /** The room's newest event at the moment of coming in: up to there it is the replay. */
    long now() {
        return now;
    }
}
