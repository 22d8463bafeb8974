package lanchat.it;

import java.util.Random;

/**
 * Chance for proofs with real programs. A failure names the seed; {@code -Dlanchat.seed=SEED} throws the same dice again,
 * though how threads and processes take turns is nobody's to repeat.
 */
final class Dice {
    /** Whether the long proofs are to be had in full size: {@code -Dlanchat.full=true}. */
    static final boolean FULL = Boolean.getBoolean("lanchat.full");

    private Dice() {}

    /** Something that holds whatever the dice say. */
    @FunctionalInterface
    interface Law {
        /** Throws when it does not hold. */
        void holds(Random dice) throws Exception;
    }

    /** Tries whether it holds. */
    static void roll(Law law) {
        long seed = Long.getLong("lanchat.seed", System.nanoTime());
        try {
            law.holds(new Random(seed));
        } catch (Exception | AssertionError broken) {
            throw new AssertionError("Play it again with -Dlanchat.seed=" + seed + ": " + broken.getMessage(), broken);
        }
    }
}
