package lanchat.server.door;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Replies on their way to one connection, each with its place in the room's order.
 *
 * <p>Any thread posts; the holder of the pen takes. Bounded by bytes: the connection's own reader waits in {@link
 * #awaitRoom} while too much is here; answers to what it proposed before are few, so posting never waits.
 */
final class Outbox {
    /** A reader takes no further requests while more than this waits to be written, where nothing else was set. */
    static final int MAX_BYTES = 256 * 1024;

    /**
     * One reply.
     *
     * @param after goes out once the events up to this {@code seq} have; 0 for at once
     * @param last nothing follows it: the connection ends after it
     */
    record Letter(long after, byte[] bytes, boolean last) {}

    private final int maxBytes;
    private final ArrayDeque<Letter> letters = new ArrayDeque<>();
    private int bytes;
    private boolean closed;
    /** Read without the monitor by the walk: most members have nothing here. */
    private volatile boolean filled;

    /** Of the usual size. */
    Outbox() {
        this(MAX_BYTES);
    }

    /** A reader takes no further requests while more than this waits to be written. */
    Outbox(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Puts a letter in; false once a last one has been put in, or the outbox has been closed. */
    synchronized boolean post(Letter letter) {
        if (closed) {
            return false;
        }
        closed = letter.last();
        letters.add(letter);
        bytes += letter.bytes().length;
        filled = true;
        return true;
    }

    /**
     * Throws away what waits for a last letter that cannot wait: also another last one, whose place may never come. By
     * the holder of the pen.
     */
    synchronized void clearFor(Letter last) {
        letters.clear();
        bytes = 0;
        closed = false;
        post(last);
    }

    boolean filled() {
        return filled;
    }

    /** Whether so much waits that a reader takes no further requests. */
    synchronized boolean full() {
        return bytes > maxBytes;
    }

    /** Takes the first letter if its place is at or before {@code seq}. */
    synchronized @Nullable Letter take(long seq) {
        Letter first = letters.peek();
        if (first == null || first.after() > seq) {
            return null;
        }
        letters.poll();
        bytes -= first.bytes().length;
        filled = !letters.isEmpty();
        notifyAll();
        return first;
    }

    /** Waits until there is room for what a further request may lead to, or the outbox is closed. */
    synchronized void awaitRoom() throws InterruptedException {
        while (bytes > maxBytes && !closed) {
            wait();
        }
    }

    /** Drops everything: the connection is gone. */
    synchronized void close() {
        closed = true;
        letters.clear();
        bytes = 0;
        filled = false;
        notifyAll();
    }
}
