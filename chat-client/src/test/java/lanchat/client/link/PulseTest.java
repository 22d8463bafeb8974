package lanchat.client.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import lanchat.client.link.Pulse.Advice;
import lanchat.common.Wire;
import org.junit.jupiter.api.Test;

final class PulseTest {
    private static final long DOUBT_MILLIS = TimeUnit.NANOSECONDS.toMillis(Pulse.DOUBT_NANOS);

    private final Pulse pulse = new Pulse(0, 1_000_000);
    private long millis;

    @Test
    void asksWhenNothingWasSentForAWhile() {
        assertEquals(Advice.NOTHING, afterMillis(Wire.PING_MS - 1));
        assertEquals(Advice.ASK, afterMillis(1));
        sends();
        assertEquals(Advice.NOTHING, afterMillis(Wire.PING_MS - 1));
        assertEquals(Advice.ASK, afterMillis(1));
    }

    @Test
    void givesUpAfterTooLongASilence() {
        assertEquals(Advice.ASK, afterMillis(Wire.SILENCE_MS));
        assertEquals(Advice.GIVE_UP, afterMillis(1));
    }

    @Test
    void anyByteEndsTheSilence() {
        afterMillis(Wire.SILENCE_MS - 1);
        hears();
        sends();
        assertEquals(Advice.NOTHING, afterMillis(Wire.PING_MS - 1));
    }

    @Test
    void aKeyOnASilentConnectionAsksOnceAndGivesUpSoon() {
        afterMillis(DOUBT_MILLIS);
        assertEquals(Advice.ASK, pulse.use(nanos()));
        assertEquals(Advice.NOTHING, pulse.use(nanos()));
        assertEquals(Advice.NOTHING, afterMillis(DOUBT_MILLIS));
        assertEquals(Advice.GIVE_UP, afterMillis(1));
    }

    @Test
    void anAnswerEndsTheDoubt() {
        afterMillis(DOUBT_MILLIS);
        assertEquals(Advice.ASK, pulse.use(nanos()));
        hears();
        assertEquals(Advice.NOTHING, afterMillis(DOUBT_MILLIS - 1));
        assertEquals(Advice.NOTHING, pulse.use(nanos()));
    }

    @Test
    void aKeyOnALivelyConnectionAsksNothing() {
        afterMillis(DOUBT_MILLIS - 1);
        assertEquals(Advice.NOTHING, pulse.use(nanos()));
    }

    @Test
    void afterSleepTheServerIsAskedAtOnceAndNotWaitedForLong() {
        // While the machine slept only the wall clock went on.
        millis += 1_000;
        assertEquals(Advice.ASK, pulse.look(nanos(), 1_000_000 + millis + 3_600_000));
        assertEquals(Advice.NOTHING, looksAfterSleep(DOUBT_MILLIS));
        assertEquals(Advice.GIVE_UP, looksAfterSleep(1));
    }

    @Test
    void aWallClockThatIsSetBackChangesNothing() {
        millis += 1_000;
        assertEquals(Advice.NOTHING, pulse.look(nanos(), 0));
        millis += 1_000;
        assertEquals(Advice.NOTHING, pulse.look(nanos(), 1_000));
    }

    private Advice looksAfterSleep(long further) {
        millis += further;
        return pulse.look(nanos(), 1_000_000 + millis + 3_600_000);
    }

    private Advice afterMillis(long further) {
        millis += further;
        return pulse.look(nanos(), 1_000_000 + millis);
    }

    private void hears() {
        pulse.heard(nanos());
    }

    private void sends() {
        pulse.sent(nanos());
    }

    private long nanos() {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
