package lanchat.client;

import java.util.ArrayList;
import java.util.List;
import lanchat.client.link.Outbox.Waiting;
import lanchat.common.ClassicText;

/**
 * How the client ends: what it says last, and the code it exits with. 0 says that everything typed is in the room, 1
 * that something is not, or that the client had to end before its input did.
 *
 * @param code what the process exits with
 * @param lines what is said last, to the member only
 */
record ExitReport(int code, List<String> lines) {
    /** The member has left; what is still waiting was not confirmed by the room. */
    static ExitReport left(boolean somethingRefused, List<Waiting> waiting) {
        List<String> lines = new ArrayList<>();
        for (Waiting line : waiting) {
            lines.add(ClassicText.refused("The room has not confirmed this line: " + line.typed()));
        }
        return new ExitReport(somethingRefused || !waiting.isEmpty() ? 1 : 0, lines);
    }

    /** The connection has ended from the other side; {@code done} where nothing was left to say over it. */
    static ExitReport serverGone(String sentence, boolean done, List<Waiting> waiting) {
        List<String> lines = new ArrayList<>();
        lines.add(ClassicText.notice(sentence));
        lines.addAll(left(false, waiting).lines());
        return new ExitReport(done && waiting.isEmpty() ? 0 : 1, lines);
    }

    /** Another connection has taken over the session, and would be thrown out if this client came back by itself. */
    static ExitReport replaced(List<Waiting> waiting) {
        List<String> lines = new ArrayList<>();
        lines.add(ClassicText.notice("You have come in again from elsewhere, so this client has left the room."));
        lines.addAll(left(false, waiting).lines());
        return new ExitReport(1, lines);
    }

    /** The room has shown this member out, or does not let it back in, for the reason in this sentence. */
    static ExitReport shownOut(String sentence, List<Waiting> waiting) {
        List<String> lines = new ArrayList<>();
        lines.add(ClassicText.refused(sentence));
        lines.addAll(left(false, waiting).lines());
        return new ExitReport(1, lines);
    }

    /** It came to nothing, for the reason in this sentence. */
    static ExitReport failed(String sentence) {
        return new ExitReport(1, List.of(ClassicText.refused(sentence)));
    }

    /** Nobody reads what is shown any more, so that there is nothing to say either. */
    static ExitReport unread() {
        return new ExitReport(1, List.of());
    }

    /** A mistake in this program, with what is needed to find it. */
    static ExitReport mistake(Throwable mistake) {
        List<String> lines = new ArrayList<>();
        lines.add(ClassicText.refused("This client has made a mistake and must end. Please report this: " + mistake));
        for (StackTraceElement call : mistake.getStackTrace()) {
            lines.add("    at " + call);
        }
        return new ExitReport(1, lines);
    }

    /** How a line is named that was refused, where its typist cannot see it on the screen. */
    static String notSaid(String typed) {
        return ClassicText.refused("Not said: " + typed);
    }
}
