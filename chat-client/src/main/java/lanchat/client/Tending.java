package lanchat.client;

import java.util.List;
import java.util.concurrent.TimeUnit;
import lanchat.client.link.Outbox;
import lanchat.client.link.ServerLink;
import lanchat.client.screen.Screen;
import lanchat.client.screen.ScreenClosedException;
import lanchat.client.screen.Standing;
import lanchat.common.ClassicText;
import lanchat.common.Event;
import lanchat.common.Person;
import lanchat.common.Reply;
import lanchat.common.Threads;
import org.jspecify.annotations.Nullable;

/**
 * What goes on beside hearing and typing: what has been shown is acknowledged, and a person's screen is kept true, twice a
 * second and when something changes.
 *
 * <p>Guarded by itself, and not held while the screen is written; any thread may call anything.
 */
final class Tending {
    private static final long TICK_MILLIS = 500;
    private static final int NAMED = 2;

    private final Screen screen;
    private final Outbox outbox;
    private final Acknowledging acknowledging = new Acknowledging();
    private final Thread thread = Threads.platform("tending", this::run);
    private boolean over;

    private int members;
    private boolean live;
    private String connection = "";
    private String missing = "";

    Tending(Screen screen, Outbox outbox) {
        this.screen = screen;
        this.outbox = outbox;
    }

    /** Begins, where a person sits who looks at it. */
    void start() {
        if (screen.interactive()) {
            thread.start();
        }
    }

    /** The server has let this client in over this connection. */
    void welcomed(Reply.Welcome welcome, ServerLink link) {
        synchronized (this) {
            connection = "connected";
            missing = "";
            live = false;
            setMembers(welcome.people().size() + welcome.others() + 1);
        }
        acknowledging.cameIn(link);
    }

    /** The replay is over. */
    void caughtUp(Reply.Now now) {
        synchronized (this) {
            live = true;
            countedAs(now.members());
        }
        show();
    }

    /** The connection has ended, and this is how it stands. */
    void disconnected(String how) {
        acknowledging.wentOut();
        synchronized (this) {
            connection = how;
            missing = "";
        }
        show();
    }

    /** The server says how many there are; null where it does not. */
    void counted(@Nullable Integer count) {
        synchronized (this) {
            countedAs(count);
        }
    }

    private void countedAs(@Nullable Integer count) {
        if (count != null && count > 0) {
            setMembers(count);
        }
    }

    private void setMembers(int count) {
        members = count;
        acknowledging.members(count);
    }

    /** This event has been taken. */
    void took(Event event, boolean own) {
        synchronized (this) {
            if (!live) {
                return;
            }
            if (event instanceof Event.Joined && !own) {
                setMembers(members + 1);
            } else if (event instanceof Event.Left && !own) {
                setMembers(Math.max(1, members - 1));
            }
            if (!own || !isLine(event)) {
                return;
            }
            missing = "";
        }
        if (screen.hasStatus()) {
            acknowledging.said(event.seq());
        }
    }

    private static boolean isLine(Event event) {
        return event instanceof Event.Said || event instanceof Event.Acted || event instanceof Event.Whispered;
    }

    /** Everything up to this event is on the screen. */
    void shown(long seq) {
        acknowledging.shown(seq);
    }

    /** The member wants to know who has this event, 0 for the last line of his own; false where nobody can say. */
    boolean asksWhoHas(long seq) {
        return acknowledging.ask(seq);
    }

    /** The server says who has a line; true where the member has asked. */
    boolean takes(Reply.Seen seen) {
        if (acknowledging.answered(seen)) {
            return true;
        }
        synchronized (this) {
            List<String> names =
                    seen.waiting().stream().limit(NAMED).map(Person::name).toList();
            missing = ClassicText.names(names, seen.missing() - names.size());
        }
        show();
        return false;
    }

    private void show() {
        if (!screen.hasStatus()) {
            return;
        }
        int waiting = outbox.waiting().size();
        Standing now;
        synchronized (this) {
            now = new Standing(members, connection, waiting, missing);
        }
        screen.standing(now);
    }

    /** Ends it. */
    void close() {
        acknowledging.close();
        synchronized (this) {
            over = true;
            notifyAll();
        }
    }

    private void run() {
        try {
            while (!awaitTick()) {
                screen.tick();
                show();
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } catch (ScreenClosedException gone) {
            // Whoever shows the next line finds out as well, and ends the client.
        }
    }

    /** Waits for the next time; true when there will be none. */
    private synchronized boolean awaitTick() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
        long left = TICK_MILLIS;
        while (!over && left > 0) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
        return over;
    }
}
