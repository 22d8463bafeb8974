package lanchat.client;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import lanchat.client.link.ServerLink;
import lanchat.common.Reply;
import lanchat.common.Request;
import lanchat.common.Threads;
import lanchat.common.Wire;
import org.jspecify.annotations.Nullable;

/**
 * Tells the server what has been shown, and asks it who has not received a line yet. Each at its leisure, so that a room of
 * any size hears little of it, and on a thread of its own, for a write may have to wait and nobody else shall.
 *
 * <p>Guarded by itself, and not held while something is sent; any thread may call anything.
 */
final class Acknowledging {
    /** How long after a line it is asked for the first time who does not have it. */
    private static final long FIRST_ASK_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** While somebody does not, it is asked again, more and more seldom. */
    private static final long MOST_SELDOM_ASK_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final long NEVER = Long.MAX_VALUE;

    private final Thread thread = Threads.platform("acknowledging", this::run);
    /** Whose answer comes next: true where the member asked. */
    private final Deque<Boolean> asked = new ArrayDeque<>();

    private final Deque<Long> toAsk = new ArrayDeque<>();
    private @Nullable ServerLink link;
    private int members;
    private long shown;
    private long told;
    private long toldNanos;
    private long ownLine;
    private long askInNanos;
    private long askSince;
    private boolean started;
    private boolean over;

    /** There is a connection into the room. */
    synchronized void cameIn(ServerLink over) {
        if (!over.canTakeShown()) {
            return;
        }
        link = over;
        told = 0;
        toldNanos = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(interval());
        if (!started && !this.over) {
            started = true;
            thread.start();
        }
        notifyAll();
    }

    /** The connection has ended. */
    synchronized void wentOut() {
        link = null;
        ownLine = 0;
        asked.clear();
        toAsk.clear();
    }

    /** There are so many members. */
    synchronized void members(int count) {
        members = count;
    }

    /** Everything up to this event is on the screen. */
    synchronized void shown(long seq) {
        if (seq > shown) {
            shown = seq;
            notifyAll();
        }
    }

    /** This line of the member's is in the room: it is asked later who has it. */
    synchronized void said(long seq) {
        ownLine = seq;
        askLater(FIRST_ASK_NANOS);
    }

    /** The member wants to know who has this event, 0 for the last line of his own; false where nobody can say. */
    synchronized boolean ask(long seq) {
        if (link == null) {
            return false;
        }
        toAsk.add(seq);
        notifyAll();
        return true;
    }

    /** An answer has come; true where it is one that the member waits for. */
    synchronized boolean answered(Reply.Seen seen) {
        Boolean byMember = asked.poll();
        if (byMember == null || byMember) {
            return true;
        }
        if (seen.missing() > 0 && seen.seq() == ownLine) {
            askLater(Math.min(2 * askInNanos, MOST_SELDOM_ASK_NANOS));
        }
        return false;
    }

    private void askLater(long nanos) {
        askInNanos = nanos;
        askSince = System.nanoTime();
        notifyAll();
    }

    /** Ends it. A write that waits ends with its connection. */
    synchronized void close() {
        over = true;
        notifyAll();
    }

    private int interval() {
        return Wire.shownEveryMillis(members);
    }

    private void run() {
        try {
            while (true) {
                ServerLink to;
                Request request;
                synchronized (this) {
                    request = awaitDue();
                    to = link;
                }
                if (request == null) {
                    return;
                }
                if (to != null) {
                    send(to, request);
                }
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(ServerLink to, Request request) {
        try {
            to.send(request);
        } catch (IOException broken) {
            to.close(); // The socket's thread finds out, and sees to another connection.
        }
    }

    /** The next request when its time has come; null at the end. */
    private synchronized @Nullable Request awaitDue() throws InterruptedException {
        while (!over) {
            long wait = NEVER;
            if (link != null) {
                long now = System.nanoTime();
                Long wanted = toAsk.poll();
                if (wanted != null) {
                    asked.add(true);
                    return new Request.Seen(wanted);
                }
                if (shown > told) {
                    wait = TimeUnit.MILLISECONDS.toNanos(interval()) - (now - toldNanos);
                    if (wait <= 0) {
                        told = shown;
                        toldNanos = now;
                        return new Request.Shown(told);
                    }
                }
                long untilAsk = ownLine == 0 || asked.contains(false) ? NEVER : askInNanos - (now - askSince);
                if (untilAsk <= 0) {
                    asked.add(false);
                    return new Request.Seen(ownLine);
                }
                wait = Math.min(wait, untilAsk);
            }
            wait(wait == NEVER ? 0 : TimeUnit.NANOSECONDS.toMillis(wait) + 1); // 0: until something is new.
        }
        return null;
    }
}
