package lanchat.common;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * Comings and goings, gathered until they are told in one notice: ten thousand that are told one by one in a large room
 * would mean fifty million lines. The server folds them in such a room, a client when they come in floods.
 *
 * <p>For one thread.
 */
public final class Foldings {
    private static final int NAMED = 2;

    private final List<String> came = new ArrayList<>();
    private final List<String> went = new ArrayList<>();
    private int moreCame;
    private int moreWent;

    /** Gathers one; other events are nothing to it. */
    public void add(Event event) {
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

    /** Whether nothing has been gathered. */
    public boolean isEmpty() {
        return came.isEmpty() && went.isEmpty();
    }

    /** "Ana, Bo and 14 others joined; Cy left"; begins to gather anew. */
    public String tell() {
        StringJoiner both = new StringJoiner("; ");
        if (!came.isEmpty()) {
            both.add(ClassicText.names(came, moreCame) + " joined");
        }
        if (!went.isEmpty()) {
            both.add(ClassicText.names(went, moreWent) + " left");
        }
        came.clear();
        went.clear();
        moreCame = 0;
        moreWent = 0;
        return both.toString();
    }
}
