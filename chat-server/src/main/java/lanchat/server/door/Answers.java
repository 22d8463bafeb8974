package lanchat.server.door;

import java.util.concurrent.TimeUnit;

/**
 * How long a round is put off for those who answer the last one together.
 *
 * <p>Many who talk as fast as they hear do so in step with the rounds: while one half of them is written to, the other
 * half answers the round before. They stay two halves for ever, and everybody is written to twice for what one round
 * could bring. So a round waits for as many lines as the last one had, besides those that came during it: then the halves
 * are one. It waits no longer than twice what the last round took, for that is what not waiting would cost, and so never
 * where people take their time to answer.
 *
 * <p>Belongs to whoever walks. Times are of one clock, in nanoseconds, and may run over.
 */
final class Answers {
    /** Fewer than this in one round are chance. */
    static final int CROWD = 8;

    private static final int ROUNDS = 2;

    /** Longest wait, however long a round takes. */
    static final long MAX_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private long awaited;
    private long until;

    /**
     * A round is over.
     *
     * @param lines how many it has brought
     * @param newest the log's newest event
     */
    void roundEnded(int lines, long newest, long began, long ended) {
        awaited = lines < CROWD ? 0 : newest + lines;
        until = ended + Math.min(ROUNDS * (ended - began), MAX_NANOS);
    }

    /**
     * How long the next round waits for more, if no more comes meanwhile; 0 or less for not at all.
     *
     * @param cursor the last event that has been brought
     * @param newest the log's newest event
     */
    long nanosToWait(long cursor, long newest, long now) {
        return newest > cursor && newest < awaited ? until - now : 0;
    }
}
