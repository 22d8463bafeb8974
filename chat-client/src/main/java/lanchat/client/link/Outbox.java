package lanchat.client.link;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import lanchat.common.Request;
import org.jspecify.annotations.Nullable;

/**
 * What has been said and is not yet in the room. A line waits here from before it is sent until its own event or its
 * refusal has come: nothing else ends it, not even a successful write to the socket.
 *
 * <p>Ids count up from 1 and are never used twice. The keyboard's thread puts lines in, the socket's thread ends them;
 * each method may be called from any thread.
 */
public final class Outbox {
    /** A faster pipe than the room waits here, in the keyboard's thread. */
    private static final int MAX_WAITING_CHARS = 512 * 1024;

    /** Guards everything below. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition ended = lock.newCondition();
    private final Map<Long, Waiting> waiting = new LinkedHashMap<>();
    private int waitingChars;
    private long lastId;
    private boolean closed;

    /** A line that waits: its id, the request that was or will be sent, and what its typist typed. */
    public record Waiting(long id, Request request, String typed) {}

    /**
     * Gives a line its id and keeps it; waits while too much is under way.
     *
     * @param request makes the request for the id
     * @return the request to send
     * @throws IOException when the outbox is closed, so that nothing can be sent any more
     */
    public Request put(LongFunction<Request> request, String typed) throws IOException, InterruptedException {
        lock.lock();
        try {
            while (!closed && waitingChars > 0 && waitingChars + typed.length() > MAX_WAITING_CHARS) {
                ended.await();
            }
            if (closed) {
                throw new IOException("the connection has ended");
            }
            Waiting line = new Waiting(++lastId, request.apply(lastId), typed);
            waiting.put(line.id(), line);
            waitingChars += typed.length();
            return line.request();
        } finally {
            lock.unlock();
        }
    }

    /** The line with this id; null where none waits. */
    public @Nullable Waiting waitingFor(long id) {
        lock.lock();
        try {
            return waiting.get(id);
        } finally {
            lock.unlock();
        }
    }

    /** Ends a line whose own event or refusal has come; nothing for an id that does not wait here. */
    public void end(long id) {
        lock.lock();
        try {
            Waiting line = waiting.remove(id);
            if (line != null) {
                waitingChars -= line.typed().length();
                ended.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The lines that wait, in the order in which they were said. */
    public List<Waiting> waiting() {
        lock.lock();
        try {
            return new ArrayList<>(waiting.values());
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no line waits any more, at most so long; false where some still do, or the outbox is closed. */
    public boolean awaitEmpty(long millis) throws InterruptedException {
        long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
        lock.lock();
        try {
            while (!closed && !waiting.isEmpty() && nanos > 0) {
                nanos = ended.awaitNanos(nanos);
            }
            return waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** No answers will come any more: ends all waiting for them. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
