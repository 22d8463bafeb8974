package lanchat.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ComebackTest {
    @Test
    void delaysDoubleFromHalfASecondToTenWithJitter() {
        Comeback comeback = new Comeback(new Random(1), Choices.NEVER_GIVE_UP, 0);
        long middle = 500;
        for (int i = 1; i <= 12; i++) {
            long delay = comeback.nextDelay(0);
            assertTrue(delay >= middle * 3 / 4 && delay <= middle * 5 / 4, i + ": " + delay + " around " + middle);
            assertEquals(i, comeback.tries());
            middle = Math.min(2 * middle, 10_000);
        }
    }

    @Test
    void twoDoNotComeAtTheSameMoment() {
        Comeback one = new Comeback(new Random(1), Choices.NEVER_GIVE_UP, 0);
        Comeback other = new Comeback(new Random(2), Choices.NEVER_GIVE_UP, 0);
        boolean differ = false;
        for (int i = 0; i < 10; i++) {
            differ |= one.nextDelay(0) != other.nextDelay(0);
        }
        assertTrue(differ);
    }

    @Test
    void beingBackBeginsAnew() {
        Comeback comeback = new Comeback(new Random(1), Choices.NEVER_GIVE_UP, 0);
        for (int i = 0; i < 8; i++) {
            comeback.nextDelay(0);
        }

        comeback.isBack(0);

        assertEquals(0, comeback.tries());
        assertTrue(comeback.nextDelay(0) <= 625);
    }

    @Test
    void givesUpSoLongAfterTheLastProgress() {
        Comeback comeback = new Comeback(new Random(1), 60_000, seconds(0));
        comeback.progress(seconds(100));

        assertTrue(comeback.nextDelay(seconds(159)) >= 0);
        assertTrue(comeback.nextDelay(seconds(159)) <= 1_000, "the last try is at the end of the time");
        assertEquals(-1, comeback.nextDelay(seconds(160)));
    }

    @Test
    void noTimeMeansNoTry() {
        assertEquals(-1, new Comeback(new Random(1), 0, 0).nextDelay(0));
    }

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
