package lanchat.client.screen;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import lanchat.common.ClassicText;
import lanchat.common.Event;
import lanchat.common.Foldings;
import org.jspecify.annotations.Nullable;

/**
 * What is done to the room's lines for a person who reads them: a line says when another day begins, and comings and goings
 * are folded into one line when they come in floods. The order stays true: what is folded appears before anything else does.
 *
 * <p>Knows no clock of its own. For use under the screen's lock.
 */
final class Tidying {
    /** So many comings and goings are shown as they are within {@link #FLOOD_NANOS}; more are a flood. */
    static final int CALM = 3;

    static final long FLOOD_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** Nothing is held back longer than this, and until the next look. */
    static final long HELD_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);

    private final ZoneId zone;
    private final LongSupplier nanos;
    private final Foldings folded = new Foldings();
    /** When the newest comings and goings came, at most {@link #CALM} of them. */
    private final Deque<Long> newest = new ArrayDeque<>();

    private LocalDate day;
    private int heldBack;
    private @Nullable Shown firstHeldBack;
    private long heldSince;

    /**
     * Begins to tidy.
     *
     * @param now milliseconds since 1970 UTC: of today nothing needs to be said
     * @param nanos readings of {@link System#nanoTime}
     */
    Tidying(ZoneId zone, long now, LongSupplier nanos) {
        this.zone = zone;
        this.nanos = nanos;
        this.day = dayOf(now);
    }

    /** What is to be printed now that this comes, in this order. */
    List<Shown> take(Shown next) {
        if (comesOrGoes(next) && isFlood()) {
            if (heldBack == 0) {
                firstHeldBack = next;
                heldSince = nanos.getAsLong();
            } else if (heldBack == 1 && firstHeldBack != null && firstHeldBack.event() != null) {
                folded.add(firstHeldBack.event());
            }
            if (heldBack > 0 && next.event() != null) {
                folded.add(next.event());
            }
            heldBack++;
            return isOld() ? heldBack() : List.of();
        }
        List<Shown> lines = new ArrayList<>(heldBack());
        if (next.dated()) {
            addDay(next.millis(), lines);
        }
        lines.add(next);
        return lines;
    }

    /** Of others, and now: who was here already is no coming. */
    private static boolean comesOrGoes(Shown line) {
        boolean either = line.event() instanceof Event.Joined || line.event() instanceof Event.Left;
        return either && !line.own() && line.dated();
    }

    private boolean isFlood() {
        long now = nanos.getAsLong();
        boolean flood = newest.size() == CALM && now - newest.getFirst() < FLOOD_NANOS;
        if (newest.size() == CALM) {
            newest.removeFirst();
        }
        newest.addLast(now);
        return flood;
    }

    /** What has been held back for long enough. */
    List<Shown> due() {
        return isOld() ? heldBack() : List.of();
    }

    private boolean isOld() {
        return heldBack > 0 && nanos.getAsLong() - heldSince >= HELD_NANOS;
    }

    /** All that is held back, which is no longer so. */
    List<Shown> heldBack() {
        Shown first = firstHeldBack;
        if (first == null) {
            return List.of();
        }
        List<Shown> lines = new ArrayList<>(2);
        addDay(first.millis(), lines);
        lines.add(
                heldBack == 1
                        ? first
                        : new Shown(ClassicText.notice(folded.tell()), null, false, first.millis(), true));
        heldBack = 0;
        firstHeldBack = null;
        return lines;
    }

    private void addDay(long millis, List<Shown> lines) {
        LocalDate then = dayOf(millis);
        if (!then.equals(day)) {
            day = then;
            lines.add(new Shown("--- " + DAY.format(then), null, false, millis, false));
        }
    }

    private LocalDate dayOf(long millis) {
        return Instant.ofEpochMilli(millis).atZone(zone).toLocalDate();
    }
}
