package lanchat.client.screen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lanchat.common.CleanText;
import lanchat.common.Event;
import lanchat.common.Name;

/**
 * Who is here, as far as this client has seen, in the order in which they spoke last: for completing names and finding
 * them in lines. A room that is larger than its welcome lists becomes known as its members speak.
 *
 * <p>Names are clean here, for Tab puts them into the line being typed. The socket's thread writes it, the keyboard's thread reads it; guarded by itself.
 */
final class Members {
    /** By key, who spoke last at the end. */
    private final Map<String, String> names = new LinkedHashMap<>();

    private String ownName = "";
    private boolean caughtUp;

    /** This client's own name, from now on. */
    synchronized void iAm(String name) {
        names.remove(Name.keyOf(name));
        ownName = CleanText.line(name);
        caughtUp = false;
    }

    /** The name this client has in the room; empty before it has one. */
    synchronized String ownName() {
        return ownName;
    }

    /** Whether what comes now happens now: one's own arrival, which ends what was said before it, has been seen. */
    synchronized boolean caughtUp() {
        return caughtUp;
    }

    /** What comes from here on happens now. */
    synchronized void nowItIsNow() {
        caughtUp = true;
    }

    /** Somebody who is here. */
    synchronized void present(String name) {
        if (!name.equals(ownName)) {
            names.putIfAbsent(Name.keyOf(name), CleanText.line(name));
        }
    }

    /** Takes note of who came, went, spoke or has another name now. */
    synchronized void take(Event event, boolean own) {
        if (own && event instanceof Event.Joined) {
            caughtUp = true;
        } else if (own && event instanceof Event.Renamed renamed) {
            names.remove(Name.keyOf(renamed.newName()));
            ownName = CleanText.line(renamed.newName());
        } else if (!own) {
            takeOther(event);
        }
    }

    private void takeOther(Event event) {
        String key = Name.keyOf(event.name());
        if (event instanceof Event.Left) {
            names.remove(key);
        } else if (event instanceof Event.Renamed renamed) {
            names.remove(key);
            names.put(Name.keyOf(renamed.newName()), CleanText.line(renamed.newName()));
        } else if (event instanceof Event.Joined) {
            names.putIfAbsent(key, CleanText.line(event.name()));
        } else if (names.remove(key) != null || caughtUp) {
            // Who is only heard from before our time may have gone since.
            names.put(key, CleanText.line(event.name()));
        }
    }

    /** The others, who spoke last first. */
    synchronized List<String> lastSpeakersFirst() {
        List<String> others = new ArrayList<>(names.size());
        for (String name : names.values()) {
            others.add(0, name);
        }
        return others;
    }
}
