package lanchat.server.room;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whom names belong to, those unseen longest first. A name belongs to the first key that uses it, until it is released
 * or has not been seen for too long; the one unseen longest is forgotten when there are too many. All of it follows from
 * the events alone, so that a replay gives the same.
 *
 * <p>Not safe for more than one thread; {@link Room} owns it.
 */
final class OwnedNames {
    /** How long a name stays its owner's who is not seen with it: ninety days. */
    static final long KEPT_MS = 90L * 24 * 60 * 60 * 1000;

    /** How many names there are at most. */
    static final int MOST = 100_000;

    /** How many of them may belong to one key. */
    static final int MOST_OF_ONE = 5;

    /** By the name as it is compared. Times never decrease, so that the order of being seen is that of the times. */
    private final Map<String, OwnedName> byKey = new LinkedHashMap<>();

    /** The names of each owner, as they are compared. */
    private final Map<String, List<String>> byIdentity = new HashMap<>();

    private final Looks looks = new Looks();
    private final Predicate<OwnedName> worn;

    /** None, to begin with; {@code worn} says whether its owner is present with a name, and so sees to it. */
    OwnedNames(Predicate<OwnedName> worn) {
        this.worn = worn;
    }

    /** Whose this name is, as of this time; null where it is nobody's. */
    @Nullable
    OwnedName find(String key, long time) {
        OwnedName found = byKey.get(key);
        return found == null || isForgotten(found, time) ? null : found;
    }

    /** A name with one of these looks that belongs to another than this key, as of this time; null for none. */
    @Nullable
    OwnedName like(Set<String> looksWanted, String identity, long time) {
        for (String key : looks.like(looksWanted)) {
            OwnedName alike = find(key, time);
            if (alike != null && !alike.identity().equals(identity)) {
                return alike;
            }
        }
        return null;
    }

    /** What belongs to this key as of this time, as it is written, in alphabetical order. */
    List<String> of(String identity, long time) {
        List<String> names = new ArrayList<>();
        for (String key : byIdentity.getOrDefault(identity, List.of())) {
            OwnedName one = find(key, time);
            if (one != null) {
                names.add(one.name());
            }
        }
        names.sort(null);
        return names;
    }

    /** This owner is seen with this name: it is seen anew, or becomes its own, if it may have one more. */
    void see(String name, String key, String identity, long time) {
        OwnedName before = byKey.get(key);
        if (identity.isEmpty() || (before != null && !before.identity().equals(identity))) {
            return;
        }
        List<String> own = byIdentity.getOrDefault(identity, List.of());
        if (before == null && own.size() >= MOST_OF_ONE) {
            return;
        }
        put(new OwnedName(name, key, identity, time));
        if (byKey.size() > MOST) {
            dropUnseenLongest(time);
        }
    }

    /** It is nobody's any more. */
    void release(String key) {
        OwnedName gone = byKey.remove(key);
        if (gone != null) {
            forget(gone);
        }
    }

    /** An event of this time has happened: what has not been seen for too long is forgotten. */
    void forgetBefore(long time) {
        while (!byKey.isEmpty()) {
            OwnedName first = byKey.values().iterator().next();
            if (time - first.seen() <= KEPT_MS) {
                return;
            }
            if (worn.test(first)) {
                put(new OwnedName(first.name(), first.key(), first.identity(), time));
            } else {
                release(first.key());
            }
        }
    }

    List<OwnedName> all() {
        return List.copyOf(byKey.values());
    }

    void set(List<OwnedName> names) {
        Map<String, OwnedName> before = new HashMap<>(byKey);
        byKey.clear();
        for (OwnedName owned : names) {
            byKey.put(owned.key(), owned);
            index(before.remove(owned.key()), owned); // Most are as they were, and what they look like is known.
        }
        before.values().forEach(this::forget);
    }

    /** Puts it last, for it is the one seen last. */
    private void put(OwnedName owned) {
        OwnedName before = byKey.remove(owned.key());
        byKey.put(owned.key(), owned);
        index(before, owned);
    }

    /** Notes a name by its owner and by its looks, in the place of what it was before. */
    private void index(@Nullable OwnedName before, OwnedName now) {
        if (before != null
                && before.name().equals(now.name())
                && before.identity().equals(now.identity())) {
            return;
        }
        if (before != null) {
            forget(before);
        }
        byIdentity.computeIfAbsent(now.identity(), none -> new ArrayList<>(1)).add(now.key());
        looks.add(now.name(), now.key(), now.key());
    }

    private void forget(OwnedName gone) {
        looks.remove(gone.name(), gone.key(), gone.key());
        byIdentity.computeIfPresent(gone.identity(), (identity, keys) -> {
            keys.remove(gone.key());
            return keys.isEmpty() ? null : keys;
        });
    }

    /** Drops one, and none that is worn unless all are. */
    private void dropUnseenLongest(long time) {
        for (int tries = byKey.size(); tries > 1; tries--) {
            OwnedName first = byKey.values().iterator().next();
            if (!worn.test(first)) {
                break;
            }
            put(new OwnedName(first.name(), first.key(), first.identity(), time));
        }
        release(byKey.keySet().iterator().next());
    }

    private boolean isForgotten(OwnedName owned, long time) {
        return time - owned.seen() > KEPT_MS && !worn.test(owned);
    }
}
