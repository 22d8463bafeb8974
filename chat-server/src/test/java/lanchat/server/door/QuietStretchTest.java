package lanchat.server.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lanchat.common.Event;
import lanchat.server.Dice;
import lanchat.server.log.Entry;
import org.junit.jupiter.api.Test;

/** What the walk remembers of comings and goings that only their causers hear of. */
class QuietStretchTest {
    private static final int HISTORIES = 400;
    private static final int ANNOUNCED = 3;

    @Test
    void itReachesBackToTheLastRoundThatOthersHearOfAndKnowsWhomAllSinceConcerns() {
        Dice.roll(HISTORIES, dice -> {
            MadeUpLog log = new MadeUpLog(dice, dice.nextInt(30));
            QuietStretch quiet = new QuietStretch();
            long start = dice.nextInt(3);
            quiet.startAt(start);
            long lastHeard = start;
            for (long from = start; from < log.newest(); ) {
                long to = Math.min(log.newest(), from + 1 + dice.nextInt(4));
                List<Entry> entries = log.between(from, to);
                Round round = new Round(from, to, entries, ANNOUNCED);
                if (round.isOnlyForCausers()) {
                    quiet.add(round);
                } else {
                    quiet.startAt(to);
                    lastHeard = to;
                }
                from = to;

                for (long place = start; place <= to; place++) {
                    assertEquals(place >= lastHeard, quiet.reachesBackTo(place));
                    assertEquals(place >= lastHeard, quiet.remembersSince(place));
                }
                for (String session : MadeUpLog.SESSIONS) {
                    List<Long> own = log.between(lastHeard, to).stream()
                            .filter(entry -> entry.event().by().equals(session))
                            .map(Entry::seq)
                            .toList();
                    assertEquals(own, quiet.placesOf(session));
                }
            }
        });
    }

    @Test
    void itForgetsWhomItConcernsWhenThatBecomesTooMuchButReachesBackAsFar() {
        QuietStretch quiet = new QuietStretch();
        quiet.startAt(7);
        long last = 7;
        for (int i = 0; i < QuietStretch.MAX_REMEMBERED; i++) {
            quiet.makeRoom(1, last);
            quiet.add(coming(++last));
        }
        assertTrue(quiet.remembersSince(7));
        assertEquals(List.of(last), quiet.placesOf("session " + last));

        quiet.makeRoom(1, last);
        assertFalse(quiet.remembersSince(last - 1));
        assertTrue(quiet.remembersSince(last));
        assertEquals(List.of(), quiet.placesOf("session " + last));

        quiet.add(coming(++last));
        assertEquals(List.of(last), quiet.placesOf("session " + last));
        assertTrue(quiet.reachesBackTo(7));
    }

    private static Round coming(long seq) {
        Event event = new Event.Joined(seq, 0, "session " + seq, 0, "Ann", "::1", null);
        return new Round(seq - 1, seq, List.of(new Entry(event, new byte[0], ANNOUNCED + 1, 0)), ANNOUNCED);
    }
}
