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
    /**
     * Seconds of silence before the first question: so many for one connection, one more for the next. A system asks all
     * whose time comes at about the same moment at once, and where these are thousands who came in together, it drops
     * what is more than its queues hold, a thousand packets: who is asked in vain for the last time is gone.
     */
    static final int LEAST_IDLE_S = 15;

    /** The most of them; after that it begins anew. */
    static final int MOST_IDLE_S = 20;

    /** Seconds between questions. */
    static final int INTERVAL_S = 2;

    /** After so many without an answer the connection fails: each brings a thousand more of those through. */
    static final int COUNT = 10;

    private static final Logger LOG = LoggerFactory.getLogger(KeepAlive.class);

    private static final SocketOption<Integer> IDLE = ExtendedSocketOptions.TCP_KEEPIDLE;
    private static final Map<SocketOption<Integer>, Integer> OTHER_TIMES =
            Map.of(ExtendedSocketOptions.TCP_KEEPINTERVAL, INTERVAL_S, ExtendedSocketOptions.TCP_KEEPCOUNT, COUNT);

    private final ServerSocket listening;
    private int idle = MOST_IDLE_S;
    private boolean looked;
    private boolean handedOn;

    /** For what this socket accepts. */
    KeepAlive(ServerSocket listening) {
        this.listening = listening;
        tellListening(IDLE, idle);
        OTHER_TIMES.forEach(this::tellListening);
    }

    private void tellListening(SocketOption<Integer> time, int value) {
        try {
            if (listening.supportedOptions().contains(time)) {
                listening.setOption(time, value);
            }
        } catch (IOException refused) {
            LOG.debug("{} can't be set for all: {}", time, refused.getMessage());
        }
    }

    /** Asks early where this system can be told when; else after whatever time it has set itself. */
    void set(Socket socket) throws IOException {
        socket.setKeepAlive(true);
        if (!looked) {
            handedOn = hasTimes(socket); // The system does it always or never.
            looked = true;
        }
        idle = idle == MOST_IDLE_S ? LEAST_IDLE_S : idle + 1;
        if (handedOn) {
            tellListening(IDLE, idle); // For who comes next.
        } else {
            tell(socket, IDLE, idle);
            for (Map.Entry<SocketOption<Integer>, Integer> time : OTHER_TIMES.entrySet()) {
                tell(socket, time.getKey(), time.getValue());
            }
        }
    }

    private static void tell(Socket socket, SocketOption<Integer> time, int value) throws IOException {
        if (socket.supportedOptions().contains(time)) {
            socket.setOption(time, value);
        }
    }

    /** Whether it will be asked after those times. */
    static boolean hasTimes(Socket socket) throws IOException {
        if (!socket.supportedOptions().contains(IDLE)) {
            return false;
        }
        int silence = socket.getOption(IDLE);
        boolean same = silence >= LEAST_IDLE_S && silence <= MOST_IDLE_S;
        for (Map.Entry<SocketOption<Integer>, Integer> time : OTHER_TIMES.entrySet()) {
            same &= socket.supportedOptions().contains(time.getKey())
                    && time.getValue().equals(socket.getOption(time.getKey()));
        }
        return same;
    }
}
