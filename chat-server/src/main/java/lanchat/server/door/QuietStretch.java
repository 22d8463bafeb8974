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
    /** So many events are remembered, and then none: who is further behind reads what there is. */
    static final int MAX_REMEMBERED = 16 * 1024;

    private long from;
    private long rememberedFrom;
    private int remembered;
    private Map<String, List<Long>> places = new HashMap<>();

    /** It begins anew behind this event. */
    void startAt(long seq) {
        from = seq;
        forgetUpTo(seq);
    }

    private void forgetUpTo(long seq) {
        rememberedFrom = seq;
        remembered = 0;
        if (!places.isEmpty()) {
            places = new HashMap<>(); // To clear one that has been large takes long, each time.
        }
    }

    /**
     * Forgets what it remembers where so many more would be too much; before those are taken into the walk who need what it
     * remembers, for who does is not looked at again.
     *
     * @param upTo where the events begin that come next
     */
    void makeRoom(int events, long upTo) {
        if (remembered + events > MAX_REMEMBERED) {
            forgetUpTo(upTo);
        }
    }

    /** This is brought next, and is nothing but that. After {@link #makeRoom}. */
    void add(Round round) {
        remembered += round.entries().size();
        for (Entry entry : round.entries()) {
            places.merge(
                    entry.event().by(),
                    List.of(entry.seq()),
                    (earlier, own) ->
                            Stream.concat(earlier.stream(), own.stream()).toList());
        }
    }

    /** Whether all that came after this event belongs to it, up to the round that is brought. */
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
