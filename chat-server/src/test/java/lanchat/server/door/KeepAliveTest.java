package lanchat.server.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
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
    void everySocketIsAskedEarlyWhetherTheSystemHandsThatOnOrNot() throws IOException {
        try (ServerSocket told = listening();
                ServerSocket untold = listening()) {
            KeepAlive keepAlive = new KeepAlive(told);
            KeepAlive ofOthers = new KeepAlive(told);

            assertAsked(keepAlive, told);
            assertAsked(keepAlive, told);
            assertAsked(ofOthers, untold); // As where the system hands nothing on.
            assertAsked(ofOthers, untold);
        }
    }

    @Test
    void whoComesTogetherIsNotAskedTogether() throws IOException {
        try (ServerSocket told = listening();
                ServerSocket untold = listening()) {
            assertEquals(Set.of(15, 16, 17, 18, 19, 20), silences(new KeepAlive(told), told));
            // As where the system hands nothing on.
            assertEquals(Set.of(15, 16, 17, 18, 19, 20), silences(new KeepAlive(told), untold));
        }
    }

    private static Set<Integer> silences(KeepAlive keepAlive, ServerSocket listening) throws IOException {
        Set<Integer> silences = new TreeSet<>();
        for (int i = 0; i < 6; i++) {
            silences.add(silenceOfNext(keepAlive, listening));
        }
        return silences;
    }

    private static int silenceOfNext(KeepAlive keepAlive, ServerSocket listening) throws IOException {
        try (Socket comes = new Socket(listening.getInetAddress(), listening.getLocalPort());
                Socket accepted = listening.accept()) {
            assertTrue(comes.isConnected());
            keepAlive.set(accepted);
            return accepted.getOption(ExtendedSocketOptions.TCP_KEEPIDLE);
        }
    }

    private static void assertAsked(KeepAlive keepAlive, ServerSocket listening) throws IOException {
        try (Socket comes = new Socket(listening.getInetAddress(), listening.getLocalPort());
                Socket accepted = listening.accept()) {
            assertTrue(comes.isConnected());
            assertFalse(accepted.getKeepAlive());
            keepAlive.set(accepted);
            assertTrue(accepted.getKeepAlive());
            assertTrue(KeepAlive.hasTimes(accepted));
        }
    }

    private static ServerSocket listening() throws IOException {
        return new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    }
}
