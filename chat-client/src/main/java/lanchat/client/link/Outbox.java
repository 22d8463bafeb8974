package lanchat.client.link;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import lanchat.common.Request;
import org.jspecify.annotations.Nullable;

/**
 * What has been said and is not yet in the room. A line waits here from before it is sent until its own event or its
 * refusal has come: nothing else ends it, not even a successful write to the socket. Where the connection breaks, what
 * waits is sent again over the next one, in its order and with its ids, so that the room takes each line once.
 *
 * <p>Ids count up and are never used twice. The keyboard's thread puts lines in, the socket's thread ends them; each
 * method may be called from any thread.
 */
public final class Outbox {
    /** A faster pipe than the room waits here, in the keyboard's thread. */
    private static final int MAX_WAITING_CHARS = 512 * 1024;

    /**
     * The socket's thread sends no more than this ahead of the answers, so that its writes never have to wait: while it
     * waited, nobody would read.
     */
    private static final int MAX_UNANSWERED_CHARS = 16 * 1024;

    /** Held while lines are sent, so that they go in their order; never together with {@code lock} while writing. */
    private final ReentrantLock sending = new ReentrantLock();

    /** Guards everything below. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition ended = lock.newCondition();
    private NavigableMap<Long, Waiting> waiting = new TreeMap<>();
    private int waitingChars;
    private int unansweredChars;
    private long lastId;
    /** The newest id that has been sent over this link. */
    private long sentUpTo;

    private @Nullable ServerLink link;
    private boolean closed;

    /**
     * A line that waits.
     *
     * @param id its number within the session
     * @param typed what its typist typed
     */
    public record Waiting(long id, LongFunction<Request> maker, String typed) {
        /** The request that was or will be sent. */
        public Request request() {
            return maker.apply(id);
        }
    }

    /** What has become of a line so far. */
    public enum Put {
        /** It has gone out, and waits for its answer. */
        SENT,
        /** It waits for a connection. */
        WAITS,
        /** Too much is under way, and it was not waited: the line is not kept. */
        NO_ROOM
    }

    /**
     * Gives a line its id, keeps it, and sends it if there is a connection and everything before it has been sent.
     *
     * @param maker makes the request for the id
     * @param patient whether to wait while too much is under way
     * @throws IOException when the outbox is closed, so that nothing can be sent any more
     */
    public Put put(LongFunction<Request> maker, String typed, boolean patient)
            throws IOException, InterruptedException {
        long id;
        lock.lock();
        try {
            while (!closed && waitingChars > 0 && waitingChars + typed.length() > MAX_WAITING_CHARS) {
                if (!patient) {
                    return Put.NO_ROOM;
                }
                ended.await();
            }
            if (closed) {
                throw new IOException("the connection has ended");
            }
            id = ++lastId;
            waiting.put(id, new Waiting(id, maker, typed));
            waitingChars += typed.length();
        } finally {
            lock.unlock();
        }
        sending.lock();
        try {
            return sendAll(Integer.MAX_VALUE) >= id || hasGoneOut(id) ? Put.SENT : Put.WAITS;
        } finally {
            sending.unlock();
        }
    }

    /** Whether the socket's thread was quicker, and has sent it over the connection that stands. */
    private boolean hasGoneOut(long id) {
        lock.lock();
        try {
            return link != null && sentUpTo >= id;
        } finally {
            lock.unlock();
        }
    }

    /**
     * From now on lines go over this connection; those that wait and may not have arrived go first.
     *
     * @param heard the newest id of this session that the room has for certain
     */
    public void attach(ServerLink connected, long heard) {
        sending.lock(); // Whoever holds it writes to an earlier link, which is closed: this does not last.
        try {
            lock.lock();
            try {
                link = connected;
                lastId = Math.max(lastId, heard);
                sentUpTo = heard;
                unansweredChars = 0;
            } finally {
                lock.unlock();
            }
            sendAll(MAX_UNANSWERED_CHARS);
        } finally {
            sending.unlock();
        }
    }

    /** The connection is gone; what is put in waits for the next one. */
    public void detach() {
        lock.lock();
        try {
            link = null;
        } finally {
            lock.unlock();
        }
    }

    /** The session is another one, or the room's log: what waits gets new ids, above this one. Returns how many do. */
    public int renumber(long heard) {
        lock.lock();
        try {
            NavigableMap<Long, Waiting> renumbered = new TreeMap<>();
            lastId = Math.max(lastId, heard);
            for (Waiting line : waiting.values()) {
                renumbered.put(++lastId, new Waiting(lastId, line.maker(), line.typed()));
            }
            waiting = renumbered;
            return renumbered.size();
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

    /**
     * Ends a line whose own event or refusal has come; nothing for an id that does not wait here. By the socket's
     * thread: sends what had to wait for it.
     */
    public void end(long id) {
        lock.lock();
        try {
            Waiting line = waiting.remove(id);
            if (line == null) {
                return;
            }
            waitingChars -= line.typed().length();
            if (id <= sentUpTo) {
                unansweredChars = Math.max(0, unansweredChars - line.typed().length());
            }
            ended.signalAll();
        } finally {
            lock.unlock();
        }
        // Where the keyboard's thread is sending just now it sends all there is, and may have to wait for the server.
        if (sending.tryLock()) {
            try {
                sendAll(MAX_UNANSWERED_CHARS);
            } finally {
                sending.unlock();
            }
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

    /**
     * Sends what has not been sent, until so much is unanswered. By the holder of {@code sending}.
     *
     * @return the newest id that went out
     */
    private long sendAll(int mostUnanswered) {
        long sent = 0;
        while (true) {
            ServerLink over;
            Waiting next;
            lock.lock();
            try {
                over = link;
                next = over == null || unansweredChars > mostUnanswered ? null : firstUnsent();
                if (over == null || next == null) {
                    return sent;
                }
                sentUpTo = next.id();
                unansweredChars += next.typed().length();
            } finally {
                lock.unlock();
            }
            try {
                over.send(next.request());
                sent = next.id();
            } catch (IOException broken) {
                // It waits still; the socket's thread finds out too, and sees to another connection.
                detach(over);
            }
        }
    }

    private @Nullable Waiting firstUnsent() {
        Map.Entry<Long, Waiting> next = waiting.higherEntry(sentUpTo);
        return next == null ? null : next.getValue();
    }

    private void detach(ServerLink broken) {
        lock.lock();
        try {
            if (link == broken) {
                link = null;
            }
        } finally {
            lock.unlock();
        }
    }
}
