package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import lanchat.common.Wire;

/**
 * What one run of a client has shown on standard output, with the member's own lines under his name as others read them.
 *
 * @param lines from the welcome on; none where it did not get so far
 */
record Showing(String name, List<String> lines) {
    private static final String AWAY = "*** While you were away:";
    private static final Pattern NOW = Pattern.compile("\\*\\*\\* You missed (1 line|\\d+ lines)\\. Now:");

    /** Reads what a client of this member has written. */
    static Showing of(String name, List<String> written) {
        List<String> all = written.stream()
                .map(line -> line.startsWith("You:") ? name + line.substring("You".length()) : line)
                .toList();
        int welcome = all.indexOf(Wire.WELCOME);
        return new Showing(name, welcome < 0 ? List.of() : all.subList(welcome + 1, all.size()));
    }

    /** From his own coming in on, for a run in which he came in as a newcomer. */
    List<String> sinceComingIn() {
        return since(name, lines);
    }

    /** What others read from this member's coming in on. */
    static List<String> since(String name, List<String> lines) {
        int cameIn = lines.indexOf(comingIn(name));
        assertTrue(cameIn >= 0, () -> name + " never came in: " + lines);
        return lines.subList(cameIn, lines.size());
    }

    /** What was said while he was in the room, without what frames the lines that were missed; that frame is right. */
    List<String> said() {
        int away = lines.indexOf(AWAY);
        if (away >= 0) {
            assertEquals(0, away, () -> name + " read something before what was missed: " + lines.subList(0, away));
            List<String> rest = lines.subList(1, lines.size());
            int now = 0;
            while (now < rest.size() && !NOW.matcher(rest.get(now)).matches()) {
                now++;
            }
            if (now < rest.size()) {
                String told = rest.get(now);
                String count = now == 1 ? " 1 line." : " " + now + " lines.";
                assertTrue(told.contains(count), () -> name + " read " + told + " but it is" + count);
            }
        }
        return lines.stream()
                .skip(lines.indexOf(comingIn(name)) + 1)
                .filter(line -> !line.equals(AWAY) && !NOW.matcher(line).matches())
                .filter(line -> !line.endsWith("<127.0.0.1> connected"))
                .toList();
    }

    private static String comingIn(String name) {
        return name + "<127.0.0.1> connected";
    }

    /** These are the same; tells of the first difference, for there may be ten thousands of lines. */
    static void assertSame(List<String> expected, List<String> actual, String whose) {
        int same = 0;
        while (same < Math.min(expected.size(), actual.size())
                && expected.get(same).equals(actual.get(same))) {
            same++;
        }
        if (same < Math.max(expected.size(), actual.size())) {
            throw new AssertionError(whose + " differs after " + same + " lines: instead of " + some(expected, same)
                    + " it has " + some(actual, same) + "; " + actual.size() + " lines instead of "
                    + expected.size());
        }
    }

    private static List<String> some(List<String> lines, int around) {
        return lines.subList(Math.max(0, around - 2), Math.min(lines.size(), around + 3));
    }
}
