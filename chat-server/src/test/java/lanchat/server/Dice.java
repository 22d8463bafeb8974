package lanchat.server;

import java.util.Random;

/**
 * Random histories for proofs. A failure names the seed of its history; {@code -Dlanchat.seed=SEED} plays that one
 * again, and {@code -Dlanchat.full=true} plays many more.
 */
public final class Dice {
    /** How much longer the full proofs are. */
    private static final int FULL_FACTOR = 20;

    private Dice() {}

    /** Something that holds whatever the dice say. */
    @FunctionalInterface
    public interface Law {
        /** Plays one history; throws when it breaks the law. */
        void holds(Random dice) throws Exception;
    }

    /** Plays so many histories. */
    public static void roll(int histories, Law law) {
        String given = System.getProperty("lanchat.seed");
        if (given != null) {
            play(Long.parseLong(given), law);
            return;
        }
        long first = System.nanoTime();
        for (int i = 0; i < scaled(histories); i++) {
            play(first + i, law);
        }
    }

    /** Plays so many histories, the same ones each time; in a full run many more. For what can be repeated exactly. */
    public static void rollTheSame(int histories, Law law) {
        String given = System.getProperty("lanchat.seed");
        long first = given == null ? 1 : Long.parseLong(given);
        int count = given == null ? scaled(histories) : 1;
        for (int i = 0; i < count; i++) {
            play(first + i, law);
        }
    }

    /** The same, larger in a full run. */
    public static int scaled(int size) {
        return Boolean.getBoolean("lanchat.full") ? size * FULL_FACTOR : size;
    }

    private static void play(long seed, Law law) {
        try {
            law.holds(new Random(seed));
        } catch (Exception | AssertionError broken) {
            throw new AssertionError("Play it again with -Dlanchat.seed=" + seed + ": " + broken.getMessage(), broken);
        }
    }
}
