package lanchat.server.room;

import java.util.List;
import java.util.function.UnaryOperator;
import lanchat.common.Event;
import lanchat.common.Person;
import lanchat.common.Refusal;
import org.jspecify.annotations.Nullable;

/** What the room makes of a {@link Proposal}. */
public sealed interface Outcome {
    /** What the log is to keep beside the event, if this is one. */
    default Aside aside() {
        return Aside.NONE;
    }

    /**
     * It happens: this event is to be applied.
     *
     * @param remark what its causer should know of it, in a sentence; null for nothing
     */
    record Happened(Event event, @Nullable String remark) implements Outcome {
        /** There is nothing more to say. */
        public Happened(Event event) {
            this(event, null);
        }
    }

    /**
     * Somebody comes in.
     *
     * @param present who was here before (the first few)
     * @param others how many more
     * @param known whether it is a session that was here before
     * @param heard the highest request id among that session's events
     * @param motd the message of the day; empty for none
     * @param remark what the newcomer should know, in a sentence; null for nothing
     */
    record Admitted(
            Event.Joined event,
            Aside aside,
            List<Person> present,
            int others,
            boolean known,
            long heard,
            String motd,
            @Nullable String remark)
            implements Outcome {}

    /**
     * The host or an operator has ruled something.
     *
     * @param left the leaving of each whom it shows out, at once and behind the ruling
     * @param told why, for each of these
     */
    record Ruled(Event.Ruled event, Aside aside, List<Event.Left> left, Refusal told) implements Outcome {
        /** Of leavings that stay as they are. */
        public Ruled {
            left = List.copyOf(left);
        }
    }

    /** This one has been shown out, for this reason, and is not in the room any more. */
    record ShownOut(Refusal why) implements Outcome {}

    /**
     * What was to be shown, in lines for people.
     *
     * @param ofServer whether the server adds what it knows of itself
     */
    record Viewed(List<String> lines, boolean ofServer) implements Outcome {
        /** Of lines that stay as they are. */
        public Viewed {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Somebody who has not left comes back over another connection; nothing happens for the others.
     *
     * @param member as it is here
     * @param present who else is here (the first few)
     * @param others how many more
     */
    record Resumed(Member member, List<Person> present, int others) implements Outcome {}

    /** Another connection has taken over the session; what this one asked and was not decided is forgotten. */
    record Replaced() implements Outcome {}

    /** It does not happen, and nothing has changed. */
    record Refused(Refusal refusal) implements Outcome {}

    /** Who is here (the first few), and how many more. */
    record Present(List<Person> people, int others) implements Outcome {
        /** The same people, each looked at once more. */
        public Present map(UnaryOperator<Person> look) {
            return new Present(people.stream().map(look).toList(), others);
        }
    }

    /** It is the turn of who asked for it; all that was decided before has been handed out. */
    record Turn(String what, long seq) implements Outcome {}

    /** There is nothing to do: it has happened already. */
    record Nothing() implements Outcome {}
}
