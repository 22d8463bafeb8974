package lanchat.client.link;

/**
 * How far a client has seen a room's log.
 *
 * @param seq place of the newest event shown; 0 for none
 * @param sum that event's checksum
 */
public record Position(long seq, String sum) {
    /** Before anything has been shown. */
    public static final Position NONE = new Position(0, "");
}
