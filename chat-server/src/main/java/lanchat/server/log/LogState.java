package lanchat.server.log;

import lanchat.common.Chain;
import lanchat.server.room.Room;

/**
 * The log at one place: all that has to be known to go on from there.
 *
 * @param room the room's state after the newest event
 * @param sum that event's checksum, empty before the first
 * @param bytes how many bytes of lines the log has handed out up to here
 * @param spoken how many lines said and acted there were up to here
 * @param chain the {@link Chain} up to here
 */
record LogState(Room.State room, String sum, long bytes, long spoken, String chain) {
    /** Before anything has happened. */
    static final LogState EMPTY = new LogState(Room.State.EMPTY, "", 0, 0, Chain.START);

    /** The newest event's place in the order. */
    long seq() {
        return room.seq();
    }
}
