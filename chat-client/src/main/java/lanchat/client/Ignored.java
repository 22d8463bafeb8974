package lanchat.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lanchat.common.Event;
import lanchat.common.Name;

/**
 * Those whose lines this member does not want to read, until the client ends. The room knows nothing of it. Guarded by
 * itself; any thread may call anything.
 */
final class Ignored {
    /** How they are shown, by the name as it is compared. */
    private final Map<String, String> names = new LinkedHashMap<>();

    /** From now on nothing is read of who has this name. */
    synchronized void add(Name name) {
        names.put(name.key(), name.shown());
    }

    /** Their lines are read again; false where they were read before. */
    synchronized boolean remove(String name) {
        return names.remove(Name.keyOf(name)) != null;
    }

    /** Who is ignored, those ignored longest first. */
    synchronized List<String> names() {
        return List.copyOf(names.values());
    }

    /** Whether this is a line of somebody ignored. Who takes another name is ignored under that as well. */
    synchronized boolean hides(Event event) {
        if (names.isEmpty() || !names.containsKey(Name.keyOf(event.name()))) {
            return false;
        }
        if (event instanceof Event.Renamed renamed) {
            names.put(Name.keyOf(renamed.newName()), renamed.newName());
        }
        return event instanceof Event.Said || event instanceof Event.Acted || event instanceof Event.Whispered;
    }
}
