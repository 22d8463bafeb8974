package lanchat.server.door;

import lanchat.common.Wire;

/**
 * The bounds of a connection, all times in milliseconds.
 *
 * @param promptMs silence after which a person is asked for a name
 * @param helloMs time for a first complete request at the JSON door
 * @param nameMs time to say a name, at any door
 * @param drainMs how long a parting waits for the other side to have read everything
 * @param noProgressMs how long a connection may take no byte before it is closed
 * @param silenceMs how long a member who can come back may send no byte before the connection counts as broken
 * @param graceMs how long such a member is waited for after the connection has broken; 0 for not at all
 */
public record DoorLimits(
        int promptMs, int helloMs, int nameMs, int drainMs, int noProgressMs, int silenceMs, int graceMs) {
    /** What a server uses. */
    public static final DoorLimits DEFAULT =
            new DoorLimits(1_000, 10_000, 60_000, 1_000, 600_000, Wire.SILENCE_MS, 30_000);

    /** The same with another time to say a name, in milliseconds. */
    public DoorLimits withNameTime(int millis) {
        return new DoorLimits(promptMs, helloMs, millis, drainMs, noProgressMs, silenceMs, graceMs);
    }

    /** The same with another grace, in milliseconds. */
    public DoorLimits withGrace(int millis) {
        return new DoorLimits(promptMs, helloMs, nameMs, drainMs, noProgressMs, silenceMs, millis);
    }
}
