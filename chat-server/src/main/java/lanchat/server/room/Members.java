package lanchat.server.room;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lanchat.common.Person;
import org.jspecify.annotations.Nullable;

/**
 * Who is in the room, in the order they came, found by session or by name without a walk.
 *
 * <p>Not safe for more than one thread; {@link Room} owns it.
 */
final class Members {
    private final Map<String, Member> bySession = new LinkedHashMap<>();
    private final Map<String, String> sessionByKey = new HashMap<>();

    void clear() {
        bySession.clear();
        sessionByKey.clear();
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

    void put(Member member) {
        Member before = bySession.put(member.session(), member);
        if (before != null && !before.key().equals(member.key())) {
            sessionByKey.remove(before.key());
        }
        sessionByKey.put(member.key(), member.session());
    }

    void remove(String session) {
        Member gone = bySession.remove(session);
        if (gone != null) {
            sessionByKey.remove(gone.key());
        }
    }

    /** The first {@code most} members, those longest here first. */
    List<Person> first(int most) {
        List<Person> people = new ArrayList<>(Math.min(most, bySession.size()));
        Iterator<Member> members = bySession.values().iterator();
        while (people.size() < most && members.hasNext()) {
            people.add(members.next().person());
        }
        return people;
    }

    List<Member> all() {
        return List.copyOf(bySession.values());
    }
}
