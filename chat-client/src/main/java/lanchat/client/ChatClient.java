package lanchat.client;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import lanchat.client.Stay.Asking;
import lanchat.client.link.ConnectProblem;
import lanchat.client.link.Outbox;
import lanchat.client.link.ServerLink;
import lanchat.client.link.Session;
import lanchat.client.link.SessionMemory;
import lanchat.client.screen.Screen;
import lanchat.client.screen.ScreenClosedException;
import lanchat.common.ClassicText;
import lanchat.common.Message;
import lanchat.common.Request;
import lanchat.common.Threads;
import org.jspecify.annotations.Nullable;

/**
 * One member's client: two threads, and the one way it ends.
 *
 * <p>The keyboard's thread is the one that calls {@link #run}; it reads the screen and writes to the socket. The
 * socket's thread connects, reads the socket and writes on the screen; when the connection breaks it makes another one,
 * and sends again what is not surely in the room. Whichever finds a reason to end first calls {@link #finish}; the other
 * may be waiting for a key that never comes, so that ending means ending the process.
 */
final class ChatClient {
    /** A server that has not heard a byte after a second asks a person at a bare terminal. */
    private static final long PROMPT_FIRST_MILLIS = 700;

    /** How long a person who leaves waits for the room to have the last line. A pipe waits as long as it takes. */
    private static final long LAST_LINE_MILLIS = 5_000;

    /** How long the server has to write what it owes and hang up after our goodbye. */
    private static final long HANG_UP_MILLIS = 3_000;

    /** How much a signal's end is put off to say goodbye. */
    private static final long SIGNAL_MILLIS = 500;

    /** In a flood, the place that was reached is kept after so many messages. */
    private static final int MESSAGES_PER_SAVING = 256;

    private final Choices choices;
    private final Screen screen;
    private final String program;
    private final IntConsumer exit;
    private final Stay stay;
    private final Outbox outbox = new Outbox();
    private final Ignored ignored = new Ignored();
    private final Tending tending;
    /** The screen is ready. */
    private final CountDownLatch opened = new CountDownLatch(1);

    private final Comeback comeback;
    private final AtomicBoolean ending = new AtomicBoolean();

    /** @param exit ends the process with a code; called once, from either thread */
    ChatClient(Choices choices, Screen screen, String program, IntConsumer exit) {
        this.choices = choices;
        this.screen = screen;
        this.program = program;
        this.exit = exit;
        this.stay = new Stay(new SessionMemory(choices.home()), choices.newSession());
        this.tending = new Tending(screen, outbox);
        this.comeback = new Comeback(RandomGenerator.getDefault(), choices.giveUpMillis(), System.nanoTime());
        String name = choices.name();
        if (name != null) {
            stay.asksFor(name);
        }
    }

    /** Connects and talks until the end, on this thread and one more; {@code exit} has been called then. */
    void run() throws InterruptedException {
        Thread socket = Threads.platform("socket", this::hear);
        socket.start();
        screen.open(); // Beside the connecting, for both can take a while.
        opened.countDown();
        screen.onKey(this::touch);
        tending.start();
        try {
            type(socket);
        } catch (IOException e) {
            // The outbox is closed: the client ends, and the socket's thread says why.
        }
        socket.join();
    }

    private void touch() {
        ServerLink link = stay.link();
        if (link != null) {
            link.touch();
        }
    }

    private void type(Thread socket) throws IOException, InterruptedException {
        // A person can begin to type once somebody listens there, while the connection is encrypted.
        if (!(screen.interactive() ? stay.awaitReached() : stay.awaitConnected())) {
            return; // There is no connection, and the socket's thread says so.
        }
        Typing typing = new Typing(choices, screen, stay, outbox, ignored, tending);
        ExitReport notIn = typing.join();
        if (notIn != null) {
            finish(notIn);
            return;
        }
        typing.say();
        stay.inputEnded();
        if (!choices.stay() || typing.quit()) {
            leave(socket);
        }
    }

    private void leave(Thread socket) throws InterruptedException {
        if (outbox.awaitEmpty(screen.interactive() ? LAST_LINE_MILLIS : Long.MAX_VALUE)) {
            stay.leaves();
            ServerLink link = stay.linkToRoom();
            if (link != null && sayGoodbye(link)) {
                socket.join(HANG_UP_MILLIS);
            }
        }
        finish(ExitReport.left(stay.somethingRefused(), outbox.waiting()));
    }

    /** The socket's thread, from connecting to the end. */
    private void hear() {
        ExitReport report;
        try {
            report = null;
            while (report == null) {
                report = connectAndListen();
            }
        } catch (ScreenClosedException e) {
            report = ExitReport.unread();
        } catch (InterruptedException nobodyDoes) {
            report = ExitReport.mistake(nobodyDoes);
        } catch (RuntimeException | Error e) {
            report = ExitReport.mistake(e); // Without this thread the other would wait for ever.
        }
        finish(report);
    }

    /** Somebody listens there. Who is to be asked for a name sees the prompt before TLS is loaded, which takes longer. */
    private void reached() {
        stay.reached();
        boolean asks = screen.interactive() && choices.name() == null;
        if (asks && choices.encryption().encrypts() && !stay.wasConnected()) {
            try {
                var unused = opened.await(PROMPT_FIRST_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException nobodyDoes) {
                Thread.currentThread().interrupt();
            }
            choices.encryption().begin();
        }
    }

    /** One connection, from the first to the last byte, and the wait for the next one; null when that is due. */
    private @Nullable ExitReport connectAndListen() throws ScreenClosedException, InterruptedException {
        String why;
        try (ServerLink link = ServerLink.connect(
                choices.server(), choices.encryption(), ServerLink.greeting(program), this::reached)) {
            stay.connected(link);
            Hearing hearing = new Hearing(screen, stay, outbox, link, ignored, tending);
            why = listen(link, hearing);
            if (hearing.replaced()) {
                return ExitReport.replaced(outbox.waiting());
            }
            String shownOut = hearing.shownOut();
            if (shownOut != null) {
                return ExitReport.shownOut(shownOut, outbox.waiting());
            }
        } catch (ConnectProblem e) {
            if (!stay.wasConnected() || e.isFinal()) {
                return ExitReport.failed(e.sentence());
            }
            why = e.sentence();
        } finally {
            boolean wasIn = stay.inRoom();
            outbox.detach();
            stay.disconnected();
            tending.disconnected("no connection");
            if (wasIn) {
                comeback.progress(System.nanoTime());
            }
        }
        return waitForNext(why);
    }

    /** Waits until it is time for another connection; a report when there will be none. */
    private @Nullable ExitReport waitForNext(String why) throws InterruptedException {
        if (stay.leaving() || stay.isOver()) {
            return ExitReport.left(stay.somethingRefused(), outbox.waiting());
        }
        long delay = comeback.nextDelay(System.nanoTime());
        if (delay < 0) {
            boolean done = stay.allSaid() && !screen.interactive();
            return ExitReport.serverGone(why, done, outbox.waiting());
        }
        if (comeback.tries() == 1) {
            screen.remark(ClassicText.notice(why + " Trying to come back"
                    + (screen.interactive() ? "; /reconnect tries at once, /quit leaves." : ".")));
        }
        screen.state("no connection, try " + comeback.tries());
        tending.disconnected("no connection, try " + comeback.tries());
        stay.awaitRetry(delay);
        return stay.isOver() ? ExitReport.left(stay.somethingRefused(), outbox.waiting()) : null;
    }

    /** Listens until the connection ends; returns why it did. */
    private String listen(ServerLink link, Hearing hearing) throws ScreenClosedException {
        try {
            Asking asking = stay.joinToSend();
            if (asking != null) {
                asking.link().send(asking.join());
            }
            int unsaved = 0;
            Message message = link.receive();
            while (message != null) {
                boolean wasIn = stay.inRoom();
                hearing.take(message);
                if (!wasIn && stay.inRoom()) {
                    isBack();
                }
                if (hearing.shownOut() != null) {
                    return "";
                }
                String refusal = hearing.refusal();
                if (refusal != null) {
                    return refusal + " /nick NAME comes back under another name.";
                }
                unsaved++;
                if (!link.hasMore() || unsaved >= MESSAGES_PER_SAVING) {
                    screen.flush();
                    save();
                    unsaved = 0;
                }
                message = link.receive();
            }
            return "The server has closed the connection.";
        } catch (IOException e) {
            return "The connection to the server is lost (" + e.getMessage() + ").";
        } finally {
            screen.flush();
            save();
        }
    }

    private void isBack() {
        if (comeback.tries() > 0) {
            screen.state("");
            screen.remark(ClassicText.notice("The connection is back"
                    + (comeback.tries() == 1 ? "." : ", after " + comeback.tries() + " tries.")));
        }
        comeback.isBack(System.nanoTime());
    }

    /** Only what has been shown: who is killed now is shown the rest when he comes back. */
    private void save() {
        Session session = stay.session();
        if (session != null) {
            session.save();
            if (stay.inRoom()) {
                tending.shown(session.seen().seq());
            }
        }
    }

    /** The one way the client ends: the first reason counts, and nobody waits for anything after it. */
    private void finish(ExitReport report) {
        if (!ending.compareAndSet(false, true)) {
            return;
        }
        report.lines().forEach(screen::remark);
        hangUp();
        screen.close();
        exit.accept(report.code());
    }

    private void hangUp() {
        stay.end();
        tending.close();
        outbox.close();
        ServerLink link = stay.link();
        if (link != null) {
            link.close();
        }
    }

    /**
     * Ends as well as can be in the moment a signal leaves, for the JVM's shutdown hook: names what waits, says goodbye.
     * Does nothing where the client has ended already.
     */
    void interrupted() {
        if (!ending.compareAndSet(false, true)) {
            return;
        }
        stay.leaves();
        // In a thread of its own, for writing to a screen or a server that has stopped reading could take for ever.
        Thread goodbye = Threads.platform("goodbye", () -> {
            ExitReport.left(false, outbox.waiting()).lines().forEach(screen::remark);
            ServerLink link = stay.linkToRoom();
            if (link != null) {
                sayGoodbye(link);
            }
        });
        goodbye.start();
        try {
            goodbye.join(SIGNAL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        screen.close();
    }

    /** False where the connection has broken: the server will see that as well. */
    private static boolean sayGoodbye(ServerLink link) {
        try {
            link.send(new Request.Bye());
            return true;
        } catch (IOException broken) {
            return false;
        }
    }
}
