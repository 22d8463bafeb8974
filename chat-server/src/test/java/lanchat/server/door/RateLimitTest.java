package lanchat.server.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    /** nanoTime may be anything, also just before it wraps round. */
    private static final long START = Long.MAX_VALUE - SECOND;

    @Test
    void aBurstPassesAndThenOneLineAtATime() {
        RateLimit rate = new RateLimit(20, 200);

        for (int i = 0; i < 200; i++) {
            assertEquals(0, rate.take(START));
        }

        assertEquals(SECOND / 20, rate.take(START));
        assertEquals(2 * SECOND / 20, rate.take(START));
    }

    @Test
    void whoHasBeenQuietForLongHasABurstAgainAndNoMore() {
        RateLimit rate = new RateLimit(10, 5);
        for (int i = 0; i < 5; i++) {
            rate.take(START);
        }

        long later = START + 1000 * SECOND;
        for (int i = 0; i < 5; i++) {
            assertEquals(0, rate.take(later));
        }

        assertTrue(rate.take(later) > 0);
    }

    @Test
    void whoKeepsToTheRateNeverWaits() {
        RateLimit rate = new RateLimit(10, 1);

        for (int i = 0; i < 100; i++) {
            assertEquals(0, rate.take(START + i * SECOND / 10));
        }
    }

    @Test
    void whoIsHeldForLongIsToldOnceAndAgainOnlyAfterHavingBeenQuiet() {
        RateLimit rate = new RateLimit(1, 1);
        rate.take(START);
        rate.take(START);
        assertFalse(rate.isToBeTold(START));

        rate.take(START + SECOND);
        assertFalse(rate.isToBeTold(START + SECOND));
        rate.take(START + 2 * SECOND);
        assertTrue(rate.isToBeTold(START + 2 * SECOND));
        rate.take(START + 3 * SECOND);
        assertFalse(rate.isToBeTold(START + 3 * SECOND));

        long later = START + 100 * SECOND;
        rate.take(later);
        rate.take(later);
        assertFalse(rate.isToBeTold(later));
        rate.take(later + SECOND);
        rate.take(later + 2 * SECOND);
        assertTrue(rate.isToBeTold(later + 2 * SECOND));
    }

    @Test
    void aMomentLostByTheMachineIsNoRest() {
        RateLimit rate = new RateLimit(20, 40);
        for (int i = 0; i < 40; i++) {
            rate.take(START);
        }
        long now = START;
        boolean told = false;
        for (int i = 0; i < 60; i++) {
            now += rate.take(now) + (i % 10 == 0 ? SECOND / 5 : 0);
            told |= rate.isToBeTold(now);
        }

        assertTrue(told);
    }

    @Test
    void rateZeroNeverWaits() {
        RateLimit rate = new RateLimit(0, 1);

        for (int i = 0; i < 1000; i++) {
            assertEquals(0, rate.take(START));
        }
    }
}
