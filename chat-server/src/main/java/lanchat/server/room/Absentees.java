package lanchat.server.room;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sessions whose members have left, those gone longest first. They are forgotten after a while, and the oldest when
 * there are too many. What is forgotten when follows from the events alone, so that a replay forgets the same.
 *
 * <p>Not safe for more than one thread; {@link Room} owns it.
 */
final class Absentees {
    /** How long a session can be come back to: thirty days. */
    static final long KEPT_MS = 30L * 24 * 60 * 60 * 1000;

    /** How many there are at most. */
    static final int MOST = 10_000;

    /** By the hash of the secret. Times never decrease, so that the order of leaving is that of the times. */
    private final Map<String, Absent> bySecret = new LinkedHashMap<>();

    /** The session of this secret, as of this time; null where there is none any more. */
    @Nullable
    Absent find(String secret, long time) {
        Absent found = bySecret.get(secret);
        return found == null || isForgotten(found, time) ? null : found;
    }

    void add(Absent gone) {
        bySecret.remove(gone.secret()); // The order is that of the last leaving.
        bySecret.put(gone.secret(), gone);
        if (bySecret.size() > MOST) {
            dropFirst();
        }
    }

    /** Takes the session out that comes back; null where there is none. */
    @Nullable
    Absent take(String secret) {
        return bySecret.remove(secret);
    }

    /** An event of this time has happened: who has been gone for too long is forgotten. */
    void forgetBefore(long time) {
        while (!bySecret.isEmpty() && isForgotten(bySecret.values().iterator().next(), time)) {
            dropFirst();
        }
    }

    int size() {
        return bySecret.size();
    }

    List<Absent> all() {
        return List.copyOf(bySecret.values());
    }

    void set(List<Absent> absent) {
        bySecret.clear();
        absent.forEach(one -> bySecret.put(one.secret(), one));
    }

    private static boolean isForgotten(Absent absent, long time) {
        return time - absent.seen() > KEPT_MS;
    }

    private void dropFirst() {
        Iterator<Absent> oldest = bySecret.values().iterator();
        oldest.next();
        oldest.remove();
    }
}
