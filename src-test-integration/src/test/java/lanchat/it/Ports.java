package lanchat.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;

/** Ports for servers that are to come back to the one they had. */
final class Ports {
    /** Below those that systems give to outgoing connections: one of these could take it while nobody listens there. */
    private static final int LOWEST = 20_000;

    private static final int COUNT = 10_000;

    private Ports() {}

    /** One of 127.0.0.1 on which nobody listens. */
    static int free(Random dice) {
        while (true) {
            int port = LOWEST + dice.nextInt(COUNT);
            try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException taken) {
                // By whatever else runs here: then another one.
            }
        }
    }
}
