package lanchat.client.screen;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import lanchat.client.Dice;
import lanchat.client.HostileServer;
import lanchat.common.ClassicText;
import lanchat.common.Event;
import org.junit.jupiter.api.Test;

/** What a server that means no good can make of a line in colour, and of what Tab offers: nothing but clean text. */
final class HostileLinesTest {
    private static final int ROOMS = 40;
    private static final int EVENTS = 300;

    @Test
    void linesInColourAndNamesForTabAreClean() throws Exception {
        Dice.rollTheSame(ROOMS, dice -> {
            HostileServer hostile = new HostileServer(dice);
            Members members = new Members();
            members.iAm("me");
            members.nowItIsNow();
            LinePainter painter = new LinePainter(NameColors.of(256), members, ZoneOffset.UTC);
            Completion completion = new Completion(List.of("/msg"), true);
            for (int i = 0; i < EVENTS; i++) {
                if (hostile.message() instanceof Event event) {
                    String line = ClassicText.line(event, "me");
                    boolean own = event.by().equals("me");
                    if (line != null) {
                        var unused = Bell.MENTIONS.ringsFor(event, members.ownName());
                        Shown shown = new Shown(line, event, own, event.time(), true);
                        assertClean(painter.paint(shown, TimeOfDay.HOURS_12).replaceAll("\u001B\\[[0-9;]*m", ""));
                        members.take(event, own);
                    }
                }
            }
            List<String> offered = new ArrayList<>(completion.of("", members.lastSpeakersFirst()));
            offered.addAll(completion.of("/msg ", members.lastSpeakersFirst()));
            offered.forEach(HostileLinesTest::assertClean);
        });
    }

    private static void assertClean(String line) {
        line.codePoints().forEach(c -> {
            boolean control = c < ' ' || (c >= 0x7F && c <= 0x9F);
            boolean turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
            assertTrue(!control && !turns, () -> "U+" + Integer.toHexString(c) + " in: " + line);
        });
    }
}
