package lanchat.server.log;

/**
 * News of the log's home.
 *
 * @param forPeople what members and host are told; empty where it is none of their business
 * @param forLog what is written into the server's log, with the details
 * @param lasting whether from now on nothing new is kept, until there is other news
 */
public record Trouble(String forPeople, String forLog, boolean lasting) {
    /** Something for the server's log only. */
    static Trouble remark(String text) {
        return new Trouble("", text, false);
    }
}
