package lanchat.client;

import java.util.Random;

/**
 * Random cases for proofs, the same in each run. A failure names the seed of its case; {@code -Dlanchat.seed=SEED} plays
 * that one again, and {@code -Dlanchat.full=true} plays many more.
 */
public final class Dice {
    /** How much longer the full proofs are. */
    private static final int FULL_FACTOR = 20;

    private Dice() {}

    /** Something that holds whatever the dice say. */
    @FunctionalInterface
    public interface Law {
        /** Plays one case; throws when it breaks the law. */
        void holds(Random dice) throws Exception;
    }

    /** Plays so many cases. */
    public static void rollTheSame(int cases, Law law) {
        String given = System.getProperty("lanchat.seed");
        long first = given == null ? 1 : Long.parseLong(given);
        int count = given != null ? 1 : Boolean.getBoolean("lanchat.full") ? cases * FULL_FACTOR : cases;
        for (long seed = first; seed < first + count; seed++) {
            try {
                law.holds(new Random(seed));
            } catch (Exception | AssertionError broken) {
                throw new AssertionError(
                        "Play it again with -Dlanchat.seed=" + seed + ": " + broken.getMessage(), broken);
            }
        }
    }
}
