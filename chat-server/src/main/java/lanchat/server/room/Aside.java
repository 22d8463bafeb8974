package lanchat.server.room;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the log keeps of an event besides the event itself, and never shows anybody: fields by name, each name beginning
 * with {@code _}.
 */
public record Aside(Map<String, String> fields) {
    /** For most events. */
    public static final Aside NONE = new Aside(Map.of());

    /** The door somebody came in by. */
    static final String DOOR = "_door";

    /** Hash of the secret by which the session can be come back to. */
    static final String SECRET = "_secret";

    /** What the key that a client showed is recognised by. */
    static final String IDENTITY = "_identity";

    /** By what a ruling knows whom it concerns. */
    static final String VALUE = "_value";

    /** A copy in the order of the names, so that the same fields always make the same bytes. */
    public Aside {
        fields = Collections.unmodifiableMap(new TreeMap<>(fields));
        for (String name : fields.keySet()) {
            if (!name.startsWith("_")) {
                throw new IllegalArgumentException("a field that must not leave the server begins with _: " + name);
            }
        }
    }

    /**
     * Of somebody who comes in, each field left out where it is empty.
     *
     * @param secret hash of the secret
     * @param identity fingerprint of the key that the client showed
     */
    public static Aside ofJoining(String door, String secret, String identity) {
        Map<String, String> fields = new TreeMap<>(Map.of(DOOR, door, SECRET, secret, IDENTITY, identity));
        fields.values().removeIf(String::isEmpty);
        return new Aside(fields);
    }

    /** Of a ruling that is to hold, or to end: the key, session, name or address that it is about, which it is found by. */
    static Aside ofRuling(String value) {
        return new Aside(Map.of(VALUE, value));
    }

    /** Whether there is nothing. */
    public boolean isEmpty() {
        return fields.isEmpty();
    }

    /** The field of this name, empty where there is none. */
    public String field(String name) {
        return fields.getOrDefault(name, "");
    }
}
