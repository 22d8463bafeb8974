package lanchat.client;

import java.util.Map;

/** What the environment says of the terminal, before anybody has asked the terminal itself. */
final class TerminalKind {
    private TerminalKind() {}

    /** Whether it knows no cursor to move: inside an editor, or unknown. Windows has no {@code TERM}, and can. */
    static boolean canOnlyPrint(Map<String, String> environment) {
        String term = environment.get("TERM");
        boolean windows = environment.containsKey("SystemRoot") || environment.containsKey("SYSTEMROOT");
        if (term == null || term.isEmpty()) {
            return !windows;
        }
        return term.startsWith("dumb");
    }

    /** Whether colours are welcome; {@code NO_COLOR} says they are not, whatever it is set to (no-color.org). */
    static boolean mayHaveColor(Map<String, String> environment) {
        String noColor = environment.get("NO_COLOR");
        return noColor == null || noColor.isEmpty();
    }
}
