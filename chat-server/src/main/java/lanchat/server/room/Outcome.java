package lanchat.server.room;

import java.util.List;
import lanchat.common.Event;
import lanchat.common.Person;
import lanchat.common.Refusal;

/** What the room makes of a {@link Proposal}. */
public sealed interface Outcome {
    /** What the log is to keep beside the event, if this is one. */
    default Aside aside() {
        return Aside.NONE;
    }

    /** It happens: this event is to be applied. */
    record Happened(Event event) implements Outcome {}

    /** Somebody comes in: the event, who was here before (the first few), and how many more. */
    record Admitted(Event.Joined event, Aside aside, List<Person> present, int others) implements Outcome {
        /** With nothing beside the event. */
        public Admitted(Event.Joined event, List<Person> present, int others) {
            this(event, Aside.NONE, present, others);
        }
    }

    /** It does not happen, and nothing has changed. */
    record Refused(Refusal refusal) implements Outcome {}

    /** Who is here (the first few), and how many more. */
    record Present(List<Person> people, int others) implements Outcome {}

    /** There is nothing to do: it has happened already. */
    record Nothing() implements Outcome {}
}
