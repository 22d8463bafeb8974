package lanchat.server.door;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The synchronized list of connections. Walks go down a snapshot of it, so no lock is held while anything is written.
 *
 * <p>Once closed it takes nobody in any more: whoever sweeps it after that has seen everybody.
 */
public final class ConnectionList {
    private final Set<Connection> connections = new LinkedHashSet<>();
    private Connection @Nullable [] snapshot;
    private boolean closed;

    /** Takes the connection in; false when the list has been closed. */
    synchronized boolean add(Connection connection) {
        if (closed) {
            return false;
        }
        snapshot = null;
        return connections.add(connection);
    }

    synchronized void remove(Connection connection) {
        if (connections.remove(connection)) {
            snapshot = null;
            notifyAll();
        }
    }

    /** Everybody on the list now. Not to be changed. */
    synchronized Connection[] snapshot() {
        Connection[] all = snapshot;
        if (all == null) {
            all = connections.toArray(new Connection[0]);
            snapshot = all;
        }
        return all;
    }

    /** How many connections there are. */
    public synchronized int size() {
        return connections.size();
    }

    /** Lets nobody in any more, and gives everybody who is in. */
    synchronized List<Connection> close() {
        closed = true;
        return new ArrayList<>(connections);
    }

    /** Waits until the list is empty; false when it is not within this time. */
    synchronized boolean awaitEmpty(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        while (!connections.isEmpty()) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
