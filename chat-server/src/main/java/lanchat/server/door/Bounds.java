package lanchat.server.door;

import lanchat.common.Json;
import lanchat.common.Wire;

/**
 * How many may come in, how fast they may talk, and how much is told of comings and goings.
 *
 * @param maxMembers members at once
 * @param maxPerAddress members at once from one address; loopback is exempt
 * @param rate lines a second that one member may say for long; 0 for no limit
 * @param burst lines that pass at once before the rate holds
 * @param announceUpTo up to so many members each coming and going is told by itself; above, in folded notices
 * @param foldMs milliseconds between two such notices
 * @param maxWaiting connections at once that have not come in yet; of one address as many as there may be members
 * @param maxQueued bytes of answers that wait for one connection before nothing further is read from it
 * @param asking what one request may take
 */
public record Bounds(
        int maxMembers,
        int maxPerAddress,
        int rate,
        int burst,
        int announceUpTo,
        int foldMs,
        int maxWaiting,
        int maxQueued,
        Asking asking) {
    /** What a server uses where nothing else is asked for. */
    public static final Bounds DEFAULT = new Bounds(10_000, 100, 20, 200, 200, 10_000);

    /** With as many at the door as is usual. */
    public Bounds(int maxMembers, int maxPerAddress, int rate, int burst, int announceUpTo, int foldMs) {
        this(maxMembers, maxPerAddress, rate, burst, announceUpTo, foldMs, 2_000);
    }

    /** With answers as large as is usual. */
    public Bounds(
            int maxMembers, int maxPerAddress, int rate, int burst, int announceUpTo, int foldMs, int maxWaiting) {
        this(
                maxMembers,
                maxPerAddress,
                rate,
                burst,
                announceUpTo,
                foldMs,
                maxWaiting,
                Outbox.MAX_BYTES,
                Asking.DEFAULT);
    }

    /**
     * What one request may take of the server.
     *
     * @param maxHistory earlier lines that it can have; 0 for none
     * @param maxFound the same of a search
     * @param maxJsonBytes bytes of its line at the JSON door, without the line end
     * @param maxJsonDepth brackets open at once in it
     */
    public record Asking(int maxHistory, int maxFound, int maxJsonBytes, int maxJsonDepth) {
        /** What a server uses where nothing else is asked for. */
        public static final Asking DEFAULT =
                new Asking(Wire.MAX_HISTORY, 50, Wire.MAX_JSON_LINE_BYTES, Json.MAX_NESTING);
    }
}
