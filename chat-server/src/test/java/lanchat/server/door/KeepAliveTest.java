package lanchat.server.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeepAliveTest {
    @BeforeEach
    void timesCanBeSet() throws IOException {
        try (Socket any = new Socket()) {
            assumeTrue(
                    any.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE),
                    "this system can't be told when to ask");
        }
    }

    @Test
    void whoComesTogetherIsAskedEarlyAndNotTogether() throws IOException {
        KeepAlive keepAlive = new KeepAlive();
        List<Socket> sockets = new ArrayList<>();
        try (ServerSocket listening = ServerSocketChannel.open().socket()) {
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            for (int i = 0; i < 6; i++) { // All wait there before the first is accepted.
                sockets.add(new Socket(listening.getInetAddress(), listening.getLocalPort()));
            }
            Set<Integer> silences = new TreeSet<>();
            for (int i = 0; i < 6; i++) {
                Socket accepted = listening.accept();
                sockets.add(accepted);
                assertFalse(accepted.getKeepAlive());
                keepAlive.set(accepted);

                assertTrue(accepted.getKeepAlive());
                silences.add(accepted.getOption(ExtendedSocketOptions.TCP_KEEPIDLE));
                assertEquals(2, accepted.getOption(ExtendedSocketOptions.TCP_KEEPINTERVAL));
                assertEquals(10, accepted.getOption(ExtendedSocketOptions.TCP_KEEPCOUNT));
            }

            assertEquals(Set.of(15, 16, 17, 18, 19, 20), silences);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }
}
