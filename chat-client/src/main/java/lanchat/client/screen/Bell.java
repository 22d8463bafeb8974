package lanchat.client.screen;

import java.util.Locale;
import lanchat.common.Event;
import org.jspecify.annotations.Nullable;

/** When the terminal's bell rings. */
enum Bell {
    /** Never. */
    OFF,
    /** For a line that mentions one's own name, and for a private one. */
    MENTIONS,
    /** For everything that others say and do. */
    ALL;

    /** Whether it rings for what somebody else did, to this reader of this name. */
    boolean ringsFor(Event event, String ownName) {
        if (event instanceof Event.Whispered) {
            return this != OFF;
        }
        String text = event instanceof Event.Said said ? said.text() : "";
        if (event instanceof Event.Acted acted) {
            text = acted.text();
        }
        return !text.isEmpty() && (this == ALL || (this == MENTIONS && Mentions.in(text, ownName)));
    }

    /** What was asked for with {@code /bell}; null where it is none of the words. */
    static @Nullable Bell of(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "off" -> OFF;
            case "mentions" -> MENTIONS;
            case "all" -> ALL;
            default -> null;
        };
    }

    /** The word for it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
