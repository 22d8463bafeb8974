package lanchat.server.door;

/**
 * The bounds of a connection, all times in milliseconds.
 *
 * @param promptMs silence after which a person is asked for a name
 * @param helloMs time for a first complete request at the JSON door
 * @param nameMs time to say a name, at any door
 * @param drainMs how long a parting waits for the other side to have read everything
 * @param noProgressMs how long a connection may take no byte before it is closed
 */
public record DoorLimits(int promptMs, int helloMs, int nameMs, int drainMs, int noProgressMs) {
    /** What a server uses. */
    public static final DoorLimits DEFAULT = new DoorLimits(1_000, 10_000, 60_000, 1_000, 600_000);
}
