package lanchat.server.log;

import lanchat.common.Event;

/**
 * One committed event and its line at the JSON door (with the checksum and a line end), encoded once for everybody.
 *
 * @param event the event; its {@code sum} is only in the line
 * @param json the line; shared by all threads, so nobody may change it
 * @param members how many members there were after it, the host not counted
 * @param end how many bytes of lines the log held up to and with this one: the distance between two places
 */
public record Entry(Event event, byte[] json, int members, long end) {
    /** Place in the room's one order. */
    public long seq() {
        return event.seq();
    }
}
