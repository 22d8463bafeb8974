package lanchat.common;

import io.avaje.jsonb.Json;

/** Somebody present: name, address of their machine, public id of their session. */
@Json
public record Person(String name, String address, String session) {
    /** Made of parts that are all there. */
    public Person {
        Parts.require(name, address, session);
    }
}
