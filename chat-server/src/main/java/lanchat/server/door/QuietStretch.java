package lanchat.server.door;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lanchat.server.log.Entry;

/**
 * The end of what has been brought, as far back as it is nothing but comings and goings of which only their causers hear.
 * Who was looked after before it lacks nothing of it; and who came in during it, nothing but what it remembers for him, so
 * that thousands who come in at once need not read of each other.
 *
 * <p>Belongs to whoever walks.
 */
final class QuietStretch {
    /** So many are remembered, and then none: who is further behind reads what there is. */
    static final int MAX_REMEMBERED = 16 * 1024;

    private final int announceUpTo;
    private long from;
    private long rememberedFrom;
    private Map<String, List<Long>> places = new HashMap<>();

    /**
     * An empty one, at the place 0.
     *
     * @param announceUpTo comings and goings in a room of more members are shown to nobody but their causer
     */
    QuietStretch(int announceUpTo) {
        this.announceUpTo = announceUpTo;
    }

    /** It begins anew behind this event. */
    void startAt(long seq) {
        from = seq;
        forgetUpTo(seq);
    }

    private void forgetUpTo(long seq) {
        rememberedFrom = seq;
        if (!places.isEmpty()) {
            places = new HashMap<>(); // To clear one that has been large takes long, each time.
        }
    }

    /** This has been brought, too. */
    void add(Round round) {
        for (Entry entry : round.entries()) {
            if (!Round.isQuiet(entry, announceUpTo)) {
                startAt(round.to());
                return;
            }
        }
        if (places.size() + round.entries().size() > MAX_REMEMBERED) {
            forgetUpTo(round.to());
            return;
        }
        for (Entry entry : round.entries()) {
            places.merge(
                    entry.event().by(),
                    List.of(entry.seq()),
                    (earlier, own) ->
                            Stream.concat(earlier.stream(), own.stream()).toList());
        }
    }

    /** Whether all that came after this event, and has been brought, belongs to it. */
    boolean reachesBackTo(long seq) {
        return seq >= from;
    }

    /** The same, and it is remembered whom each concerns. */
    boolean remembersSince(long seq) {
        return seq >= rememberedFrom;
    }

    /** Where those events are of which this session hears, in their order; as far as it remembers. */
    List<Long> placesOf(String session) {
        return places.getOrDefault(session, List.of());
    }
}
