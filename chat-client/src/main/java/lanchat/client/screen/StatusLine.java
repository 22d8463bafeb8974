package lanchat.client.screen;

import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What the line under the one being typed says. Guarded by itself; any thread. */
final class StatusLine {
    private Standing standing = Standing.UNKNOWN;
    private boolean on;
    private int unread;

    /** @param on whether it is shown */
    StatusLine(boolean on) {
        this.on = on;
    }

    synchronized boolean isOn() {
        return on;
    }

    synchronized void turn(boolean toOn) {
        on = toOn;
    }

    synchronized void standing(Standing now) {
        standing = now;
    }

    /** A line has come that mentions the member, or is for the member alone. */
    synchronized void mentioned() {
        unread++;
    }

    /** The member is there, and has read what there is; true where that changes anything. */
    synchronized boolean read() {
        boolean some = unread > 0;
        unread = 0;
        return some;
    }

    /** The line; empty for none. */
    synchronized String text() {
        if (!on || standing.connection().isEmpty()) {
            return "";
        }
        StringJoiner parts = new StringJoiner(" | ", "[", "]");
        addCount(parts, standing.members(), "here", "here");
        parts.add(standing.connection());
        addCount(parts, unread, "line for you", "lines for you");
        addCount(parts, standing.waiting(), "line waits", "lines wait");
        if (!standing.missing().isEmpty()) {
            parts.add("not yet: " + standing.missing());
        }
        return parts.toString();
    }

    private static void addCount(StringJoiner parts, int count, String one, String many) {
        if (count > 0) {
            parts.add(count + " " + (count == 1 ? one : many));
        }
    }

    /** What was asked for with {@code /status}; null where it is none of the words. */
    static @Nullable Boolean asked(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "on" -> Boolean.TRUE;
            case "off" -> Boolean.FALSE;
            default -> null;
        };
    }
}
