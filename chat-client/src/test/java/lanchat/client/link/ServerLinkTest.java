package lanchat.client.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import lanchat.client.link.ConnectProblem.Cause;
import lanchat.common.Endpoint;
import lanchat.common.Reply;
import lanchat.common.Request;
import lanchat.common.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class ServerLinkTest {
    private static final Reply.Server HELLO_BACK = Reply.Server.asking(Wire.VERSION, "room", "fake", false);

    private final FakeServer server;

    ServerLinkTest() throws IOException {
        server = new FakeServer();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void helloGoesOutAsSoonAsTheConnectionIsUp() throws Exception {
        CompletableFuture<ServerLink> link = connecting();

        assertEquals(new Request.Hello(Wire.VERSION, "test"), server.hears());
        server.says(HELLO_BACK);
        assertEquals("room", linkOf(link).room());
        linkOf(link).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {Wire.NAME_PROMPT, Wire.PASSWORD_PROMPT, Wire.BARE_PASSWORD_PROMPT})
    void promptForPeopleIsSkippedInFrontOfTheFirstObject(String prompt) throws Exception {
        CompletableFuture<ServerLink> link = connecting();
        server.saysBytes(prompt.substring(0, 7));
        server.saysBytes(prompt.substring(7));
        server.says(HELLO_BACK);
        server.says(new Reply.Notice("hi"));

        assertEquals(new Reply.Notice("hi"), linkOf(link).receive());
    }

    @Test
    void messagesOfALaterMinorVersionAreSkipped() throws Exception {
        CompletableFuture<ServerLink> link = connecting();
        server.saysBytes("{\"type\":\"fireworks\"}\n");
        server.says(HELLO_BACK);
        server.saysBytes("{\"type\":\"fireworks\"}\nnonsense\n");
        server.says(Reply.Now.at(1));
        server.hangsUp();

        assertEquals(Reply.Now.at(1), linkOf(link).receive());
        assertNull(linkOf(link).receive());
    }

    @Test
    void lineOverTheBoundEndsTheConnection() throws Exception {
        CompletableFuture<ServerLink> link = connecting();
        server.says(HELLO_BACK);
        ServerLink connected = linkOf(link);
        CompletableFuture<Void> flood = CompletableFuture.runAsync(this::sayTooMuch);

        assertThrows(IOException.class, connected::receive);
        flood.get(60, TimeUnit.SECONDS);
    }

    @Test
    void everyAddressIsTried() throws Exception {
        InetSocketAddress closed = closedPort();
        InetSocketAddress open = server.endpoint().resolve();
        CompletableFuture<ServerLink> link = CompletableFuture.supplyAsync(() -> connect(List.of(closed, open)));
        server.meets();

        linkOf(link).close();
    }

    @Test
    void closedPortMeansNobodyListensThere() throws Exception {
        InetSocketAddress closed = closedPort();
        Endpoint endpoint = new Endpoint("127.0.0.1", closed.getPort());

        ConnectProblem problem = assertThrows(
                ConnectProblem.class,
                () -> ServerLink.connect(endpoint, Encryption.none(), ServerLink.greeting("test"), () -> {}));

        assertEquals(Cause.NOBODY_LISTENS, problem.why());
        assertTrue(problem.sentence().startsWith("Nobody listens at " + endpoint), problem.sentence());
    }

    @Test
    void unknownNameIsNamed() {
        Endpoint endpoint = new Endpoint("no-such-machine.invalid", 8081);

        ConnectProblem problem = assertThrows(
                ConnectProblem.class,
                () -> ServerLink.connect(endpoint, Encryption.none(), ServerLink.greeting("test"), () -> {}));

        assertEquals(Cause.UNKNOWN_HOST, problem.why());
        assertTrue(problem.sentence().contains("no-such-machine.invalid"), problem.sentence());
    }

    @ParameterizedTest
    @CsvSource({
        "SSH-2.0-OpenSSH_9.2,an SSH server",
        "HTTP/1.1 400 Bad Request,a web server",
        "220 mail.example.org ESMTP,a mail or file server",
        "Enter Your Password:,another program (it says \"Enter Your Password:\")"
    })
    void whatIsNoChatServerIsRecognisedByItsFirstWordsWithoutWaitingForMore(String said, String what) throws Exception {
        CompletableFuture<ServerLink> link = connecting();
        server.saysBytes(said);

        ConnectProblem problem = problemOf(link);

        assertEquals(Cause.NO_CHAT_SERVER, problem.why());
        assertTrue(problem.sentence().contains("not a chat server but " + what + "."), problem.sentence());
    }

    @Test
    void peerThatHangsUpWithoutAWordIsNoChatServer() throws Exception {
        CompletableFuture<ServerLink> link = connecting();
        server.hears();
        server.hangsUp();

        assertEquals(Cause.NO_CHAT_SERVER, problemOf(link).why());
    }

    @Test
    void peerThatResetsIsNoChatServerEither() throws Exception {
        CompletableFuture<ServerLink> link = connecting();
        server.hears();
        server.resets();

        assertEquals(Cause.NO_CHAT_SERVER, problemOf(link).why());
    }

    @ParameterizedTest
    @CsvSource({"2,please update this client", "0,should update chat-server.jar"})
    void otherVersionSaysWhichEndToUpdate(int version, String said) throws Exception {
        CompletableFuture<ServerLink> link = connecting();
        server.says(Reply.Server.asking(version, "room", "fake", false));

        ConnectProblem problem = problemOf(link);

        assertEquals(Cause.OTHER_VERSION, problem.why());
        assertTrue(problem.sentence().contains(said), problem.sentence());
    }

    @Test
    void serverThatTurnsUsAwayIsQuoted() throws Exception {
        CompletableFuture<ServerLink> link = connecting();
        server.says(new Reply.Refused(0, "version", "Please update your client."));

        assertEquals("Please update your client.", problemOf(link).sentence());
    }

    @Test
    void noticeBeforeHangingUpIsTheReason() throws Exception {
        CompletableFuture<ServerLink> link = connecting();
        server.says(new Reply.Notice("The room is full."));
        server.hangsUp();

        assertEquals("The room is full.", problemOf(link).sentence());
    }

    @ParameterizedTest
    @CsvSource({"0x15030300020228", "0x7b22747970", "0x2a2a2a2048"})
    void aChatServerWithoutTlsIsNamedWithTheWayOut(String hex) throws Exception {
        CompletableFuture<ServerLink> link = encrypting();
        server.saysBytes(new String(HexFormat.of().parseHex(hex.substring(2)), StandardCharsets.ISO_8859_1));

        ConnectProblem problem = problemOf(link);

        assertEquals(Cause.NO_TLS, problem.why());
        assertTrue(problem.sentence().contains("--no-tls"), problem.sentence());
    }

    @Test
    void aServerThatHasNoPlaceAtItsDoorSaysSoItself() throws Exception {
        CompletableFuture<ServerLink> link = encrypting();
        server.saysBytes("*** 2000 connections are at the door already. Try again in a moment.\n");
        server.hangsUp();

        ConnectProblem problem = problemOf(link);

        assertEquals(Cause.TURNED_AWAY, problem.why());
        assertEquals("2000 connections are at the door already. Try again in a moment.", problem.sentence());
    }

    @Test
    void whatIsNoChatServerIsRecognisedThoughItWasAskedForTls() throws Exception {
        CompletableFuture<ServerLink> link = encrypting();
        server.saysBytes("SSH-2.0-OpenSSH_9.2\r\n");

        assertTrue(problemOf(link).sentence().contains("not a chat server but an SSH server."));
    }

    @Test
    void peerThatHangsUpAtAHandshakeIsNoChatServer() throws Exception {
        CompletableFuture<ServerLink> link = encrypting();
        server.hangsUp();

        assertEquals(Cause.NO_CHAT_SERVER, problemOf(link).why());
    }

    @Test
    void closingEndsAWaitingReceive() throws Exception {
        CompletableFuture<ServerLink> link = connecting();
        server.says(HELLO_BACK);
        ServerLink connected = linkOf(link);
        CompletableFuture<Void> closing = CompletableFuture.runAsync(connected::close);

        assertThrows(IOException.class, connected::receive);
        closing.get(60, TimeUnit.SECONDS);
    }

    private CompletableFuture<ServerLink> connecting() throws Exception {
        byte[] greeting = ServerLink.greeting("test");
        InetSocketAddress address = server.endpoint().resolve();
        return CompletableFuture.supplyAsync(() -> connect(List.of(address), greeting));
    }

    private CompletableFuture<ServerLink> encrypting() {
        Encryption encryption = Encryption.on(null, null, false, told -> {});
        return CompletableFuture.supplyAsync(() -> {
            try {
                return ServerLink.connect(server.endpoint(), encryption, ServerLink.greeting("test"), () -> {});
            } catch (ConnectProblem e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private ServerLink connect(List<InetSocketAddress> addresses) {
        return connect(addresses, ServerLink.greeting("test"));
    }

    private ServerLink connect(List<InetSocketAddress> addresses, byte[] greeting) {
        try {
            return ServerLink.connect(server.endpoint(), Encryption.none(), addresses, greeting, () -> {});
        } catch (ConnectProblem e) {
            throw new IllegalStateException(e);
        }
    }

    private void sayTooMuch() {
        try {
            server.saysBytes("x".repeat(Wire.MAX_JSON_LINE_BYTES + 1));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ServerLink linkOf(CompletableFuture<ServerLink> link) throws Exception {
        return link.get(60, TimeUnit.SECONDS);
    }

    private static ConnectProblem problemOf(CompletableFuture<ServerLink> link) throws Exception {
        ExecutionException e = assertThrows(ExecutionException.class, () -> link.get(60, TimeUnit.SECONDS));
        Throwable wrapped = e.getCause();
        return (ConnectProblem)
                Objects.requireNonNull(Objects.requireNonNull(wrapped).getCause());
    }

    private static InetSocketAddress closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        }
    }
}
