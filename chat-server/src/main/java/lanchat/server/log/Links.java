package lanchat.server.log;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which connection speaks for each session. For one that can be come back to it is the newest one that joined it; what an
 * earlier one asked and was not decided is not heard any more; its client asks again over the new one.
 *
 * <p>No part of the room, for connections end with the server. Belongs to the appending thread. What a batch changes can
 * be taken back with the batch.
 */
final class Links {
    /** The connection, by whoever proposes for it, whether it has broken, and whether no other is heard beside it. */
    private record Link(Proposer holder, boolean away, boolean only) {}

    /** What a session had before. */
    private record Change(String session, @Nullable Link before) {}

    private final Map<String, Link> bySession = new HashMap<>();
    private final Deque<Change> changes = new ArrayDeque<>();

    /** Whether what comes from there is heard: nobody has taken over. */
    boolean hears(String session, Proposer from) {
        Link link = bySession.get(session);
        return link == null || !link.only() || link.holder() == from;
    }

    /** Whether the session's client has made another connection since this one, and come in over it. */
    boolean isOvertaken(String session, Proposer from) {
        Link link = bySession.get(session);
        return link != null && link.holder().madeAs() > from.madeAs();
    }

    /** From now on this one speaks for the session; returns who did so far, null for nobody or the same one. */
    @Nullable
    Proposer take(String session, Proposer holder) {
        Link before = put(session, new Link(holder, false, true));
        return before == null || before.holder() == holder ? null : before.holder();
    }

    /** This one speaks for a session that ends with its connection. */
    void note(String session, Proposer holder) {
        put(session, new Link(holder, false, false));
    }

    /** The connection that speaks for the session has broken. */
    void breakOff(String session, Proposer holder) {
        put(session, new Link(holder, true, true));
    }

    boolean isAway(String session) {
        Link link = bySession.get(session);
        return link != null && link.away();
    }

    /** The session's member has left. Returns who spoke for it; null for nobody. */
    @Nullable
    Proposer forget(String session) {
        Link before = bySession.remove(session);
        if (before == null) {
            return null;
        }
        changes.push(new Change(session, before));
        return before.holder();
    }

    /** What was changed stays so. */
    void keep() {
        changes.clear();
    }

    /** What was changed since it was last kept has not happened. */
    void takeBack() {
        while (!changes.isEmpty()) {
            Change change = changes.pop();
            if (change.before() == null) {
                bySession.remove(change.session());
            } else {
                bySession.put(change.session(), change.before());
            }
        }
    }

    private @Nullable Link put(String session, Link link) {
        Link before = bySession.put(session, link);
        changes.push(new Change(session, before));
        return before;
    }
}
