package lanchat.server.room;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lanchat.common.Person;
import org.jspecify.annotations.Nullable;

/**
 * Who is in the room, in the order they came, found by session, by name or by secret without a walk.
 *
 * <p>Not safe for more than one thread; {@link Room} owns it.
 */
final class Members {
    private final Map<String, Member> bySession = new LinkedHashMap<>();
    private final Map<String, String> sessionByKey = new HashMap<>();
    private final Map<String, String> sessionBySecret = new HashMap<>();
    private final Map<String, Integer> countByAddress = new HashMap<>();
    private final Looks looks = new Looks();
    /** What {@link #first(int)} gave last, as long as it would give the same; else null. */
    private @Nullable List<Person> first;

    void clear() {
        first = null;
        bySession.clear();
        sessionByKey.clear();
        sessionBySecret.clear();
        countByAddress.clear();
        looks.clear();
    }

    int size() {
        return bySession.size();
    }

    @Nullable
    Member bySession(String session) {
        return bySession.get(session);
    }

    @Nullable
    Member byKey(String key) {
        String session = sessionByKey.get(key);
        return session == null ? null : bySession.get(session);
    }

    @Nullable
    Member bySecret(String secret) {
        String session = sessionBySecret.get(secret);
        return session == null ? null : bySession.get(session);
    }

    /** Somebody whose name has one of these looks, but not of this session; null for nobody. */
    @Nullable
    Member like(Set<String> looksWanted, @Nullable String except) {
        for (String session : looks.like(looksWanted)) {
            if (!session.equals(except)) {
                return bySession.get(session);
            }
        }
        return null;
    }

    /** How many there are from this address. */
    int from(String address) {
        return countByAddress.getOrDefault(address, 0);
    }

    /** Takes a member in, or takes over what has changed of one; the address of a member never changes. */
    void put(Member member) {
        Member before = bySession.put(member.session(), member);
        if (before == null) {
            countByAddress.merge(member.address(), 1, Integer::sum);
        } else if (!before.key().equals(member.key())) {
            sessionByKey.remove(before.key());
        }
        if (before == null || !before.name().equals(member.name())) {
            if (before != null) {
                looks.remove(before.name(), before.key(), member.session());
                first = null;
            }
            looks.add(member.name(), member.key(), member.session());
        }
        sessionByKey.put(member.key(), member.session());
        if (before != null && !before.secret().equals(member.secret())) {
            sessionBySecret.remove(before.secret());
        }
        if (member.canComeBack()) {
            sessionBySecret.put(member.secret(), member.session());
        }
    }

    /** Takes a member out; null where there is none. */
    @Nullable
    Member remove(String session) {
        Member gone = bySession.remove(session);
        if (gone != null) {
            first = null;
            sessionByKey.remove(gone.key());
            looks.remove(gone.name(), gone.key(), session);
            sessionBySecret.remove(gone.secret());
            countByAddress.computeIfPresent(gone.address(), (address, count) -> count == 1 ? null : count - 1);
        }
        return gone;
    }

    /**
     * The first {@code most} members, those longest here first. The same list as the last time, where nothing has changed in
     * it: in a large room thousands ask for the same few. Who comes in is behind all others, and changes it only where it
     * had room.
     */
    List<Person> first(int most) {
        List<Person> known = first;
        if (known == null || known.size() != Math.min(most, bySession.size())) {
            known = List.copyOf(first(most, ""));
            first = known;
        }
        return known;
    }

    /** The first {@code most} members but this one, those longest here first. */
    List<Person> first(int most, String except) {
        List<Person> people = new ArrayList<>(Math.min(most, bySession.size()));
        Iterator<Member> members = bySession.values().iterator();
        while (people.size() < most && members.hasNext()) {
            Member next = members.next();
            if (!next.session().equals(except)) {
                people.add(next.person());
            }
        }
        return people;
    }

    List<Member> all() {
        return List.copyOf(bySession.values());
    }
}
