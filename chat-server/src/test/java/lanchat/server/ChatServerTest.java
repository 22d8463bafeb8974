package lanchat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import lanchat.common.Name;
import lanchat.common.RefusedException;
import lanchat.common.Wire;
import lanchat.server.door.DoorLimits;
import org.junit.jupiter.api.Test;

/** From taking a place to listen at until people are let in. */
final class ChatServerTest {
    private static final int HANG_MS = (int) TimeUnit.SECONDS.toMillis(Patience.HANG_SECONDS);

    @Test
    void whoConnectsBeforeTheRoomIsOpenIsLetInOnceItIs() throws Exception {
        ServerSettings settings = settings(0);
        ServerSocket listening = ListeningSocket.at(settings.address());
        try (Socket early = new Socket()) {
            early.setSoTimeout(HANG_MS);
            early.connect(listening.getLocalSocketAddress());
            early.getOutputStream().write("Ann\n".getBytes(StandardCharsets.US_ASCII));

            try (ChatServer server = new ChatServer(settings, ChatServer.log(settings), listening)) {
                server.start();

                BufferedReader heard =
                        new BufferedReader(new InputStreamReader(early.getInputStream(), StandardCharsets.UTF_8));
                String line = heard.readLine();
                while (line != null && !line.endsWith(Wire.WELCOME)) {
                    line = heard.readLine();
                }
                assertTrue(line != null, "the connection ended without a welcome");
            }
        }
    }

    @Test
    void whatNeverOpenedLeavesItsPlaceToOthers() throws Exception {
        ChatServer never = new ChatServer(settings(0));
        int port = never.listening().getPort();
        assertThrows(IOException.class, () -> new ChatServer(settings(port)));

        never.stop();

        try (ChatServer next = new ChatServer(settings(port))) {
            assertEquals(port, next.listening().getPort());
        }
    }

    private static ServerSettings settings(int port) throws RefusedException {
        return new ServerSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                Name.of("Host"),
                false,
                ServerSettings.DEFAULT_RECENT,
                ServerSettings.DEFAULT_MEMORY_BYTES,
                DoorLimits.DEFAULT);
    }
}
