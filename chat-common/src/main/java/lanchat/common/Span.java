package lanchat.common;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time and moments in the words of people. Safe for use by any thread. */
public final class Span {
    private static final Pattern TYPED = Pattern.compile("(\\d{1,4})([smhdw])");
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Span() {}

    /** Milliseconds of a time as people type it ({@code 90s}, {@code 30m}, {@code 2h}, {@code 7d}, {@code 2w}); 0 for none. */
    public static long typed(String word) {
        Matcher typed = TYPED.matcher(word.toLowerCase(Locale.ROOT));
        if (!typed.matches()) {
            return 0;
        }
        long count = Long.parseLong(typed.group(1));
        return switch (typed.group(2)) {
            case "s" -> TimeUnit.SECONDS.toMillis(count);
            case "m" -> TimeUnit.MINUTES.toMillis(count);
            case "h" -> TimeUnit.HOURS.toMillis(count);
            case "d" -> TimeUnit.DAYS.toMillis(count);
            default -> TimeUnit.DAYS.toMillis(7 * count);
        };
    }

    /** So many milliseconds as people say it, in its two largest units: {@code 1 hour and 30 minutes}. */
    public static String words(long millis) {
        long seconds = Math.max(0, TimeUnit.MILLISECONDS.toSeconds(millis));
        long[] counts = {seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60};
        List<String> units = List.of("day", "hour", "minute", "second");
        List<String> words = new ArrayList<>();
        for (int i = 0; i < counts.length && words.size() < 2; i++) {
            if (counts[i] > 0) {
                words.add(counts[i] + " " + units.get(i) + (counts[i] == 1 ? "" : "s"));
            } else if (!words.isEmpty()) {
                break; // "1 day and 3 seconds" is more exact than anybody wants it.
            }
        }
        return words.isEmpty() ? "0 seconds" : String.join(" and ", words);
    }

    /** A moment, given in milliseconds since 1970 UTC, to the minute: {@code 2026-11-24 14:30 UTC}. */
    public static String moment(long millis) {
        return MINUTES.format(Instant.ofEpochMilli(millis));
    }

    /** Until when something holds, seen from now: {@code until 2026-11-24 14:30 UTC (2 hours from now)}; 0 is for good. */
    public static String until(long until, long now) {
        return until == 0 ? "for good" : "until " + moment(until) + " (" + words(until - now) + " from now)";
    }
}
