package lanchat.common;

import io.avaje.jsonb.Json;
import org.jspecify.annotations.Nullable;

/**
 * Somebody present: name, address of their machine, public id of their session, and whether their connection has broken
 * just now, so that they may come back or be gone soon.
 *
 * @param idle how many seconds ago they last said something, or came in; null where it is not known
 * @param behind how many events they do not have yet; null where it is not known
 */
@Json
public record Person(
        String name,
        String address,
        String session,
        boolean away,
        @Nullable Long idle,
        @Nullable Long behind) {
    /** Made of parts that are all there. */
    public Person {
        Parts.require(name, address, session);
    }

    /** Somebody whose connection stands. */
    public static Person here(String name, String address, String session) {
        return new Person(name, address, session, false, null, null);
    }

    /** The same, but away. */
    public Person goneAway() {
        return new Person(name, address, session, true, idle, behind);
    }

    /** The same, with how long they have been silent, in seconds, and how many events they do not have yet. */
    public Person seen(long idleSeconds, long eventsBehind) {
        return new Person(name, address, session, away, idleSeconds, eventsBehind);
    }
}
