package lanchat.client.screen;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether and how the time of day stands in front of a line. */
enum TimeOfDay {
    /** The classic look. */
    OFF(null),
    /** {@code 14:05}. */
    HOURS_24("HH:mm "),
    /** {@code 02:05 PM}. */
    HOURS_12("hh:mm a ");

    private final @Nullable DateTimeFormatter format;

    TimeOfDay(@Nullable String pattern) {
        this.format = pattern == null ? null : DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    }

    /** What stands before a line of this time; milliseconds since 1970 UTC. */
    String before(long millis, ZoneId zone) {
        return format == null ? "" : format.format(Instant.ofEpochMilli(millis).atZone(zone));
    }

    /** What was asked for with {@code /time}; null where it is none of the words. */
    static @Nullable TimeOfDay of(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "off" -> OFF;
            case "on", "24" -> HOURS_24;
            case "12" -> HOURS_12;
            default -> null;
        };
    }
}
