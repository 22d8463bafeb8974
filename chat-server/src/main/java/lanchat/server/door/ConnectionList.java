package lanchat.server.door;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The synchronized list of connections. Walks go down a snapshot of it, so no lock is held while anything is written.
 *
 * <p>It also knows who is at the door: taken in, and not in the room yet. Those cost a thread and a file each as well, and
 * nobody knows whether they will ever say a word, so they are counted.
 *
 * <p>Once closed it takes nobody in any more: whoever sweeps it after that has seen everybody.
 */
public final class ConnectionList {
    private final Set<Connection> connections = new LinkedHashSet<>();
    private Connection @Nullable [] snapshot;
    private boolean closed;
    private final Set<Connection> waiting = new HashSet<>();
    private final Map<String, Integer> waitingFrom = new HashMap<>();

    /** How many are at the door. */
    synchronized int waiting() {
        return waiting.size();
    }

    /** How many of them come from this address. */
    synchronized int waitingFrom(String address) {
        return waitingFrom.getOrDefault(address, 0);
    }

    /** This one has come into the room. */
    synchronized void cameIn(Connection connection) {
        if (waiting.remove(connection)) {
            waitingFrom.computeIfPresent(connection.address(), (address, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Takes the connection in; false when the list has been closed. */
    synchronized boolean add(Connection connection) {
        if (closed) {
            return false;
        }
        snapshot = null;
        if (waiting.add(connection)) {
            waitingFrom.merge(connection.address(), 1, Integer::sum);
        }
        return connections.add(connection);
    }

    synchronized void remove(Connection connection) {
        cameIn(connection);
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
