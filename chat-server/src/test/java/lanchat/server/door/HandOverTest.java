package lanchat.server.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import lanchat.server.Dice;
import lanchat.server.Patience;
import lanchat.server.door.Feed.Pen;
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
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
                do {
                    crowd.livesThroughAPhase();
                } while (System.nanoTime() < end);
            }
            for (String place : PLACES) {
                assertTrue(pauses.passed(place) > 0, () -> "nobody came by: " + place + " in " + pauses);
            }
        });
    }

    @Test
    void aNewcomerIsTakenInThoughAllIsQuiet() throws Exception {
        Gate offer = new Gate("offer");
        try (Chat chat = new Chat(new LoopbackRoom(offer))) {
            LoopbackMember ann = chat.join("Ann");
            offer.shut();
            try (LoopbackMember bo = new LoopbackMember(chat.room, "Bo", false)) {
                offer.awaitSomebody();
                chat.hears(ann, "\"name\":\"Bo\""); // So the round that has it is under way, or over.

                offer.open();

                chat.hears(bo, "Bo<127.0.0.1> connected");
            }
        }
    }

    @Test
    void whoeverWasHandedOverThreeTimesKeepsItsThreadAndGetsItsLetters() throws Exception {
        Gate written = new Gate("written");
        AtomicInteger parked = new AtomicInteger();
        Probe probe = place -> {
            written.at(place);
            parked.addAndGet(place.equals("laggard parks") ? 1 : 0);
            if (place.equals("after a look")) {
                LockSupport.parkNanos(1); // Nobody may live on a permit that was left over.
            }
        };
        try (Chat chat = new Chat(new LoopbackRoom(probe))) {
            LoopbackMember ann = chat.join("Ann");
            Feed feed = chat.connectionAt("Ann").feed();
            for (int times = 1; times <= Laggard.HAND_OVERS_BEFORE_STAYING; times++) {
                written.shut();
                ann.ping();
                written.awaitSomebody();
                Patience.until("the write is handed over", () -> feed.pen() == Pen.LAGGARD);
                written.open();
                boolean stays = times == Laggard.HAND_OVERS_BEFORE_STAYING;
                Patience.until("it has kept up", () -> stays ? parked.get() > 0 : feed.pen() == Pen.WALK);
            }

            for (int i = 1; i <= 20; i++) {
                int pongs = Laggard.HAND_OVERS_BEFORE_STAYING + i;
                ann.ping();
                Patience.until(
                        () -> "there are " + pongs + " pongs; " + chat.room.whereEverybodyStands(),
                        () -> ann.lines().stream()
                                        .filter(line -> line.contains("pong"))
                                        .count()
                                == pongs);
            }
            assertEquals(Pen.LAGGARD, feed.pen());
        }
    }
}
