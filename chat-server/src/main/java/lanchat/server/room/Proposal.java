package lanchat.server.room;

import lanchat.common.Name;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to happen. The room accepts it (it becomes an event) or refuses it with a reason.
 *
 * <p>{@code session} is the public id of the session it comes from; {@code time} is the clock's reading when it came
 * in, milliseconds since 1970 UTC; {@code id} is the request's number within its session, 0 if it has none. Texts are
 * clean already.
 */
public sealed interface Proposal {
    /** Public id of the session this comes from; for {@link Join}, of the session to be. */
    String session();

    /** Milliseconds since 1970 UTC. */
    long time();

    /** The request's number within its session, or 0. */
    default long id() {
        return 0;
    }

    /**
     * To come in under a name, from an address, or to come back to the session whose secret's hash is in the aside. The
     * aside is kept with the event.
     */
    record Join(String session, long time, Name name, String address, Aside aside) implements Proposal {
        /** By a door that does not matter. */
        public Join(String session, long time, Name name, String address) {
            this(session, time, name, address, Aside.NONE);
        }

        /** By a door of this kind, for as long as the connection lasts. */
        public static Join by(String door, String session, long time, Name name, String address) {
            return by(door, "", session, time, name, address);
        }

        /** By a door of this kind, for a session that can be come back to; {@code secret} is the secret's hash. */
        public static Join by(String door, String secret, String session, long time, Name name, String address) {
            return new Join(session, time, name, address, Aside.ofJoining(door, secret, ""));
        }

        /** Hash of the secret, empty where there is none. */
        public String secret() {
            return aside.field(Aside.SECRET);
        }

        /** Fingerprint of the key that the client showed, empty where it showed none. */
        public String identity() {
            return aside.field(Aside.IDENTITY);
        }
    }

    /** The connection has broken, and its member may come back: nothing has happened yet. */
    record Away(String session, long time) implements Proposal {}

    /** To go, or to be gone: the connection has ended. */
    record Leave(String session, long time) implements Proposal {}

    /** A line for all. */
    record Say(String session, long time, long id, String text) implements Proposal {}

    /** Something done. */
    record Act(String session, long time, long id, String text) implements Proposal {}

    /**
     * A line for one: for the session {@code toSession}, else for the name {@code to}, else for the longest name of
     * somebody present with which the text begins.
     */
    record Whisper(
            String session,
            long time,
            long id,
            @Nullable String toSession,
            @Nullable String to,
            String text) implements Proposal {}

    /** To be called otherwise. */
    record Rename(String session, long time, long id, Name name) implements Proposal {}

    /** To rule something, as the host or an operator; {@code text} is what they typed behind the word. */
    record Rule(String session, long time, long id, String rule, String text) implements Proposal {}

    /** To be shown {@code bans}, {@code motd} or {@code stats}. */
    record View(String session, long time, String what) implements Proposal {}
    /** To free a name that belongs to somebody; the one that is worn, where it is empty. */
    record Release(String session, long time, long id, String name) implements Proposal {}

    /**
     * Nothing at all, but in its turn: its proposer then looks at {@code what}, and knows that all it asked for before has
     * been decided.
     */
    record Turn(String session, long time, String what, long seq) implements Proposal {}

    /** To be told who is here. */
    record Who(String session, long time) implements Proposal {}
}
