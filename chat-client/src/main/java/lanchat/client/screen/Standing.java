package lanchat.client.screen;

/**
 * How things stand between this client and the room.
 *
 * @param members how many are here; 0 while that is not known
 * @param connection in a word or two
 * @param waiting how many lines wait to be in the room
 * @param missing who has not received one's last line yet; empty for nobody, or where that is not known
 */
public record Standing(int members, String connection, int waiting, String missing) {
    /** Before anything is known. */
    public static final Standing UNKNOWN = new Standing(0, "", 0, "");
}
