package lanchat.server.door;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import lanchat.common.Event;

/**
 * Comings and goings in a large room, gathered until they are told in one notice: ten thousand that are told one by
 * one would mean fifty million lines.
 *
 * <p>Belongs to whoever walks.
 */
final class Foldings {
    private static final int NAMED = 2;

    private final List<String> came = new ArrayList<>();
    private final List<String> went = new ArrayList<>();
    private int moreCame;
    private int moreWent;

    void add(Event event) {
        if (event instanceof Event.Joined) {
            if (came.size() < NAMED) {
                came.add(event.name());
            } else {
                moreCame++;
            }
        } else if (event instanceof Event.Left) {
            if (went.size() < NAMED) {
                went.add(event.name());
            } else {
                moreWent++;
            }
        }
    }

    boolean isEmpty() {
        return came.isEmpty() && went.isEmpty();
    }

    /** "Ana, Bo and 14 others joined; Cy left"; begins to gather anew. */
    String tell() {
        StringJoiner both = new StringJoiner("; ");
        if (!came.isEmpty()) {
            both.add(names(came, moreCame) + " joined");
        }
        if (!went.isEmpty()) {
            both.add(names(went, moreWent) + " left");
        }
        came.clear();
        went.clear();
        moreCame = 0;
        moreWent = 0;
        return both.toString();
    }

    private static String names(List<String> names, int more) {
        if (more > 0) {
            return String.join(", ", names) + " and " + more + (more == 1 ? " other" : " others");
        }
        return String.join(" and ", names);
    }
}
