package lanchat.client.screen;

import java.util.ArrayList;
import java.util.List;
import lanchat.common.CleanText;

/** What is pasted: lines, of which none is said before its member has agreed. */
final class Paste {
    private Paste() {}

    /** The lines of a pasted text, clean, without the blank ones. */
    static List<String> lines(String pasted) {
        List<String> lines = new ArrayList<>();
        pasted.lines().map(CleanText::line).filter(line -> !line.isBlank()).forEach(lines::add);
        return lines;
    }

    /**
     * What an edited text of several lines asks for, one after the other. Behind a command it is one line, for a page
     * pasted after {@code /msg Ann} is meant for Ann as a whole; else each line is said as it stands, also where it
     * begins with a slash: only what somebody has typed himself is a command.
     *
     * @param commands whether a line that begins with a slash is a command at all
     */
    static List<String> asTyped(String edited, boolean commands) {
        List<String> lines = edited.indexOf('\n') < 0 ? List.of(edited) : lines(edited);
        if (lines.size() < 2 || !commands) {
            return lines;
        }
        String first = lines.get(0);
        if (first.startsWith("/") && !first.startsWith("//")) {
            return List.of(String.join(" ", lines));
        }
        List<String> typed = new ArrayList<>();
        typed.add(first);
        for (String line : lines.subList(1, lines.size())) {
            typed.add(line.startsWith("/") ? "/" + line : line);
        }
        return typed;
    }
}
