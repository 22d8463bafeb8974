package lanchat.server.log;

import java.util.List;

/** Follows the log from any place, for one thread at a time. */
@FunctionalInterface
public interface LogReader extends AutoCloseable {
    /**
     * The events after {@code seq}, oldest first, at most {@code maxBytes} of them but at least one if there is one.
     *
     * @throws BehindException when the log no longer reaches back that far
     */
    List<Entry> after(long seq, int maxBytes) throws BehindException;

    /** Lets go of what it holds open; it can be used again. */
    @Override
    default void close() {}
}
