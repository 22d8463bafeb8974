package lanchat.server.door;

import java.util.HashMap;
import java.util.Map;
import lanchat.common.Pieces;

/**
 * Where the bytes of a round are put together, in each dialect: the same memory for one round after the other, for new memory
 * is cold, and has to be cleared first. What is to last longer than the round has to be copied.
 *
 * <p>Owned by the walk, and handed over with it.
 */
final class Drafts {
    /** What a busy room says in a round. It grows to what the longest round has, which the log bounds. */
    private static final int FIRST_BYTES = 32 * 1024;

    private final Map<Dialect, Pieces> byDialect = new HashMap<>(4);

    /** Begins a draft in this dialect: the one of the round before is over. */
    Pieces begin(Dialect dialect) {
        Pieces pieces = byDialect.computeIfAbsent(dialect, unused -> new Pieces(FIRST_BYTES));
        pieces.cutTo(0);
        return pieces;
    }
}
