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
    /** What a busy room says in a round. What has grown beyond it, for who was far behind, is given back. */
    private static final int KEPT_BYTES = 64 * 1024;

    private final Map<Dialect, Pieces> byDialect = new HashMap<>(4);

    /** Begins a draft in this dialect: the one of the round before is over. */
    Pieces begin(Dialect dialect) {
        Pieces pieces = byDialect.computeIfAbsent(dialect, unused -> new Pieces(KEPT_BYTES));
        if (pieces.size() > KEPT_BYTES) {
            pieces = new Pieces(KEPT_BYTES);
            byDialect.put(dialect, pieces);
        }
        pieces.cutTo(0);
        return pieces;
    }
}
