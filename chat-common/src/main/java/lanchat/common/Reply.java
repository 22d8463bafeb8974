package lanchat.common;

import java.util.List;

/** What a server tells one connection only. Replies are not part of the room's log. */
public sealed interface Reply extends Message {
    /** Answers {@code hello}: the version spoken here, the room's id for life, and the server's program version. */
    record Server(int version, String room, String program) implements Reply {
        /** Made of parts that are all there. */
        public Server {
            Parts.require(room, program);
        }
    }

    /**
     * Answers {@code join}: the session's public id and the name as the room has it, who was here already (the first
     * ten, and how many more), and from which {@code seq} on events follow.
     */
    record Welcome(String session, String name, long from, List<Person> people, int others) implements Reply {
        /** Made of parts that are all there. */
        public Welcome {
            Parts.require(session, name, people);
            people = List.copyOf(people);
        }
    }

    /** The recent lines are over; what follows is live. {@code seq} is the newest event shown. */
    record Now(long seq) implements Reply {}

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

    /** Answers {@code ping} with the room's newest {@code seq}. */
    record Pong(long seq) implements Reply {}
}
