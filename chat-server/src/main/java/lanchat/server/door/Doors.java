package lanchat.server.door;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import lanchat.common.ClassicText;
import lanchat.common.Person;
import lanchat.common.Reply;
import lanchat.common.Span;
import lanchat.common.Threads;
import lanchat.server.log.Proposer;
import lanchat.server.log.RoomLog;
import lanchat.server.log.RoomLog.Proposed;
import lanchat.server.log.Trouble;
import lanchat.server.room.Proposal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All doors of one room: takes connections in, brings them what the room says, and shows them out in order.
 *
 * <p>Owns the acceptor, the list of connections, the rebroadcaster and the timer, and through them all their threads.
 */
public final class Doors {
    private static final Logger LOG = LoggerFactory.getLogger(Doors.class);
    /** How long a stop waits for members to have read what was said; then their sockets are closed. */
    private static final long PARTING_MS = 2_500;

    private static final long CLOSING_MS = 1_000;

    /** Each keeps a file of the server's open for a moment. */
    private static final int MOST_TURNED_AWAY = 200;

    private final RoomLog log;
    private final DoorLimits limits;
    private final Bounds bounds;
    private final String program;
    private final Encryption encryption;
    private final @Nullable RoomPassword password;
    private final @Nullable WebPage page;
    private final long openedNanos = System.nanoTime();
    private final ConnectionList list = new ConnectionList();
    private final Readers readers;
    private final Rebroadcaster rebroadcaster;
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, task -> Threads.platform("timer", task));
    private final SessionIds sessionIds = new SessionIds();
    private final Greeting greeting = new Greeting();
    private final AtomicLong counted = new AtomicLong();
    /** Sockets of those for whom there was no place at the door, and which are not closed yet. */
    private final AtomicInteger turnedAway = new AtomicInteger();

    private volatile boolean stopping;
    private @Nullable Acceptor acceptor;

    /**
     * Doors to the room of this log.
     *
     * @param program what the server calls itself to clients: name and version
     * @param password what everybody is asked for, in its normal form; null for nothing
     * @param page what browsers get; null for nothing
     */
    public Doors(
            RoomLog log,
            DoorLimits limits,
            Bounds bounds,
            String program,
            Encryption encryption,
            @Nullable String password,
            @Nullable WebPage page) {
        this(log, limits, bounds, program, encryption, password, page, Probe.NONE);
    }

    Doors(RoomLog log, DoorLimits limits, Bounds bounds, String program, Encryption encryption, Probe probe) {
        this(log, limits, bounds, program, encryption, null, null, probe);
    }

    private Doors(
            RoomLog log,
            DoorLimits limits,
            Bounds bounds,
            String program,
            Encryption encryption,
            @Nullable String password,
            @Nullable WebPage page,
            Probe probe) {
        this.log = log;
        this.limits = limits;
        this.bounds = bounds;
        this.program = program;
        this.encryption = encryption;
        this.password = password == null ? null : new RoomPassword(password);
        this.page = page;
        this.readers = new Readers(log, bounds.announceUpTo());
        this.rebroadcaster = new Rebroadcaster(log, list, bounds.announceUpTo(), readers, probe);
    }

    /** Lets people in through this socket, which from now on belongs to the doors. */
    public synchronized void open(ServerSocket listening) {
        rebroadcaster.start();
        ServerTls tls = encryption.tls();
        if (tls != null) {
            tls.warmUp();
        }
        // Once the doors have closed there is nothing left to be done later.
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        timer.setRemoveOnCancelPolicy(
                true); // Or who has shaken hands would be remembered until it would have been late.
        long look = Math.max(1, limits.noProgressMs() / 20);
        var unused = timer.scheduleWithFixedDelay(this::closeStuck, look, look, TimeUnit.MILLISECONDS);
        look = Math.max(1, limits.silenceMs() / 20);
        unused = timer.scheduleWithFixedDelay(this::closeSilent, look, look, TimeUnit.MILLISECONDS);
        long reassure = Math.max(1, limits.silenceMs() / 5);
        unused = timer.scheduleWithFixedDelay(this::reassure, reassure, reassure, TimeUnit.MILLISECONDS);
        unused = timer.scheduleWithFixedDelay(
                rebroadcaster::tellFolded, bounds.foldMs(), bounds.foldMs(), TimeUnit.MILLISECONDS);
        acceptor = new Acceptor(listening, this);
        acceptor.start();
    }

    /**
     * Lets nobody in any more, brings out what was said, tells everybody, and closes. Takes a few seconds at most.
     * The log is closed on the way: what was said until now is kept, and nothing after it.
     */
    public synchronized void close() {
        stopping = true;
        if (acceptor != null) {
            acceptor.close();
        }
        List<Connection> everybody = list.close();
        log.close();
        for (Connection connection : everybody) {
            if (connection.isJoined()) {
                connection.sayStopping();
            } else {
                connection.closeRaw("stopped");
            }
        }
        try {
            if (!list.awaitEmpty(PARTING_MS)) {
                closeAll(everybody);
                if (!list.awaitEmpty(CLOSING_MS)) {
                    LOG.warn("{} connections did not end in time", list.size());
                }
            }
        } catch (InterruptedException e) {
            closeAll(everybody);
            Thread.currentThread().interrupt();
        }
        rebroadcaster.stop();
        timer.shutdownNow();
    }

    /** News of the log's home, for the members and the server's log. By any thread; does not wait. */
    public void tellTrouble(Trouble news) {
        timer.execute(() -> {
            LOG.warn(news.forLog().isEmpty() ? news.forPeople() : news.forLog());
            if (!news.forPeople().isEmpty()) {
                for (Connection connection : list.snapshot()) {
                    if (connection.isJoined()) {
                        connection.tell(new Reply.Notice(news.forPeople()), 0);
                    }
                }
            }
        });
    }

    /** How many connections there are, joined or not. */
    public int connections() {
        return list.size();
    }

    /** How the server is, in lines for the host and operators. By any thread; waits for nothing. */
    public List<String> statistics() {
        int laggards = 0;
        int joined = 0;
        for (Connection connection : list.snapshot()) {
            joined += connection.isJoined() ? 1 : 0;
            laggards += connection.laggard() == null ? 0 : 1;
        }
        Runtime java = Runtime.getRuntime();
        return List.of(
                "up " + Span.words(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - openedNanos)) + ", " + program
                        + " on Java " + Runtime.version().feature(),
                list.size() + (list.size() == 1 ? " connection, " : " connections, ") + joined
                        + " of them in the room, " + laggards + " too slow for the others and served alone",
                log.size(),
                "memory: " + mebibytes(java.totalMemory() - java.freeMemory()) + " used of "
                        + mebibytes(java.maxMemory()) + ", " + Thread.activeCount() + " threads");
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }

    /** The line for whom there is no place at the door for now; null where there is one. */
    @Nullable
    String whyCrowded(Connection connection) {
        int fromThere = connection.isFromHere() ? 0 : list.waitingFrom(connection.address());
        int all = list.waiting();
        if (all < bounds.maxWaiting() && fromThere < bounds.maxPerAddress()) {
            return null;
        }
        return ClassicText.notice(
                        all < bounds.maxWaiting()
                                ? fromThere
                                        + " connections from your address are at the door already. Try again in a moment."
                                : all + " connections are at the door already. Try again in a moment.")
                + "\n";
    }

    /**
     * Says so, and closes a moment later: closing at once, with what the other side has sent unread, could take the words
     * away from it. By the acceptor, for a socket that nobody else has; waits for nothing.
     */
    void turnAway(Socket socket, String line) throws IOException {
        socket.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII)); // A new socket has room for that.
        socket.shutdownOutput();
        if (turnedAway.incrementAndGet() > MOST_TURNED_AWAY) {
            closeTurnedAway(socket);
        } else {
            var unused = timer.schedule(() -> closeTurnedAway(socket), limits.drainMs(), TimeUnit.MILLISECONDS);
        }
    }

    private void closeTurnedAway(Socket socket) {
        turnedAway.decrementAndGet();
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("closing the socket of somebody who was turned away: {}", e.getMessage());
        }
    }

    RoomLog log() {
        return log;
    }

    DoorLimits limits() {
        return limits;
    }

    Bounds bounds() {
        return bounds;
    }

    Readers readers() {
        return readers;
    }

    /** The same person, with how long they have been silent, and how far they are behind. By any thread. */
    public Person look(Person person) {
        return readers.look(person);
    }

    /** How far an event has got that this session may see; 0 for its last line. May have to read from the disk. */
    public Reply.Seen seen(long seq, String session) throws InterruptedException {
        return readers.seen(seq, session);
    }

    ConnectionList list() {
        return list;
    }

    Rebroadcaster rebroadcaster() {
        return rebroadcaster;
    }

    String program() {
        return program;
    }

    /** What everybody is asked for; null for nothing. */
    @Nullable
    RoomPassword password() {
        return password;
    }

    /** What browsers get; null for nothing. */
    @Nullable
    WebPage page() {
        return page;
    }

    Encryption encryption() {
        return encryption;
    }

    boolean isStopping() {
        return stopping;
    }

    Greeting greeting() {
        return greeting;
    }

    /** The clock that events are dated by: milliseconds since 1970 UTC. */
    long now() {
        return System.currentTimeMillis();
    }

    /** A public id for a new session. */
    String newSession() {
        return sessionIds.next();
    }

    /** Numbers a connection whose door has been chosen, from 1. */
    long countConnection() {
        return counted.incrementAndGet();
    }

    /** Closes a connection that has been parted from, once the other side has had time to read. */
    void closeLater(Connection connection) {
        var unused = closeIn(limits.drainMs(), connection, "parted");
    }

    /** Closes a connection after so many milliseconds, unless that is cancelled. */
    Future<?> closeIn(int millis, Connection connection, String why) {
        return timer.schedule(() -> connection.closeRaw(why), millis, TimeUnit.MILLISECONDS);
    }

    /** Has a member leave who does not come back in time, unless somebody else speaks for the session by then. */
    public void leaveLater(String session, Proposer by) {
        var unused = timer.schedule(() -> leaves(session, by), limits.graceMs(), TimeUnit.MILLISECONDS);
    }

    private void leaves(String session, Proposer by) {
        if (by instanceof Seat seat) {
            readers.left(seat);
        }
        log.proposeAtOnce(new Proposed(new Proposal.Leave(session, now()), by));
    }

    private void closeStuck() {
        long now = System.nanoTime();
        for (Connection connection : list.snapshot()) {
            connection.closeIfStuck(now, TimeUnit.MILLISECONDS.toNanos(limits.noProgressMs()));
        }
    }

    private void closeSilent() {
        long now = System.nanoTime();
        for (Connection connection : list.snapshot()) {
            connection.closeIfSilent(now, TimeUnit.MILLISECONDS.toNanos(limits.silenceMs()));
        }
    }

    private void reassure() {
        for (Connection connection : list.snapshot()) {
            connection.reassure();
        }
    }

    private static void closeAll(List<Connection> connections) {
        for (Connection connection : connections) {
            connection.closeRaw("stopped");
        }
    }
}
