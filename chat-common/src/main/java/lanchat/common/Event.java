package lanchat.common;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened in the room. Events are the room's log, and what everybody sees, in one order.
 *
 * <p>{@code seq} grows from event to event, not densely; {@code time} is milliseconds since 1970 UTC and never
 * decreases; {@code by} is the public id of the session that caused the event; {@code id} is the number its request
 * carried, 0 if it had none; {@code sum} is the log's checksum, chained from event to event, as eight hexadecimal
 * digits, null only before the log has taken the event.
 */
public sealed interface Event extends Message {
    /** Place in the room's one order. */
    long seq();

    /** Milliseconds since 1970 UTC; never less than that of an earlier event. */
    long time();

    /** Public id of the session that caused the event. */
    String by();

    /** The request's number within its session, 0 where the request had none. */
    long id();

    /** The name its causer had (before a renaming). */
    String name();

    /** The log's chained checksum up to and with this event. */
    @Nullable
    String sum();

    /** Whether the session with this public id may see the event. Decided by session, because names change hands. */
    default boolean visibleTo(String session) {
        return true;
    }

    /** Whether everybody may see the event. */
    default boolean isPublic() {
        return true;
    }

    /** Somebody came in. */
    record Joined(
            long seq,
            long time,
            String by,
            long id,
            String name,
            String address,
            @Nullable String sum) implements Event {
        /** Made of parts that are all there. */
        public Joined {
            Parts.require(by, name, address);
        }
    }

    /** Somebody went, or their connection failed. */
    record Left(
            long seq,
            long time,
            String by,
            long id,
            String name,
            String address,
            @Nullable String sum) implements Event {
        /** Made of parts that are all there. */
        public Left {
            Parts.require(by, name, address);
        }
    }

    /** A line for all. */
    record Said(
            long seq,
            long time,
            String by,
            long id,
            String name,
            String text,
            @Nullable String sum) implements Event {
        /** Made of parts that are all there. */
        public Said {
            Parts.require(by, name, text);
        }
    }

    /** Something somebody does, shown as {@code * Ann waves}. */
    record Acted(
            long seq,
            long time,
            String by,
            long id,
            String name,
            String text,
            @Nullable String sum) implements Event {
        /** Made of parts that are all there. */
        public Acted {
            Parts.require(by, name, text);
        }
    }

    /** A line for one session only; {@code to} is that session's public id, {@code toName} its name then. */
    record Whispered(
            long seq,
            long time,
            String by,
            long id,
            String name,
            String to,
            String toName,
            String text,
            @Nullable String sum)
            implements Event {
        /** Made of parts that are all there. */
        public Whispered {
            Parts.require(by, name, to, toName, text);
        }

        @Override
        public boolean visibleTo(String session) {
            return session.equals(by) || session.equals(to);
        }

        @Override
        public boolean isPublic() {
            return false;
        }
    }

    /**
     * What the host or an operator has ruled, for everybody to see.
     *
     * @param rule the word of a {@link Rule}; a client may meet one that it does not know yet
     * @param kind by what somebody was banned or muted ({@code name}, {@code key}, {@code address}, {@code loopback}), or
     *     how long an operator is one ({@code key}, {@code stay}); else empty
     * @param target whom it concerns, as people call them: a name or an address; else empty
     * @param session public id of the session it concerns, empty where it concerns none or several
     * @param until when it ends, milliseconds since 1970 UTC; 0 where it does not end by itself
     * @param text the reason, or the message of the day; may be empty
     */
    record Ruled(
            long seq,
            long time,
            String by,
            long id,
            String name,
            String rule,
            String kind,
            String target,
            String session,
            long until,
            String text,
            @Nullable String sum)
            implements Event {
        /** Made of parts that are all there. */
        public Ruled {
            Parts.require(by, name, rule, kind, target, session, text);
        }
    }

    /** Somebody took another name. */
    record Renamed(
            long seq,
            long time,
            String by,
            long id,
            String name,
            String newName,
            String address,
            @Nullable String sum) implements Event {
        /** Made of parts that are all there. */
        public Renamed {
            Parts.require(by, name, newName, address);
        }
    }

    /** Somebody freed a name that belonged to somebody: to its causer, or, where the host did it, to another. */
    record Released(
            long seq,
            long time,
            String by,
            long id,
            String name,
            String released,
            String address,
            @Nullable String sum) implements Event {
        /** Made of parts that are all there. */
        public Released {
            Parts.require(by, name, released, address);
        }
    }
}
