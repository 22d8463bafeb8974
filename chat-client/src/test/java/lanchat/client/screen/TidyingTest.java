package lanchat.client.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import lanchat.common.ClassicText;
import lanchat.common.Event;
import org.junit.jupiter.api.Test;

final class TidyingTest {
    private static final ZoneId ZONE = ZoneId.of("Pacific/Auckland");
    private static final long NOON = millis("2026-11-24T12:00:00");

    private long nanos = 5;
    private final Tidying tidying = new Tidying(ZONE, NOON, () -> nanos);
    private final List<String> printed = new ArrayList<>();
    private long seq;

    @Test
    void aFewComingsAndGoingsAreShownAsTheyAre() {
        comes("Ana");
        goes("Ana");
        comes("Bo");
        passes(Tidying.FLOOD_NANOS);
        comes("Cy");

        assertEquals(List.of("Ana<1> connected", "Ana<1> disconnected", "Bo<1> connected", "Cy<1> connected"), printed);
    }

    @Test
    void aFloodIsFoldedInTheOrderInWhichTheyCame() {
        for (int i = 1; i <= 19; i++) {
            comes("m" + i);
        }
        assertEquals(3, printed.size());
        looks();
        assertEquals(3, printed.size());

        passes(Tidying.HELD_NANOS);
        looks();

        assertEquals("*** m4, m5 and 14 others joined", printed.get(3));
        looks();
        assertEquals(4, printed.size());
    }

    @Test
    void aFloodThatGoesOnIsToldInALineForEachMoment() {
        for (int i = 1; i <= 30; i++) {
            comes("m" + i);
            passes(TimeUnit.MILLISECONDS.toNanos(100));
        }
        looks();

        assertEquals(
                List.of(
                        "m1<1> connected",
                        "m2<1> connected",
                        "m3<1> connected",
                        "*** m4, m5 and 9 others joined",
                        "*** m15, m16 and 9 others joined"),
                printed);
    }

    @Test
    void whatIsSaidInBetweenComesBehindWhatCameBefore() {
        for (int i = 1; i <= 6; i++) {
            comes("m" + i);
        }
        goes("m1");
        says("hello", NOON);
        comes("m7");
        says("again", NOON);

        assertEquals(
                List.of("*** m4, m5 and 1 other joined; m1 left", "Ann:hello", "m7<1> connected", "Ann:again"),
                printed.subList(3, printed.size()));
    }

    @Test
    void ownComingsAndThoseWhoWereHereAreNotFolded() {
        for (int i = 1; i <= 4; i++) {
            Event was = new Event.Joined(0, NOON, "x", 0, "w" + i, "1", null);
            print(tidying.take(new Shown("w" + i + " was here", was, false, NOON, false)));
        }
        for (int i = 1; i <= 4; i++) {
            Event mine = new Event.Joined(++seq, NOON, "me", 0, "Me", "1", null);
            print(tidying.take(new Shown("me", mine, true, NOON, true)));
        }

        assertEquals(8, printed.size());
    }

    @Test
    void anotherDayIsSaidBeforeItsFirstLineAndOnlyThere() {
        says("today", NOON);
        says("late", millis("2026-11-24T23:59:59"));
        says("early", millis("2026-11-25T00:00:00"));
        says("more", millis("2026-11-25T00:00:01"));

        assertEquals(
                List.of("Ann:today", "Ann:late", "--- Wednesday, 25 November 2026", "Ann:early", "Ann:more"), printed);
    }

    @Test
    void whatWasMissedHasItsDaysAndThenTodayIsSaid() {
        says("yesterday", millis("2026-11-23T20:00:00"));
        says("now", NOON);

        assertEquals(
                List.of("--- Monday, 23 November 2026", "Ann:yesterday", "--- Tuesday, 24 November 2026", "Ann:now"),
                printed);
    }

    @Test
    void aNoticeOfTheMomentBeginsNoDay() {
        print(tidying.take(new Shown("*** something", null, false, millis("2026-11-25T00:00:00"), false)));

        assertEquals(List.of("*** something"), printed);
    }

    @Test
    void aFloodOverMidnightBelongsToTheDayOfItsFirst() {
        for (int i = 1; i <= 3; i++) {
            comes("m" + i);
        }
        comes("m4", millis("2026-11-25T00:00:01"));
        comes("m5", millis("2026-11-25T00:00:02"));
        print(tidying.heldBack());

        assertEquals(
                List.of("--- Wednesday, 25 November 2026", "*** m4 and m5 joined"), printed.subList(3, printed.size()));
    }

    private void comes(String name) {
        comes(name, NOON);
    }

    private void comes(String name, long when) {
        take(new Event.Joined(++seq, when, name, 0, name, "1", null));
    }

    private void goes(String name) {
        take(new Event.Left(++seq, NOON, name, 0, name, "1", null));
    }

    private void says(String text, long when) {
        take(new Event.Said(++seq, when, "ann", 0, "Ann", text, null));
    }

    private void take(Event event) {
        String line = Objects.requireNonNull(ClassicText.line(event, "me"));
        print(tidying.take(new Shown(line, event, false, event.time(), true)));
    }

    private void looks() {
        print(tidying.due());
    }

    private void passes(long time) {
        nanos += time;
    }

    private void print(List<Shown> lines) {
        lines.forEach(line -> printed.add(line.classic()));
    }

    private static long millis(String local) {
        return Instant.from(LocalDateTime.parse(local).atZone(ZONE)).toEpochMilli();
    }
}
