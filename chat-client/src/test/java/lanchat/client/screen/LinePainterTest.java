package lanchat.client.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.ZoneOffset;
import lanchat.common.ClassicText;
import lanchat.common.Event;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LinePainterTest {
    private static final long TWO_IN_THE_AFTERNOON = 14 * 3_600_000L + 5 * 60_000L;

    private final Members members = new Members();

    @BeforeEach
    void amHere() {
        members.iAm("Pavan");
        members.present("Ann");
    }

    private String paint(NameColors colors, Event event, TimeOfDay time) {
        String classic = String.valueOf(ClassicText.line(event, "me"));
        Shown line = new Shown(classic, event, event.by().equals("me"), TWO_IN_THE_AFTERNOON, true);
        return new LinePainter(colors, members, ZoneOffset.UTC).paint(line, time);
    }

    private static Event said(String by, String name, String text) {
        return new Event.Said(1, 0, by, 1, name, text, null);
    }

    @Test
    void onlyTheNameHasItsColour() {
        String color = NameColors.of(256).begin("Ann");

        assertEquals(color + "Ann\033[39m:hi", paint(NameColors.of(256), said("ann", "Ann", "hi"), TimeOfDay.OFF));
    }

    @Test
    void onesOwnNameIsHighlightedAndOthersBehindAnAtSign() {
        assertEquals(
                "Bob:\033[7m@pavan\033[27m and \033[1m@Ann\033[22m, Ann",
                paint(NameColors.none(), said("bob", "Bob", "@pavan and @Ann, Ann"), TimeOfDay.OFF));
    }

    @Test
    void onesOwnLinesStandOutByWeight() {
        assertEquals("\033[1mYou\033[22m:hi", paint(NameColors.of(256), said("me", "Pavan", "hi"), TimeOfDay.OFF));
    }

    @Test
    void theTimeStandsInFront() {
        Event event = said("ann", "Ann", "hi");

        assertEquals("14:05 Ann:hi", paint(NameColors.none(), event, TimeOfDay.HOURS_24));
        assertEquals("02:05 PM Ann:hi", paint(NameColors.none(), event, TimeOfDay.HOURS_12));
    }
}
