package lanchat.server.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import lanchat.common.Event;

/**
 * Which events somebody who looks back is shown: what was said, acted and whispered, as far as their session may see it.
 */
public final class Wanted {
    private Wanted() {}

    /** All lines. */
    public static Predicate<Event> lines(String session) {
        return event -> !text(event).isEmpty() && event.visibleTo(session);
    }

    /** What this session itself has said, acted or whispered. */
    public static Predicate<Event> by(String session) {
        return event -> event.by().equals(session) && !text(event).isEmpty();
    }

    /** The lines in which, with the name of who spoke, all of these words stand; capitals do not matter. */
    public static Predicate<Event> words(String typed, String session) {
        List<String> words = new ArrayList<>();
        for (String word : typed.toLowerCase(Locale.ROOT).split(" ", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return event -> {
            String text = text(event);
            if (text.isEmpty() || !event.visibleTo(session)) {
                return false;
            }
            String line = (event.name() + ":" + text).toLowerCase(Locale.ROOT);
            return words.stream().allMatch(line::contains);
        };
    }

    /** What somebody said; empty for other events. */
    private static String text(Event event) {
        if (event instanceof Event.Said said) {
            return said.text();
        } else if (event instanceof Event.Acted acted) {
            return acted.text();
        } else if (event instanceof Event.Whispered whispered) {
            return whispered.text();
        }
        return "";
    }
}
