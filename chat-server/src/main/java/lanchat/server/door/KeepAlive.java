package lanchat.server.door;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketOption;
import java.util.List;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * Has the system ask a silent connection whether its other end is still there (RFC 9293, section 3.8.4): a machine that
 * lost its power or its cable says no goodbye, and would be in the room for ever.
 *
 * <p>When to ask is said to each socket, for neighbours are asked at different times; a listening socket would hand one time
 * on to all that wait there together. For the thread that accepts.
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

    private static final List<SocketOption<Integer>> TIMES = List.of(
            ExtendedSocketOptions.TCP_KEEPIDLE,
            ExtendedSocketOptions.TCP_KEEPINTERVAL,
            ExtendedSocketOptions.TCP_KEEPCOUNT);

    private int idle = MOST_IDLE_S;
    private @Nullable Boolean tellable;

    /** Asks early where this system can be told when; else after whatever time it has set itself. */
    void set(Socket socket) throws IOException {
        if (tellable == null) {
            // Only the first: Java would keep a set of all options for each socket that is asked this.
            tellable = socket.supportedOptions().containsAll(TIMES);
        }
        if (tellable) {
            idle = idle == MOST_IDLE_S ? LEAST_IDLE_S : idle + 1;
            socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, idle);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, INTERVAL_S);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, COUNT);
        }
        socket.setKeepAlive(true);
    }
}
