package lanchat.server.door;

import java.io.IOException;
import java.net.Socket;
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
    private final Socket raw;
    private volatile @Nullable SSLSocket tls;

    Carrier(Socket raw) {
        this.raw = raw;
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
        tls = encrypted;
        return new TimedInput(raw, encrypted.getInputStream());
    }

    /** Writes; waits as long as the other side takes nothing. */
    void write(byte[] bytes) throws IOException {
        SSLSocket encrypted = tls;
        if (bytes.length > 0) {
            (encrypted == null ? raw : encrypted).getOutputStream().write(bytes);
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

    /** Closes at once, and ends whoever is blocked on it. */
    void close() throws IOException {
        raw.close();
    }
}
