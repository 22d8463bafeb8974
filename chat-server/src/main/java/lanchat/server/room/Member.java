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
 */
public record Member(String session, String name, String key, String address, long heard, String door) {
    Member named(String newName) {
        return new Member(session, newName, Name.keyOf(newName), address, heard, door);
    }

    Member heard(long id) {
        return id <= heard ? this : new Member(session, name, key, address, id, door);
    }

    Person person() {
        return new Person(name, address, session);
    }
}
