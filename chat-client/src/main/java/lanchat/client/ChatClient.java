package lanchat.client;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import lanchat.client.link.ConnectProblem;
import lanchat.client.link.Outbox;
import lanchat.client.link.ServerLink;
import lanchat.client.screen.Screen;
import lanchat.client.screen.ScreenClosedException;
import lanchat.common.Message;
import lanchat.common.Request;
import lanchat.common.Threads;

/**
 * One member's client: two threads, and the one way it ends.
 *
 * <p>The keyboard's thread is the one that calls {@link #run}; it reads the screen and writes to the socket. The
 * socket's thread connects, reads the socket and writes on the screen. Whichever finds a reason to end first calls
 * {@link #finish}; the other may be waiting for a key that never comes, so that ending means ending the process.
 */
final class ChatClient {
    /** How long a person who leaves waits for the room to have the last line. A pipe waits as long as it takes. */
    private static final long LAST_LINE_MILLIS = 5_000;

    /** How long the server has to write what it owes and hang up after our goodbye. */
    private static final long HANG_UP_MILLIS = 3_000;

    /** How much a signal's end is put off to say goodbye. */
    private static final long SIGNAL_MILLIS = 500;

    private final Choices choices;
    private final Screen screen;
    private final String program;
    private final IntConsumer exit;
    private final Stay stay = new Stay();
    private final Outbox outbox = new Outbox();
    private final AtomicBoolean ending = new AtomicBoolean();

    /** @param exit ends the process with a code; called once, from either thread */
    ChatClient(Choices choices, Screen screen, String program, IntConsumer exit) {
        this.choices = choices;
        this.screen = screen;
        this.program = program;
        this.exit = exit;
    }

    /** Connects and talks until the end, on this thread and one more; {@code exit} has been called then. */
    void run() throws InterruptedException {
        Thread socket = Threads.platform("socket", this::hear);
        socket.start();
        screen.open(); // Beside the connecting, for both can take a while.
        try {
            type(socket);
        } catch (IOException e) {
            // Nothing can be sent any more. The socket's thread reads what is left, then finds out why.
        }
        socket.join();
    }

    private void type(Thread socket) throws IOException, InterruptedException {
        ServerLink link = stay.awaitLink();
        if (link == null) {
            return; // There is no connection, and the socket's thread says so.
        }
        Typing typing = new Typing(choices, screen, stay, outbox, link);
        ExitReport notIn = typing.join();
        if (notIn != null) {
            finish(notIn);
            return;
        }
        typing.say();
        stay.inputEnded();
        if (!choices.stay() || typing.quit()) {
            leave(link, socket);
        }
    }

    private void leave(ServerLink link, Thread socket) throws IOException, InterruptedException {
        if (outbox.awaitEmpty(screen.interactive() ? LAST_LINE_MILLIS : Long.MAX_VALUE)) {
            stay.leaves();
            link.send(new Request.Bye());
            socket.join(HANG_UP_MILLIS);
        }
        finish(ExitReport.left(stay.somethingRefused(), outbox.waiting()));
    }

    /** The socket's thread, from connecting to the end. */
    private void hear() {
        ExitReport report;
        try (ServerLink link = ServerLink.connect(choices.server(), choices.encryption(), greeting())) {
            stay.connected(link);
            report = listen(link);
        } catch (ConnectProblem e) {
            report = ExitReport.failed(e.sentence());
        } catch (ScreenClosedException e) {
            report = ExitReport.unread();
        } catch (RuntimeException | Error e) {
            report = ExitReport.mistake(e); // Without this thread the other would wait for ever.
        }
        finish(report);
    }

    private byte[] greeting() {
        String name = choices.name();
        if (name != null) {
            stay.asksFor(name);
        }
        return ServerLink.greeting(program, name);
    }

    private ExitReport listen(ServerLink link) throws ScreenClosedException {
        Hearing hearing = new Hearing(screen, stay, outbox);
        String sentence;
        try {
            Message message = link.receive();
            while (message != null) {
                hearing.take(message);
                if (!link.hasMore()) {
                    screen.flush();
                }
                message = link.receive();
            }
            sentence = "The server has closed the connection.";
        } catch (IOException e) {
            sentence = "The connection to the server is lost (" + e.getMessage() + ").";
        }
        if (stay.leaving()) {
            return ExitReport.left(stay.somethingRefused(), outbox.waiting());
        }
        boolean done = stay.allSaid() && !screen.interactive();
        return ExitReport.serverGone(sentence, done, outbox.waiting());
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
        Thread goodbye = Threads.platform("goodbye", this::sayGoodbye);
        goodbye.start();
        try {
            goodbye.join(SIGNAL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        screen.close();
    }

    private void sayGoodbye() {
        ExitReport.left(false, outbox.waiting()).lines().forEach(screen::remark);
        ServerLink link = stay.link();
        if (link == null) {
            return;
        }
        try {
            link.send(new Request.Bye());
        } catch (IOException e) {
            // The process ends, and with it the connection: the server will see that as well.
        }
    }
}
