package lanchat.server.room;

/**
 * A name that belongs to somebody.
 *
 * @param name as it was written when it was worn last
 * @param key the name as it is compared
 * @param identity fingerprint of its owner's key
 * @param seen when its owner was last seen to wear it, milliseconds since 1970 UTC
 */
public record OwnedName(String name, String key, String identity, long seen) {}
