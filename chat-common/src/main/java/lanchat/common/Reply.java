package lanchat.common;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a server tells one connection only. Replies are not part of the room's log. */
public sealed interface Reply extends Message {
    /**
     * Answers {@code hello}: the version spoken here, the room's id for life, the server's program version, what it
     * asks for in {@code join}: {@code password} or, as older servers do, nothing; and which requests it takes that older
     * ones do not: {@code shown}.
     */
    record Server(
            int version,
            String room,
            String program,
            @Nullable List<String> asks,
            @Nullable List<String> can) implements Reply {
        private static final String PASSWORD = "password";
        private static final String SHOWN = "shown";

        /** Made of parts that are all there. */
        public Server {
            Parts.require(room, program);
        }

        /** One that asks for the room's password, or for nothing, and takes all that this version knows. */
        public static Server asking(int version, String room, String program, boolean password) {
            return new Server(version, room, program, password ? List.of(PASSWORD) : null, List.of(SHOWN));
        }

        /** Whether it asks for the room's password. */
        public boolean asksPassword() {
            return asks != null && asks.contains(PASSWORD);
        }

        /** Whether it takes {@link Request.Shown}, and answers {@link Request.Seen}. */
        public boolean canTakeShown() {
            return can != null && can.contains(SHOWN);
        }
    }

    /**
     * Answers {@code join}: the session's public id and the name as the room has it, who was here already (the first
     * ten, and how many more), and from which {@code seq} on events follow.
     *
     * <p>{@code resumed} says that the secret was known: it is the session it was before. {@code heard} is the highest
     * request id of it that is safe: what was sent up to there need not be sent again. {@code diverged} says that the
     * room's log is not the one the client saw, so that recent lines follow as for a newcomer.
     */
    record Welcome(
            String session,
            String name,
            long from,
            List<Person> people,
            int others,
            boolean resumed,
            long heard,
            boolean diverged)
            implements Reply {
        /** To a new session. */
        public static Welcome newcomer(String session, String name, long from, List<Person> people, int others) {
            return new Welcome(session, name, from, people, others, false, 0, false);
        }

        /** Made of parts that are all there. */
        public Welcome {
            Parts.require(session, name, people);
            people = List.copyOf(people);
        }
    }

    /**
     * The replay is over; what follows is live. {@code seq} is the room's newest event at that moment, {@code chain} the
     * server's {@link Chain} up to it, {@code members} how many there are; an older server says neither.
     */
    record Now(long seq, @Nullable String chain, @Nullable Integer members) implements Reply {
        /** Without more. */
        public static Now at(long seq) {
            return new Now(seq, null, null);
        }
    }

    /** A request was refused, finally; {@code id} is that of the request or 0, {@code code} is stable. */
    record Refused(long id, String code, String sentence) implements Reply {
        /** Made of parts that are all there. */
        public Refused {
            Parts.require(code, sentence);
        }
    }

    /** Answers {@code who}: the host if there is one comes first; {@code others} counts those not listed. */
    record People(List<Person> people, int others) implements Reply {
        /** Made of parts that are all there. */
        public People {
            Parts.require(people);
            people = List.copyOf(people);
        }
    }

    /** Something the server says to this connection, for people to read. */
    record Notice(String text) implements Reply {
        /** Made of parts that are all there. */
        public Notice {
            Parts.require(text);
        }
    }

    /**
     * Answers {@code history} and {@code search}. Right behind it come {@code count} events from before, oldest first,
     * which are shown and are no news. {@code whole} says that there is nothing older that would fit; {@code words} are
     * those that were looked for, empty for {@code history}.
     */
    record History(int count, boolean whole, String words) implements Reply {
        /** Made of parts that are all there. */
        public History {
            Parts.require(words);
        }
    }

    /** Another connection has taken over this session: this one ends, and should not be made again by itself. */
    record Replaced() implements Reply {}

    /** Answers {@code ping} with the room's newest {@code seq}, and how many members there are. */
    record Pong(long seq, @Nullable Integer members) implements Reply {
        /** Without more. */
        public static Pong at(long seq) {
            return new Pong(seq, null);
        }
    }

    /**
     * Answers {@code seen}: how far the event has got. {@code seq} is 0 where there was no such line.
     *
     * @param shown how many have it on their screens, as their clients say
     * @param sent how many it has been sent to whose programs say nothing of screens
     * @param waiting who does not have it yet, the first few
     * @param others how many more
     */
    record Seen(long seq, int shown, int sent, List<Person> waiting, int others) implements Reply {
        /** Made of parts that are all there. */
        public Seen {
            Parts.require(waiting);
            waiting = List.copyOf(waiting);
        }

        /** How many do not have it yet. */
        public int missing() {
            return waiting.size() + others;
        }
    }

    /** Answers {@code verify}: the server's {@link Chain} up to {@code seq}; null where it is no longer kept. */
    record Verified(long seq, @Nullable String chain) implements Reply {}
}
