package lanchat.server.door;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketOption;
import jdk.net.ExtendedSocketOptions;

/**
 * Has the system ask a silent connection whether its other end is still there (RFC 9293, section 3.8.4): a machine that
 * lost its power or its cable says no goodbye, and would be in the room for ever.
 */
final class KeepAlive {
    /** Seconds of silence before the first question. */
    static final int IDLE_S = 20;

    /** Seconds between questions. */
    static final int INTERVAL_S = 5;

    /** After so many without an answer the connection fails. */
    static final int COUNT = 4;

    private KeepAlive() {}

    /** Asks early where this system can be told when; else after whatever time it has set itself. */
    static void set(Socket socket) throws IOException {
        socket.setKeepAlive(true);
        set(socket, ExtendedSocketOptions.TCP_KEEPIDLE, IDLE_S);
        set(socket, ExtendedSocketOptions.TCP_KEEPINTERVAL, INTERVAL_S);
        set(socket, ExtendedSocketOptions.TCP_KEEPCOUNT, COUNT);
    }

    private static void set(Socket socket, SocketOption<Integer> option, int value) throws IOException {
        if (socket.supportedOptions().contains(option)) {
            socket.setOption(option, value);
        }
    }
}
