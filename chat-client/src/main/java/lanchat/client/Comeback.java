package lanchat.client;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * When to try again after the connection has broken: after half a second, then twice as long each time up to ten
 * seconds, each a bit less or more, so that the members of a room do not all come at the same moment; and when to give
 * up. For the socket's thread.
 */
final class Comeback {
    private static final long FIRST_MILLIS = 500;
    private static final long LONGEST_MILLIS = 10_000;

    private final RandomGenerator dice;
    private final long giveUpMillis;
    private long progressNanos;
    private int tries;
    private long delay = FIRST_MILLIS;

    /**
     * Begins now.
     *
     * @param giveUpMillis for how long after the last progress to try; {@link Choices#NEVER_GIVE_UP} for ever
     */
    Comeback(RandomGenerator dice, long giveUpMillis, long nanos) {
        this.dice = dice;
        this.giveUpMillis = giveUpMillis;
        this.progressNanos = nanos;
    }

    /** How often it was tried since there was a connection. */
    int tries() {
        return tries;
    }

    /** The server has said something of the room: all is well, or was a moment ago. */
    void progress(long nanos) {
        progressNanos = nanos;
    }

    /** We are in the room again. */
    void isBack(long nanos) {
        progress(nanos);
        tries = 0;
        delay = FIRST_MILLIS;
    }

    /** How many milliseconds to wait before the next try; negative to give up. */
    long nextDelay(long nanos) {
        long wait = delay / 2 + dice.nextLong(delay / 2 + 1) + delay / 4;
        delay = Math.min(2 * delay, LONGEST_MILLIS);
        tries++;
        if (giveUpMillis == Choices.NEVER_GIVE_UP) {
            return wait;
        }
        long left = giveUpMillis - TimeUnit.NANOSECONDS.toMillis(nanos - progressNanos);
        return left <= 0 ? -1 : Math.min(wait, left);
    }
}
