package lanchat.client.link;

import java.util.concurrent.TimeUnit;
import lanchat.common.Wire;

/**
 * Whether the other end of a connection is alive, from when bytes went and came. Asks for a sign of life now and then,
 * and at once where there is a doubt: a key is pressed on a silent connection, or this machine has slept.
 *
 * <p>Knows no clock of its own: {@code nanos} are {@link System#nanoTime} readings, {@code millis} those of the wall
 * clock. Guarded by itself; any thread may call.
 */
final class Pulse {
    /** How long an answer may take that was asked for because of a doubt. */
    static final long DOUBT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final long PING_NANOS = TimeUnit.MILLISECONDS.toNanos(Wire.PING_MS);
    private static final long SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(Wire.SILENCE_MS);

    /** A wall clock that is so much ahead of the other one has gone on while this machine slept. */
    private static final long SLEPT_MILLIS = 3_000;

    /** What is to be done. */
    enum Advice {
        NOTHING,
        ASK,
        GIVE_UP
    }

    private long heard;
    private long sent;
    private long lookedNanos;
    private long lookedMillis;
    private boolean doubting;
    private long doubtedAt;

    Pulse(long nanos, long millis) {
        heard = nanos;
        sent = nanos;
        lookedNanos = nanos;
        lookedMillis = millis;
    }

    /** Something has come. */
    synchronized void heard(long nanos) {
        heard = nanos;
        doubting = false;
    }

    /** Something was sent. */
    synchronized void sent(long nanos) {
        sent = nanos;
    }

    /** Nothing has come for a moment. */
    synchronized Advice look(long nanos, long millis) {
        long passedMillis = TimeUnit.NANOSECONDS.toMillis(nanos - lookedNanos);
        boolean slept = millis - lookedMillis - passedMillis > SLEPT_MILLIS;
        lookedNanos = nanos;
        lookedMillis = millis;
        if (nanos - heard > SILENCE_NANOS || (doubting && nanos - doubtedAt > DOUBT_NANOS)) {
            return Advice.GIVE_UP;
        }
        if (slept) {
            doubt(nanos);
            return Advice.ASK;
        }
        return nanos - sent >= PING_NANOS ? Advice.ASK : Advice.NOTHING;
    }

    /** Somebody wants to use the connection. */
    synchronized Advice use(long nanos) {
        if (doubting || nanos - heard < DOUBT_NANOS) {
            return Advice.NOTHING;
        }
        doubt(nanos);
        return Advice.ASK;
    }

    private void doubt(long nanos) {
        doubting = true;
        doubtedAt = nanos;
    }
}
