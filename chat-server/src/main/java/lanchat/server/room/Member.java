package lanchat.server.room;

import lanchat.common.Name;
import lanchat.common.Person;

/**
 * Somebody present.
 *
 * @param session public id of the session
 * @param key the name as it is compared
 * @param address empty for the host
 * @param heard the highest request id among the events of this session
 * @param door the kind of door this session came in by, empty where that is not known
 * @param secret hash of the secret by which the session can be come back to, empty where it can't
 * @param identity fingerprint of the key that the client showed, empty where it showed none
 * @param since the {@code seq} of the event by which it came in
 */
public record Member(
        String session,
        String name,
        String key,
        String address,
        long heard,
        String door,
        String secret,
        String identity,
        long since) {
    /** Whether the member can break off and come back. */
    public boolean canComeBack() {
        return !secret.isEmpty();
    }

    Member named(String newName) {
        return new Member(session, newName, Name.keyOf(newName), address, heard, door, secret, identity, since);
    }

    Member heard(long id) {
        return id <= heard ? this : new Member(session, name, key, address, id, door, secret, identity, since);
    }

    /** The same, but can't break off and come back. */
    Member withoutSecret() {
        return new Member(session, name, key, address, heard, door, "", identity, since);
    }

    Person person() {
        return Person.here(name, address, session);
    }
}
