package lanchat.common;

import io.avaje.jsonb.Json;

/**
 * Somebody present: name, address of their machine, public id of their session, and whether their connection has broken
 * just now, so that they may come back or be gone soon.
 */
@Json
public record Person(String name, String address, String session, boolean away) {
    /** Made of parts that are all there. */
    public Person {
        Parts.require(name, address, session);
    }

    /** Somebody whose connection stands. */
    public static Person here(String name, String address, String session) {
        return new Person(name, address, session, false);
    }

    /** The same, but away. */
    public Person goneAway() {
        return new Person(name, address, session, true);
    }
}
