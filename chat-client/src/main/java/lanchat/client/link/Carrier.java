package lanchat.client.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import lanchat.common.Fingerprint;
import org.jspecify.annotations.Nullable;

/**
 * What carries the bytes of one connection: its bare socket, or TLS over it.
 *
 * @param key what the server has proved to have; null where nothing is encrypted
 */
record Carrier(InputStream in, OutputStream out, @Nullable Fingerprint key) {
    /** The bare socket. */
    Carrier(EarlySocket socket) throws IOException {
        this(socket.bareInput(), socket.getOutputStream(), null);
    }
}
