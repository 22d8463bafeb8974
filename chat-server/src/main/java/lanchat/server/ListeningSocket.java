package lanchat.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;

/**
 * Takes the place where a server listens. By itself, so that a server that starts loads nothing else before: people can
 * connect from then on, and wait there until they are let in.
 */
final class ListeningSocket {
    /** How many connections may wait to be accepted: thousands come at once when a server comes back. */
    private static final int BACKLOG = 4096;

    private ListeningSocket() {}

    /**
     * A socket that listens there; whoever asked owns it. It is a channel's, and so are those it accepts: one of these that
     * has been read with a time-out once, as each is until somebody is in the room, is read in one call again afterwards.
     * Another socket would be asked, waited for and asked again for the rest of its life. The other side of it is that
     * a thread which is interrupted while it reads or writes such a socket closes it: no thread that does is interrupted here.
     *
     * @throws IOException when the place cannot be had
     */
    static ServerSocket at(InetSocketAddress address) throws IOException {
        ServerSocket listening = ServerSocketChannel.open().socket();
        try {
            listening.setReuseAddress(true);
            listening.bind(address, BACKLOG);
            return listening;
        } catch (IOException | RuntimeException failed) {
            listening.close();
            throw failed;
        }
    }
}
