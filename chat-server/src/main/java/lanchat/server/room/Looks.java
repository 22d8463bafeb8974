package lanchat.server.room;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import lanchat.common.LookAlikes;
import org.jspecify.annotations.Nullable;

/**
 * What bears names, by what they look like, so that what looks like another one is found without a walk. Names are looked
 * at when somebody asks, for a server that starts has many and is asked about none. Not safe for more than one thread.
 */
final class Looks {
    private final Map<String, Set<String>> bearersByLook = new HashMap<>();
    private final Set<Bearer> notLookedAt = new LinkedHashSet<>();

    private record Bearer(String name, String key, String bearer) {}

    void clear() {
        bearersByLook.clear();
        notLookedAt.clear();
    }

    /** {@code bearer} is a word for whatever bears the name; {@code key} the name as it is compared. */
    void add(String name, String key, String bearer) {
        notLookedAt.add(new Bearer(name, key, bearer));
    }

    private void lookAtAll() {
        for (Bearer one : notLookedAt) {
            for (String look : LookAlikes.of(one.name(), one.key())) {
                bearersByLook.merge(look, Set.of(one.bearer()), Looks::together);
            }
        }
        notLookedAt.clear();
    }

    /** Nearly every look has one bearer, and its set is to be small. */
    private static Set<String> together(Set<String> before, Set<String> one) {
        Set<String> all = before.size() == 1 ? new LinkedHashSet<>(before) : before;
        all.addAll(one);
        return all;
    }

    private static @Nullable Set<String> without(Set<String> before, String bearer) {
        if (before.size() == 1) {
            return before.contains(bearer) ? null : before;
        }
        before.remove(bearer);
        return before.size() == 1 ? Set.copyOf(before) : before;
    }

    void remove(String name, String key, String bearer) {
        notLookedAt.remove(new Bearer(name, key, bearer));
        if (bearersByLook.isEmpty()) {
            return; // Nothing has been looked at yet.
        }
        for (String look : LookAlikes.of(name, key)) {
            bearersByLook.computeIfPresent(look, (same, bearers) -> without(bearers, bearer));
        }
    }

    /** What bears a name that has one of these looks, which are few. */
    Set<String> like(Set<String> looks) {
        lookAtAll();
        Set<String> bearers = new LinkedHashSet<>();
        for (String look : looks) {
            bearers.addAll(bearersByLook.getOrDefault(look, Set.of()));
        }
        return bearers;
    }
}
