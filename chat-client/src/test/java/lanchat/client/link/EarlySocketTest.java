package lanchat.client.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import lanchat.common.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class EarlySocketTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\u0015",
                "\u0016\u0003\u0003 and so on, for longer than anybody looks at the beginning of it to find out"
            })
    void tlsComesThroughAsItIs(String said) throws Exception {
        assertEquals(said, read(said));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Enter", "Enter Your Name", "Enter Your Password:", "E", "SSH-2.0-OpenSSH_9.2\r\n"})
    void whatIsNoTlsIsAnErrorAtOnceAndRemembered(String said) throws Exception {
        try (FakeServer server = new FakeServer();
                EarlySocket socket = connect(server)) {
            server.saysBytes(said);
            server.hangsUp();

            assertThrows(IOException.class, () -> socket.getInputStream().read());
            assertEquals(said, socket.start());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0016", "\u0016\u0003\u0003", "\u0016Enter Your Name:"})
    void thePromptIsSkippedOnceInFrontOfAllElse(String said) throws Exception {
        for (String prompt : Wire.PROMPTS) {
            assertEquals(said, read(prompt + said));
        }
    }

    @Test
    void thePromptMayComeInPieces() throws Exception {
        try (FakeServer server = new FakeServer();
                EarlySocket socket = connect(server)) {
            Thread pieces = new Thread(() -> sayInPieces(server), "pieces");
            pieces.start();

            String heard = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

            assertEquals("\u0016x", heard);
            pieces.join();
        }
    }

    @Test
    void theStartIsRemembered() throws Exception {
        try (FakeServer server = new FakeServer();
                EarlySocket socket = connect(server)) {
            assertEquals("", socket.start());
            server.saysBytes("\u0016\u0003\u0003");

            assertEquals(0x16, socket.getInputStream().read());
            assertEquals(0x16, socket.start().charAt(0));
        }
    }

    @Test
    void thereIsOneDeadlineForAllOfTheBeginning() throws Exception {
        try (FakeServer server = new FakeServer();
                EarlySocket socket = connect(server)) {
            socket.deadlineIn(50);
            server.saysBytes("Enter");

            assertThrows(
                    SocketTimeoutException.class, () -> socket.getInputStream().read());
        }
    }

    private static String read(String said) throws IOException {
        try (FakeServer server = new FakeServer();
                EarlySocket socket = connect(server)) {
            server.saysBytes(said);
            server.hangsUp();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static void sayInPieces(FakeServer server) {
        try {
            for (char one : (Wire.BARE_PASSWORD_PROMPT + "\u0016x").toCharArray()) {
                server.saysBytes(String.valueOf(one));
            }
            server.hangsUp();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EarlySocket connect(FakeServer server) throws IOException {
        EarlySocket socket = new EarlySocket();
        socket.connect(server.endpoint().resolve());
        return socket;
    }
}
