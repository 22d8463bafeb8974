package lanchat.server;

import java.util.List;
import lanchat.common.Person;
import lanchat.common.Reply;

/** What the host can be shown that the room itself does not know. */
@FunctionalInterface
interface RoomViews {
    /** How the server is, in lines for the host. By any thread; waits for nothing. */
    List<String> statistics();

    /** The same person, with how long they have been silent, and how far they are behind. By any thread. */
    default Person look(Person person) {
        return person;
    }

    /** How far an event has got; 0 for the host's last line. May have to read from the disk. */
    default Reply.Seen seen(long seq) throws InterruptedException {
        return new Reply.Seen(0, 0, 0, List.of(), 0);
    }
}
