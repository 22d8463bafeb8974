package lanchat.server.door;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lanchat.common.Threads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes connections in, one thread each. Owns the listening socket and the accepting thread.
 *
 * <p>When no connection can be taken (the process has no file or thread left) it waits a moment and goes on: those
 * who leave make room.
 */
final class Acceptor {
    private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);
    private static final long PAUSE_MS = 100;

    private final ServerSocket listening;
    private final Doors doors;
    private final KeepAlive keepAlive;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Threads.platform("acceptor", this::acceptUntilClosed);
    private boolean inTrouble;

    Acceptor(ServerSocket listening, Doors doors) {
        this.listening = listening;
        this.doors = doors;
        this.keepAlive = new KeepAlive();
    }

    void start() {
        thread.start();
    }

    /** Lets nobody in any more. */
    void close() {
        closed.countDown();
        try {
            listening.close();
        } catch (IOException e) {
            LOG.warn("closing the listening socket: {}", e.getMessage());
        }
    }

    private void acceptUntilClosed() {
        while (closed.getCount() > 0) {
            try {
                take(listening.accept());
                inTrouble = false;
            } catch (IOException | OutOfMemoryError e) {
                if (closed.getCount() > 0) {
                    pause(e);
                }
            }
        }
    }

    private void take(Socket socket) throws IOException {
        boolean taken = false;
        try {
            socket.setTcpNoDelay(true);
            keepAlive.set(socket);
            Connection connection = new Connection(socket, doors);
            String crowd = doors.whyCrowded(connection);
            if (crowd != null) {
                doors.turnAway(socket, crowd);
                taken = true;
            } else if (doors.list().add(connection)) {
                try {
                    Threads.reader("reader " + socket.getRemoteSocketAddress(), connection)
                            .start();
                    taken = true;
                } finally {
                    if (!taken) {
                        doors.list().remove(connection);
                    }
                }
            }
        } finally {
            if (!taken) {
                socket.close();
            }
        }
    }

    private void pause(Throwable trouble) {
        if (!inTrouble) {
            LOG.warn("Nobody can be let in for the moment: {}", trouble.getMessage());
            inTrouble = true;
        }
        try {
            var unused = closed.await(PAUSE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
