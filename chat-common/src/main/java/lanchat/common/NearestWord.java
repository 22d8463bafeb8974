package lanchat.common;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds the word somebody meant: the one that takes the fewest letters put in, left out, changed or swapped. */
public final class NearestWord {
    private static final int MAX_MISTAKES = 2;

    private NearestWord() {}

    /** The nearest of the known words, the earliest of equals; null where none is near. */
    public static @Nullable String to(String typed, Collection<String> known) {
        String nearest = null;
        int fewest = Math.min(MAX_MISTAKES + 1, typed.length());
        for (String word : known) {
            // Words of very different length need no counting, and what is typed can be long.
            if (Math.abs(word.length() - typed.length()) < fewest) {
                int mistakes = mistakes(typed, word);
                if (mistakes < fewest) {
                    nearest = word;
                    fewest = mistakes;
                }
            }
        }
        return nearest;
    }

    /** Damerau's distance, with each pair of letters swapped at most once. */
    private static int mistakes(String a, String b) {
        int[][] distance = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    distance[i][j] = i + j;
                    continue;
                }
                int changed = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(distance[i - 1][j], distance[i][j - 1]) + 1;
                least = Math.min(least, distance[i - 1][j - 1] + changed);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least = Math.min(least, distance[i - 2][j - 2] + 1);
                }
                distance[i][j] = least;
            }
        }
        return distance[a.length()][b.length()];
    }
}
