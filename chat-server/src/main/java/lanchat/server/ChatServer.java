package lanchat.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import lanchat.common.Person;
import lanchat.common.Reply;
import lanchat.common.Threads;
import lanchat.common.Wire;
import lanchat.server.door.Bounds;
import lanchat.server.door.Doors;
import lanchat.server.log.AppendingLog;
import lanchat.server.log.JournalException;
import lanchat.server.log.JournalSettings;
import lanchat.server.log.Proposer;
import lanchat.server.log.RoomLog;
import lanchat.server.log.RoomLog.Proposed;
import lanchat.server.room.Member;
import lanchat.server.room.Proposal;
import lanchat.server.room.Rules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server: one room, its log and its doors; starts them in order and stops them in order.
 *
 * <p>{@link #stop} may be called by any thread, and more than once.
 */
public final class ChatServer implements AutoCloseable, RoomViews {
    private static final Logger LOG = LoggerFactory.getLogger(ChatServer.class);

    private final AppendingLog log;
    private final Doors doors;
    private final ServerSocket listening;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean started;
    private boolean stopping;
    private volatile boolean failed;

    /**
     * A server with these settings, which takes its place at once: who connects waits there for {@link #start}.
     *
     * @throws JournalException when the room can't be kept where it is to be kept, with a sentence for the host
     * @throws IOException when it cannot listen there
     */
    public ChatServer(ServerSettings settings) throws IOException {
        this(settings, ListeningSocket.at(settings.address()));
    }

    private ChatServer(ServerSettings settings, ServerSocket listening) throws IOException {
        this(settings, logOrClose(settings, listening), listening);
    }

    /**
     * A server with these settings.
     *
     * @param log the room's, as {@link #log} opens it; belongs to this server from then on
     * @param listening where people come in; likewise
     */
    ChatServer(ServerSettings settings, AppendingLog log, ServerSocket listening) {
        this.log = log;
        this.listening = listening;
        this.doors = new Doors(
                log,
                settings.limits(),
                settings.bounds(),
                "lanchat/" + version(),
                settings.encryption(),
                settings.password(),
                settings.page());
        // Their connections have ended with the server that was here before. Who can come back is waited for; the names
        // of the others are free again.
        long now = System.currentTimeMillis();
        for (Member member : log.presentAtStart()) {
            if (member.canComeBack()) {
                doors.leaveLater(member.session(), Proposer.NOBODY);
            } else {
                log.proposeAtOnce(new Proposed(new Proposal.Leave(member.session(), now), Proposer.NOBODY));
            }
        }
        log.onTrouble(doors::tellTrouble);
        log.onFault(this::fail);
    }

    /** A room without its log is none: who waits for an answer would wait for ever. */
    private void fail(Throwable fault) {
        failed = true;
        LOG.error("The server failed and ends. This is a fault of the program, or its jar was replaced.", fault);
        Threads.platform("stopping after a fault", this::stop).start();
    }

    /** Whether it was ended by a mistake of this program. */
    public boolean hasFailed() {
        return failed;
    }

    private static AppendingLog logOrClose(ServerSettings settings, ServerSocket listening) throws IOException {
        try {
            return log(settings);
        } catch (IOException | RuntimeException failed) {
            listening.close();
            throw failed;
        }
    }

    /**
     * Opens the room's log, which the settings' encryption does not matter to; whoever asked owns it.
     *
     * @throws JournalException when the room can't be kept where it is to be kept, with a sentence for the host
     */
    static AppendingLog log(ServerSettings settings) throws IOException {
        JournalSettings journal = settings.journal();
        Bounds bounds = settings.bounds();
        Rules rules = new Rules(settings.host(), settings.hostIsHere(), bounds.maxMembers(), bounds.maxPerAddress());
        return journal == null
                ? AppendingLog.inMemory(rules, settings.memoryBytes(), settings.recent())
                : AppendingLog.inJournal(journal, rules, settings.memoryBytes(), settings.recent());
    }

    /** What was found when the room was opened that the host should know, in sentences. */
    public List<String> remarks() {
        return log.remarksAtStart();
    }

    /** Lets people in. */
    public void start() {
        synchronized (this) {
            started = true; // The socket is the doors' own from now on.
        }
        doors.open(listening);
    }

    /** Where it listens, with the port it really got. */
    public InetSocketAddress listening() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    /** The room's log, for whoever follows it or speaks in it. */
    public RoomLog log() {
        return log;
    }

    @Override
    public List<String> statistics() {
        return doors.statistics();
    }

    @Override
    public Person look(Person person) {
        return doors.look(person);
    }

    @Override
    public Reply.Seen seen(long seq) throws InterruptedException {
        return doors.seen(seq, Wire.HOST_SESSION);
    }

    /** How many connections there are, joined or not. */
    public int connections() {
        return doors.connections();
    }

    /** Ends it in order, within five seconds; returns when all is closed. */
    public void stop() {
        synchronized (this) {
            if (stopping) {
                return;
            }
            stopping = true;
            if (!started) {
                closeUnused();
            }
        }
        doors.close();
        stopped.countDown();
    }

    private void closeUnused() {
        try {
            listening.close();
        } catch (IOException e) {
            LOG.warn("closing the listening socket: {}", e.getMessage());
        }
    }

    /** Waits until {@link #stop} has done its work. */
    public void awaitStopped() throws InterruptedException {
        stopped.await();
    }

    @Override
    public void close() {
        stop();
    }

    /** The version in the jar's manifest, or "dev" outside a jar. */
    static String version() {
        String version = ChatServer.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
