package lanchat.server.door;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import javax.net.ssl.SSLSocket;
import lanchat.common.Endpoint;
import lanchat.common.NetworkAddress;
import org.jspecify.annotations.Nullable;

/**
 * What carries a connection's bytes: its bare socket or, from the handshake on, TLS over it.
 *
 * <p>The reader reads and encrypts, before it has given the pen away; the holder of the pen writes. Any thread may
 * {@link #close}, and it closes the socket underneath: closing TLS itself would wait for a write that is stuck.
 */
final class Carrier {
    /**
     * Java copies what is written to memory outside the heap first, and keeps as much for each thread as it needed
     * once: for a thread that has served somebody far behind that would be all of a round.
     */
    private static final int PIECE_BYTES = 128 * 1024;

    private final Socket raw;
    /** The same socket as a channel; null where it has none. */
    private final @Nullable SocketChannel channel;

    private volatile OutputStream out;
    private volatile @Nullable SSLSocket tls;

    Carrier(Socket raw) throws IOException {
        this.raw = raw;
        this.channel = raw.getChannel();
        this.out = raw.getOutputStream();
    }

    /** This end's address. */
    Endpoint here() {
        return new Endpoint(NetworkAddress.typed(raw.getLocalAddress()), raw.getLocalPort());
    }

    boolean isEncrypted() {
        return tls != null;
    }

    /** Fingerprint of the key that the other side has shown in its handshake; empty where it has shown none. */
    String identity() {
        SSLSocket encrypted = tls;
        return encrypted == null ? "" : ServerTls.identity(encrypted.getSession());
    }

    /** The bare socket's bytes. */
    TimedInput input() throws IOException {
        return new TimedInput(raw, raw.getInputStream());
    }

    /**
     * Shakes hands, and carries everything in TLS from then on.
     *
     * @param begun what has been read of the handshake
     * @return the bytes that come out of it
     */
    TimedInput encrypt(ServerTls with, byte[] begun) throws IOException {
        raw.setSoTimeout(0); // Whoever calls this bounds all of it together.
        SSLSocket encrypted = with.accept(raw, begun);
        out = encrypted.getOutputStream();
        tls = encrypted;
        return new TimedInput(raw, encrypted.getInputStream());
    }

    /** Whether what is written may lie outside the heap, where nothing has to be done to it but to send it. */
    boolean writesFromOutside() {
        return channel != null && tls == null;
    }

    /**
     * Writes all of it; waits as long as the other side takes nothing.
     *
     * @param bytes in an array or, where this {@link #writesFromOutside}, outside the heap
     */
    void write(ByteBuffer bytes) throws IOException {
        if (bytes.hasArray()) {
            writePieces(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
            return;
        }
        SocketChannel to = Objects.requireNonNull(channel);
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }

    private void writePieces(byte[] bytes, int from, int length) throws IOException {
        OutputStream to = out;
        for (int done = 0; done < length; done += PIECE_BYTES) {
            to.write(bytes, from + done, Math.min(PIECE_BYTES, length - done));
        }
    }

    /**
     * Says, in the words of TLS, that nothing follows: without them the other side could not tell our end from one that
     * somebody on the way has made up. A write like any other: it may wait.
     */
    void sayEnd() throws IOException {
        SSLSocket encrypted = tls;
        if (encrypted != null) {
            encrypted.shutdownOutput();
        }
    }

    /** Ends our half of the socket; waits for nothing. */
    void endOutput() throws IOException {
        if (!raw.isOutputShutdown()) {
            raw.shutdownOutput();
        }
    }

    /**
     * Closes at once, and ends whoever is blocked on it. Our half is ended before, which not every Java does by itself: on
     * Windows the other side could lose what has been written.
     */
    void close() throws IOException {
        try (raw) {
            if (!raw.isClosed()) {
                endOutput();
            }
        }
    }
}
