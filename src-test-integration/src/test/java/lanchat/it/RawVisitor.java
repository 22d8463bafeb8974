package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/** A bare socket to the server, for what is no text. */
final class RawVisitor implements AutoCloseable {
    private final Socket socket;

    /** Connects to this port of 127.0.0.1. */
    RawVisitor(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(Transcript.HANG_SECONDS));
    }

    /** Sends these bytes in one packet. */
    RawVisitor sends(byte... bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** The next bytes to come are exactly these. */
    RawVisitor reads(byte... expected) throws IOException {
        assertArrayEquals(expected, socket.getInputStream().readNBytes(expected.length));
        return this;
    }

    /** The next bytes to come, whatever they are. */
    byte[] readsSome(int count) throws IOException {
        return socket.getInputStream().readNBytes(count);
    }

    /** Everything up to the end. */
    byte[] readsToTheEnd() throws IOException {
        return socket.getInputStream().readAllBytes();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
