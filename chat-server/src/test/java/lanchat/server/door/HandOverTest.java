package lanchat.server.door;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import lanchat.server.Dice;
import org.junit.jupiter.api.Test;

/**
 * The walk, the watchdog and the laggards together, on real sockets, with every thread held up now and then at each
 * place where work changes hands. Members stall, drain in bursts, read a byte at a time, are cut off, leave, and come
 * in during rounds.
 *
 * <p>What is not woken here stays asleep for longer than the proof waits. So when all has become quiet and somebody has
 * not read everything, a wake-up was lost.
 */
class HandOverTest {
    private static final int SECONDS = 12;

    private static final List<String> PLACES = List.of(
            "answer",
            "due",
            "wake",
            "offer",
            "walk parks",
            "before a look",
            "after a look",
            "write",
            "written",
            "take over",
            "taken over",
            "left behind",
            "laggard stays",
            "laggard parks");

    @Test
    void everybodyReadsTheLogsOrderWhateverTheOthersDo() {
        Dice.roll(1, dice -> {
            Pauses pauses = new Pauses(dice.nextLong());
            try (LoopbackRoom room = new LoopbackRoom(pauses);
                    Crowd crowd = new Crowd(room, dice)) {
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Dice.scaled(SECONDS));
                do {
                    crowd.livesThroughAPhase();
                } while (System.nanoTime() < end);
            }
            for (String place : PLACES) {
                assertTrue(pauses.passed(place) > 0, () -> "nobody came by: " + place + " in " + pauses);
            }
        });
    }
}
