package lanchat.server.room;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import lanchat.common.LookAlikes;

/**
 * Names by what they look like, each under a key of its own, so that what looks like another one is found without a
 * walk. Not safe for more than one thread.
 */
final class Looks {
    private final Map<String, Set<String>> keysByLook = new HashMap<>();

    void clear() {
        keysByLook.clear();
    }

    void add(String name, String key) {
        for (String look : LookAlikes.of(name)) {
            keysByLook.computeIfAbsent(look, none -> new LinkedHashSet<>()).add(key);
        }
    }

    void remove(String name, String key) {
        for (String look : LookAlikes.of(name)) {
            keysByLook.computeIfPresent(look, (same, keys) -> {
                keys.remove(key);
                return keys.isEmpty() ? null : keys;
            });
        }
    }

    /** The keys of the names that have one of these looks, which are few. */
    Set<String> like(Set<String> looks) {
        Set<String> keys = new LinkedHashSet<>();
        for (String look : looks) {
            keys.addAll(keysByLook.getOrDefault(look, Set.of()));
        }
        return keys;
    }
}
