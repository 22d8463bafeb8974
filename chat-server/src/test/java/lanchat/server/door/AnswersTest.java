package lanchat.server.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import lanchat.common.Wire;
import lanchat.server.Patience;
import lanchat.server.log.Proposer;
import lanchat.server.log.RoomLog.Proposed;
import lanchat.server.room.Proposal;
import org.junit.jupiter.api.Test;

/** How long a round waits for those who answer the last one. */
class AnswersTest {
    private static final int MANY = 100;
    private static final long TOOK = Answers.MAX_NANOS / 4;
    private static final long WAIT = 2 * TOOK;

    private final Answers answers = new Answers();

    @Test
    void aRoundWaitsForAsManyAsTheLastOneHadBesidesThoseWhoCameDuringIt() {
        answers.roundEnded(MANY, 130, 0, TOOK);

        assertEquals(WAIT, answers.nanosToWait(100, 130, TOOK), "30 came during the last one");
        assertEquals(WAIT - 1, answers.nanosToWait(100, 229, TOOK + 1), "all but one are here");
        assertEquals(0, answers.nanosToWait(100, 230, TOOK + 1));
    }

    @Test
    void itWaitsNoLongerThanTwiceWhatTheLastRoundTook() {
        answers.roundEnded(MANY, 100, 0, TOOK);

        assertEquals(1, answers.nanosToWait(100, 101, TOOK + WAIT - 1));
        assertTrue(answers.nanosToWait(100, 101, TOOK + WAIT) <= 0);
    }

    @Test
    void itNeverWaitsLongHoweverLongTheLastRoundTook() {
        answers.roundEnded(MANY, 100, 0, 100 * Answers.MAX_NANOS);

        assertEquals(Answers.MAX_NANOS, answers.nanosToWait(100, 101, 100 * Answers.MAX_NANOS));
    }

    @Test
    void nothingIsWaitedForWhereNothingIsToBeBrought() {
        answers.roundEnded(MANY, 100, 0, TOOK);

        assertEquals(0, answers.nanosToWait(100, 100, TOOK));
    }

    @Test
    void aFewLinesAreChance() {
        answers.roundEnded(MANY, 100, 0, TOOK);
        answers.roundEnded(Answers.CROWD - 1, 101, 0, TOOK);

        assertEquals(0, answers.nanosToWait(100, 101, TOOK));

        answers.roundEnded(Answers.CROWD, 101, 0, TOOK);
        assertEquals(WAIT, answers.nanosToWait(100, 101, TOOK));
    }

    @Test
    void beforeTheFirstRoundNothingIsWaitedFor() {
        assertEquals(0, answers.nanosToWait(0, 1, -1)); // A clock may begin anywhere.
    }

    @Test
    void theWalkWaitsBehindARoundOfMany() throws Exception {
        AtomicInteger waits = new AtomicInteger();
        Probe probe = place -> waits.addAndGet(place.equals("awaits answers") ? 1 : 0);
        Proposed said = new Proposed(new Proposal.Say(Wire.HOST_SESSION, 0, 0, "many"), Proposer.NOBODY);
        try (Chat chat = new Chat(new LoopbackRoom(probe))) {
            LoopbackMember ann = chat.join("Ann");
            chat.hostIsHeardBy("hello", ann);
            assertEquals(0, waits.get(), "nobody talks in step yet");

            // Until something is said while a round of many is under way.
            Patience.until("it has waited", () -> {
                chat.room.log.unrecorded().propose(Collections.nCopies(Answers.CROWD, said));
                chat.hostSays("an answer");
                return waits.get() > 0;
            });

            chat.hostIsHeardBy("the last", ann);
            Chat.assertGapless(ann.lines());
        }
    }

    @Test
    void aClockThatRunsOverMakesNoDifference() {
        answers.roundEnded(MANY, 100, Long.MAX_VALUE - TOOK, Long.MAX_VALUE);

        assertEquals(WAIT - 1, answers.nanosToWait(100, 101, Long.MIN_VALUE));
    }
}
