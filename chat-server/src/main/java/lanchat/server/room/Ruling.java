package lanchat.server.room;

import lanchat.common.Span;

/**
 * Something the host or an operator has ruled that holds.
 *
 * @param rule the word of the {@link lanchat.common.Rule} by which it began: {@code ban}, {@code mute}, {@code op} or
 *     {@code motd}
 * @param kind what {@code value} is: {@code name} (as names are compared), {@code key} (a fingerprint), {@code address} (or
 *     a range), {@code loopback}, {@code stay} (a session); empty for the message of the day
 * @param shown whom it concerns, as people call them
 * @param until milliseconds since 1970 UTC at which it ends; 0 for never
 * @param by the name of who ruled it
 * @param text the reason, or the message of the day
 */
public record Ruling(String rule, String kind, String value, String shown, long until, String by, String text) {
    /** Whether it still holds at this time. */
    boolean holdsAt(long time) {
        return until == 0 || until > time;
    }

    /** Until when, by whom and why, for whoever it keeps from something. */
    String because(long now) {
        return Span.until(until, now) + ", by " + by + (text.isEmpty() ? "." : ": " + text);
    }

    /** A line of a list. */
    String line(long now) {
        String what = switch (kind) {
            case "key" -> shown + " (by key)";
            case "name" -> shown + " (by name)";
            case "stay" -> shown + " (for this stay)";
            case "loopback" -> "the server's own machine";
            default -> shown;
        };
        String doing = switch (rule) {
            case "ban" -> "banned: ";
            case "mute" -> "muted: ";
            default -> "operator: ";
        };
        return doing + what + (rule.equals("op") ? ", by " + by : " " + because(now));
    }
}
