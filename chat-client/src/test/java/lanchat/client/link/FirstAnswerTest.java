package lanchat.client.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import lanchat.client.link.ConnectProblem.Cause;
import lanchat.common.Endpoint;
import lanchat.common.LineInput;
import lanchat.common.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class FirstAnswerTest {
    private static final int SHORT_WAIT_MILLIS = 50;

    @ParameterizedTest
    @ValueSource(strings = {"", "Enter", Wire.NAME_PROMPT, "{", "{}\n"})
    void whoDoesNotIntroduceItselfInTimeIsNoChatServer(String said) throws Exception {
        try (FakeServer server = new FakeServer();
                Socket socket = connect(server.endpoint())) {
            server.saysBytes(said);

            ConnectProblem problem = assertThrows(ConnectProblem.class, () -> read(server.endpoint(), socket));

            assertEquals(Cause.NO_CHAT_SERVER, problem.why());
            assertTrue(problem.sentence().contains("has not answered as a chat server"), problem.sentence());
        }
    }

    @Test
    void promptCutShortByTheEndIsNoChatServer() throws Exception {
        try (FakeServer server = new FakeServer();
                Socket socket = connect(server.endpoint())) {
            server.saysBytes("Enter");
            server.hangsUp();

            ConnectProblem problem = assertThrows(ConnectProblem.class, () -> read(server.endpoint(), socket));

            assertEquals(Cause.NO_CHAT_SERVER, problem.why());
        }
    }

    private static Socket connect(Endpoint endpoint) throws IOException {
        return new Socket(endpoint.host(), endpoint.port());
    }

    private static void read(Endpoint endpoint, Socket socket) throws ConnectProblem, IOException {
        LineInput in = new LineInput(socket.getInputStream(), telnet -> {});
        new FirstAnswer(endpoint, socket, in, SHORT_WAIT_MILLIS).read();
    }
}
