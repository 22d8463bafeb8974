package lanchat.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.CountDownLatch;
import lanchat.server.door.Doors;
import lanchat.server.log.MemoryLog;
import lanchat.server.log.RoomLog;
import lanchat.server.room.Room;

/**
 * The server: one room, its log and its doors; starts them in order and stops them in order.
 *
 * <p>{@link #stop} may be called by any thread, and more than once.
 */
public final class ChatServer implements AutoCloseable {
    /** How many connections may wait to be accepted: thousands come at once when a server comes back. */
    private static final int BACKLOG = 4096;

    private final ServerSettings settings;
    private final RoomLog log;
    private final Doors doors;
    private final ServerSocket listening;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean stopping;

    /** A server with these settings; it listens to nobody before {@link #start}. */
    public ChatServer(ServerSettings settings) throws IOException {
        this.settings = settings;
        this.listening = new ServerSocket();
        this.log = new MemoryLog(
                new Room(settings.host(), settings.hostIsHere()), settings.memoryBytes(), settings.recent());
        this.doors = new Doors(log, settings.limits(), settings.bounds(), "lanchat/" + version());
    }

    /**
     * Listens, and lets people in.
     *
     * @throws IOException when it cannot listen there
     */
    public void start() throws IOException {
        listening.setReuseAddress(true);
        listening.bind(settings.address(), BACKLOG);
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
        }
        doors.close();
        stopped.countDown();
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
