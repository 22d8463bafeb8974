package lanchat.bench;

import java.util.ArrayList;
import java.util.List;

/** What was not right in a measurement; for one thread. A figure counts only where all of these are nought. */
final class Faults {
    /** Lines that somebody should have read and did not. */
    long lost;

    /** Lines that somebody read twice, or long after those that followed it. */
    long doubled;

    /** Lines that somebody read in another order than others did. */
    long misplaced;

    /** Lines that were not as they had been said. */
    long damaged;

    /** Connections of members who read at once that the server ended. */
    long closed;

    /** Nothing if all is right; else a few words for a table. */
    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        add(words, lost, "lost");
        add(words, doubled, "doubled");
        add(words, misplaced, "out of order");
        add(words, damaged, "damaged");
        add(words, closed, "members thrown out");
        return String.join(", ", words);
    }

    private static void add(List<String> words, long count, String what) {
        if (count > 0) {
            words.add(count + " " + what);
        }
    }
}
