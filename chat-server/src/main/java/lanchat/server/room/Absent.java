package lanchat.server.room;

/**
 * A session whose member has left and may come back.
 *
 * @param session its public id
 * @param secret hash of the secret by which it is come back to
 * @param identity fingerprint of the key that its client showed, empty where it showed none
 * @param heard the highest request id among its events
 * @param seen when its member left, milliseconds since 1970 UTC
 */
public record Absent(String session, String secret, String identity, long heard, long seen) {}
