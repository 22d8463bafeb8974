package lanchat.server.door;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketOption;
import java.util.Map;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the system ask a silent connection whether its other end is still there (RFC 9293, section 3.8.4): a machine that
 * lost its power or its cable says no goodbye, and would be in the room for ever.
 *
 * <p>When to ask is said to the listening socket, and most systems hand that on to what it accepts. Where they do not, it
 * is said to each socket; Java then keeps a set of all options for each of them, which is memory for nothing. For the
 * thread that accepts.
 */
final class KeepAlive {
    /** Seconds of silence before the first question. */
    static final int IDLE_S = 20;

    /** Seconds between questions. */
    static final int INTERVAL_S = 5;

    /** After so many without an answer the connection fails. */
    static final int COUNT = 4;

    private static final Logger LOG = LoggerFactory.getLogger(KeepAlive.class);

    private static final Map<SocketOption<Integer>, Integer> TIMES = Map.of(
            ExtendedSocketOptions.TCP_KEEPIDLE, IDLE_S,
            ExtendedSocketOptions.TCP_KEEPINTERVAL, INTERVAL_S,
            ExtendedSocketOptions.TCP_KEEPCOUNT, COUNT);

    private boolean looked;
    private boolean handedOn;

    /** For what this socket accepts. */
    KeepAlive(ServerSocket listening) {
        for (Map.Entry<SocketOption<Integer>, Integer> time : TIMES.entrySet()) {
            try {
                if (listening.supportedOptions().contains(time.getKey())) {
                    listening.setOption(time.getKey(), time.getValue());
                }
            } catch (IOException refused) {
                LOG.debug("{} can't be set for all: {}", time.getKey(), refused.getMessage());
            }
        }
    }

    /** Asks early where this system can be told when; else after whatever time it has set itself. */
    void set(Socket socket) throws IOException {
        socket.setKeepAlive(true);
        if (!looked) {
            handedOn = hasTimes(socket); // The system does it always or never.
            looked = true;
        }
        if (!handedOn) {
            for (Map.Entry<SocketOption<Integer>, Integer> time : TIMES.entrySet()) {
                if (socket.supportedOptions().contains(time.getKey())) {
                    socket.setOption(time.getKey(), time.getValue());
                }
            }
        }
    }

    /** Whether it will be asked after those times. */
    static boolean hasTimes(Socket socket) throws IOException {
        for (Map.Entry<SocketOption<Integer>, Integer> time : TIMES.entrySet()) {
            if (!socket.supportedOptions().contains(time.getKey())
                    || !time.getValue().equals(socket.getOption(time.getKey()))) {
                return false;
            }
        }
        return true;
    }
}
