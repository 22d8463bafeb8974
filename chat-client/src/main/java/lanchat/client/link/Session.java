package lanchat.client.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import lanchat.common.Request;
import lanchat.common.Secret;
import org.jspecify.annotations.Nullable;

/**
 * This client's session in one room: the secret by which it is come back to, and how far it has seen the room's log.
 *
 * <p>Where it is kept, it goes on in the next run under the same name; the position is written after what it stands for
 * has been shown, so that nothing is missed. Guarded by itself.
 */
public final class Session implements AutoCloseable {
    /** What a checksum may look like: it comes from somebody else. */
    private static final Pattern SUM = Pattern.compile("[0-9A-Za-z]{1,64}");

    private final String room;
    private final String secret;
    private final boolean made;
    private @Nullable SessionFile file;
    private final Proof proof = new Proof();
    private Position seen;
    private Position saved;

    private Session(String room, String secret, boolean made, Position seen, @Nullable SessionFile file) {
        this.room = room;
        this.secret = secret;
        this.made = made;
        this.seen = seen;
        this.saved = seen;
        this.file = file;
    }

    /** A new one that nobody keeps. */
    static Session unkept(String room) {
        return new Session(room, Secret.random(), true, Position.NONE, null);
    }

    /** One that is kept in this file; {@code made} says that it is a new one. */
    static Session kept(
            String room, String secret, boolean made, Position seen, Proof.@Nullable Words counted, SessionFile file) {
        Session session = new Session(room, secret, made, seen, file);
        if (counted != null && counted.seq() == seen.seq()) {
            session.proof.goOn(counted.since(), counted.seq(), counted.digest());
        }
        return session;
    }

    /** What this client has counted of what was said. */
    public Proof proof() {
        return proof;
    }

    /** Whether it was made in this run. */
    public boolean isNew() {
        return made;
    }

    /** The id of the room it is in. */
    public String room() {
        return room;
    }

    /** How far this client has seen the room's log. */
    public synchronized Position seen() {
        return seen;
    }

    /** The request that comes in, or comes back, under this name, where no password is asked for. */
    public Request.Join join(String name) {
        return join(name, null);
    }

    /** The request that comes in, or comes back, under this name; {@code password} is null where none is asked for. */
    public synchronized Request.Join join(String name, @Nullable String password) {
        return new Request.Join(name, secret, seen.seq(), seen.seq() == 0 ? null : seen.sum(), password);
    }

    /** This event has been shown. A checksum that is none is not noted: it would stand in a line of ours. */
    public synchronized void saw(long seq, String sum) {
        if (SUM.matcher(sum).matches()) {
            seen = new Position(seq, sum);
        }
    }

    /** The log is another one than was seen: from here on it is seen anew. */
    public synchronized void startsAnew() {
        seen = Position.NONE;
        proof.forget();
    }

    /** Keeps the position, where the session is kept. */
    public synchronized void save() {
        if (file != null && !saved.equals(seen)) {
            try {
                file.write(seen, proof.all(seen.seq()));
                saved = seen;
            } catch (IOException forgotten) {
                // The next run then shows again what has been shown since the last time this worked.
            }
        }
    }

    /** Its member has another name now, under which it goes on in the next run. */
    public synchronized void renamed(SessionMemory memory, String name) {
        if (file != null) {
            SessionFile moved = memory.move(file, room, name, secret, seen, proof.all(seen.seq()));
            if (moved != null) {
                file = moved;
            }
        }
    }

    /** Lets others go on with it. */
    @Override
    public synchronized void close() {
        if (file != null) {
            save();
            try {
                file.close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            file = null;
        }
    }
}
