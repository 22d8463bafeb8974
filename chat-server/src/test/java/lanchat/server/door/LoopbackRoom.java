package lanchat.server.door;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import lanchat.common.Name;
import lanchat.common.RefusedException;
import lanchat.server.TestKey;
import lanchat.server.log.AppendingLog;
import lanchat.server.room.Rules;

/** A room with its doors on loopback, without bounds on how fast people talk, and whose sockets hold little. */
final class LoopbackRoom implements AutoCloseable {
    static final int RECENT = 20;

    private static final int ALL = 10_000;
    private static final int NEVER_MS = 24 * 60 * 60 * 1000;
    private static final int SEND_BUFFER_BYTES = 8 * 1024;
    /**
     * No less than one of loopback's segments: a window that is never open for one makes the kernel send a piece each
     * time it asks whether there is room, five times a second, and a test that should take moments takes minutes.
     */
    private static final int RECEIVE_BUFFER_BYTES = 64 * 1024;

    private static final long LARGE = 4L * 1024 * 1024 * 1024;

    final RecordingLog log;
    final Doors doors;
    private final ServerSocket listening;
    private final Encryption encryption;

    LoopbackRoom(Probe probe) throws IOException {
        this(probe, LARGE, NEVER_MS);
    }

    /** A room in which comings and goings are announced up to so many members. */
    static LoopbackRoom announcingUpTo(int members, Probe probe, long memoryBytes) throws IOException {
        return new LoopbackRoom(probe, memoryBytes, NEVER_MS, Encryption.NONE, members);
    }

    LoopbackRoom(Probe probe, long memoryBytes, int noProgressMs) throws IOException {
        this(probe, memoryBytes, noProgressMs, Encryption.NONE);
    }

    /**
     * A room that is open.
     *
     * @param memoryBytes how far back its log reaches
     * @param noProgressMs how long a member may take no byte
     */
    LoopbackRoom(Probe probe, long memoryBytes, int noProgressMs, Encryption encryption) throws IOException {
        this(probe, memoryBytes, noProgressMs, encryption, ALL);
    }

    private LoopbackRoom(Probe probe, long memoryBytes, int noProgressMs, Encryption encryption, int announceUpTo)
            throws IOException {
        log = new RecordingLog(AppendingLog.inMemory(new Rules(host(), true), memoryBytes, RECENT), probe);
        DoorLimits limits = new DoorLimits(NEVER_MS, NEVER_MS, NEVER_MS, 1_000, noProgressMs, NEVER_MS, NEVER_MS);
        // Nothing here is looked at from time to time: what is not woken stays asleep, and is seen to.
        Bounds bounds = new Bounds(ALL, ALL, 0, 0, announceUpTo, NEVER_MS);
        doors = new Doors(log, limits, bounds, "proof", encryption, probe);
        this.encryption = encryption;
        listening = new SmallSockets();
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        doors.open(listening);
    }

    /** A new connection, encrypted where this room has encryption, which nobody has said anything on yet. */
    Socket connect() throws IOException {
        Socket socket = connectBare(new Socket());
        return encryption.tls() == null ? socket : TestKey.encrypt(socket);
    }

    /** Connects this socket, and says nothing on it. */
    Socket connectBare(Socket socket) throws IOException {
        socket.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
        socket.setTcpNoDelay(true);
        socket.connect(listening.getLocalSocketAddress());
        return socket;
    }

    /** Where everybody stands, for the message of a proof that failed. */
    String whereEverybodyStands() {
        StringBuilder all = new StringBuilder("the log is at " + log.newest());
        for (Connection connection : doors.list().snapshot()) {
            Feed feed = connection.feed();
            all.append("\n  ").append(feed.pen()).append(" at ").append(feed.cursor());
            all.append(feed.outbox().filled() ? ", letters wait" : "");
            all.append(feed.ended() ? ", ended" : "").append(connection.isBroken() ? ", broken" : "");
        }
        return all.toString();
    }

    @Override
    public void close() {
        doors.close();
    }

    private static Name host() {
        try {
            return Name.of("Host");
        } catch (RefusedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A channel's socket, as a server's is, which can't be extended. */
    private static final class SmallSockets extends ServerSocket {
        private final ServerSocket listening = ServerSocketChannel.open().socket();

        SmallSockets() throws IOException {}

        @Override
        public void bind(SocketAddress address, int backlog) throws IOException {
            listening.bind(address, backlog);
        }

        @Override
        public SocketAddress getLocalSocketAddress() {
            return listening.getLocalSocketAddress();
        }

        @Override
        public Socket accept() throws IOException {
            Socket socket = listening.accept();
            socket.setSendBufferSize(SEND_BUFFER_BYTES);
            return socket;
        }

        @Override
        public void close() throws IOException {
            listening.close();
            super.close();
        }
    }
}
