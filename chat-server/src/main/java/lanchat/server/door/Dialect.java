package lanchat.server.door;

import java.util.List;
import java.util.function.Consumer;
import lanchat.common.Event;
import lanchat.common.Pieces;
import lanchat.common.Reply;
import lanchat.server.log.Entry;

/** How events and replies look at one kind of door. Without state: any thread may use it. */
interface Dialect {
    /** What the log calls the door of those who came in speaking it. */
    String door();

    /** Adds the bytes of a public event, alike for everybody for whom nothing special is due. */
    void addForAll(Entry entry, Pieces pieces);

    /** The bytes of an event for which something special is due to this session; empty for nothing. */
    byte[] forOne(Entry entry, String session);

    /**
     * Tells the sessions that are to get {@link #forOne} of this event instead of {@link #addForAll}: of an event that is
     * not public, everybody who is to see it.
     */
    void forEachConcerned(Event event, Consumer<String> told);

    /** The bytes of earlier lines that this session asked for, and what is said in front of them. */
    byte[] past(Reply.History found, List<Entry> entries, String session);

    /** The bytes of a reply; empty where this door does not show it. */
    byte[] reply(Reply reply);
}
