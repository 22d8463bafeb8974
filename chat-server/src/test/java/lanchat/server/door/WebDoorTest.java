package lanchat.server.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import lanchat.common.Name;
import lanchat.server.log.AppendingLog;
import lanchat.server.room.Rules;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Browsers at the chat's port, on real sockets. */
@Timeout(60)
final class WebDoorTest {
    private static final int NEVER_MS = 24 * 60 * 60 * 1000;
    private static final int SOON_MS = 200;
    private static final String JAR = "GET /chat-client.jar HTTP/1.1\r\nHost: x\r\n\r\n";

    /** More than the sockets between the two ends hold. */
    private static final long LARGE_BYTES = 256L << 20;

    @TempDir
    private Path directory;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private @Nullable Doors doors;
    private int port;

    @ParameterizedTest
    @CsvSource({
        "192.168.1.5:9000, 192.168.1.5 9000",
        "192.168.1.5, 192.168.1.5 HERE",
        "pavan-laptop.local:9000, pavan-laptop.local 9000",
        "[fd00::5]:9000, fd00::5 9000",
        "[fd00::5], fd00::5 HERE",
        "'', 127.0.0.1 HERE",
        "<script>alert(1)</script>, 127.0.0.1 HERE",
        "a;rm -rf ~:9000, 127.0.0.1 HERE",
        "$(reboot):9000, 127.0.0.1 HERE",
        "-V:9000, 127.0.0.1 HERE",
        "192.168.5:9000, 127.0.0.1 HERE",
        "x:99999, 127.0.0.1 HERE",
        "x:0, 127.0.0.1 HERE",
        "user@x:80, 127.0.0.1 HERE"
    })
    void thePageNamesTheAddressItWasAskedAtAndNothingElse(String host, String typed) throws Exception {
        room(NEVER_MS, NEVER_MS);

        String page = answer("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n");

        String command = "java -jar chat-client.jar " + typed.replace("HERE", Integer.toString(port));
        assertTrue(page.contains("<pre>" + command + "</pre>"), page);
        assertFalse(page.contains("<script"), page);
        assertFalse(page.contains("reboot"), page);
    }

    @Test
    void aRequestWithoutAHostIsAnsweredWithTheAddressOfTheSocket() throws Exception {
        room(NEVER_MS, NEVER_MS);

        assertTrue(answer("GET /?x=1 HTTP/1.0\r\n\r\n").contains("chat-client.jar 127.0.0.1 " + port + "<"));
    }

    @Test
    void theHeadAloneIsTheSameAndHasNoBody() throws Exception {
        room(NEVER_MS, NEVER_MS);

        String page = answer("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        String head = answer("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");

        int bodyAt = page.indexOf("\r\n\r\n") + 4;
        assertEquals(withoutDate(page.substring(0, bodyAt)), withoutDate(head));
        assertTrue(head.contains("Content-Length: " + (page.length() - bodyAt) + "\r\n"), head);
        assertTrue(head.contains("Connection: close\r\n"), head);
    }

    @ParameterizedTest
    @CsvSource({
        "GET /chat-server.jar HTTP/1.1, 404",
        "GET /../../etc/passwd HTTP/1.1, 404",
        "GET //chat-client.jar HTTP/1.1, 404",
        "GET /, 400",
        "GET / HTTP/2.0, 400",
        "GET /a b HTTP/1.1, 400",
        "POST / HTTP/1.1, 400",
        "GET http://example.org/ HTTP/1.1, 400",
        "OPTIONS * HTTP/1.1, 400"
    })
    void nothingElseIsThere(String line, String status) throws Exception {
        room(NEVER_MS, NEVER_MS);

        assertEquals("HTTP/1.1 " + status, answer(line + "\r\nHost: x\r\n\r\n").substring(0, 12));
    }

    @Test
    void aHeadWithoutAnEndIsRefused() throws Exception {
        room(NEVER_MS, NEVER_MS);

        assertTrue(answer("GET / HTTP/1.1\r\n" + "x: y\r\n".repeat(200)).startsWith("HTTP/1.1 431 "));
        assertTrue(answer("GET / HTTP/1.1\r\nx: " + "y".repeat(10_000)).startsWith("HTTP/1.1 431 "));
    }

    @Test
    void whoIsSlowToAskIsToldSo() throws Exception {
        room(SOON_MS, NEVER_MS);

        assertTrue(answer("GET / HTTP/1.1\r\nHost: x\r\n").startsWith("HTTP/1.1 408 "));
    }

    @Test
    void whoGoesInTheMiddleOfTheRequestGetsNothing() throws Exception {
        room(NEVER_MS, NEVER_MS);
        Socket browser = asks("GET / HTTP/1.1\r\nHost: x\r\n");
        browser.shutdownOutput();

        assertEquals(0, browser.getInputStream().readAllBytes().length);
    }

    @Test
    void whoTakesTheJarTooSlowlyIsLetGo() throws Exception {
        room(NEVER_MS, SOON_MS);
        Socket browser = asks(JAR);
        assertEquals('H', browser.getInputStream().read()); // Now it is one of those whose end is waited for.

        awaitNobody();

        assertTrue(readToEnd(browser) < LARGE_BYTES, "all of it was in the sockets: the file is too small");
    }

    @Test
    void onlySoManyTakeTheJarAtOnceAndThePlacesAreGivenBack() throws Exception {
        room(NEVER_MS, NEVER_MS);
        for (int i = 0; i < Downloads.MOST; i++) {
            assertEquals('H', asks(JAR).getInputStream().read()); // Its download has begun, and will not end.
        }
        String refused = answer(JAR);

        assertTrue(refused.startsWith("HTTP/1.1 503 "), refused);
        assertTrue(refused.contains("\r\nRetry-After: "), refused);
        assertTrue(answer("GET / HTTP/1.1\r\nHost: x\r\n\r\n").startsWith("HTTP/1.1 200 "));

        browsers().forEach(WebDoorTest::closeQuietly);
        awaitNobody();
        assertTrue(answer("HEAD /chat-client.jar HTTP/1.1\r\nHost: x\r\n\r\n").startsWith("HTTP/1.1 200 "));
    }

    private void room(int helloMs, int downloadMs) throws Exception {
        Path jar = directory.resolve("chat-client.jar");
        try (RandomAccessFile sparse = new RandomAccessFile(jar.toFile(), "rw")) {
            sparse.setLength(LARGE_BYTES);
        }
        DoorLimits limits = new DoorLimits(NEVER_MS, helloMs, NEVER_MS, SOON_MS, NEVER_MS, NEVER_MS, NEVER_MS);
        AppendingLog log = AppendingLog.inMemory(new Rules(Name.of("Host"), true), 1L << 20, 20);
        Doors made = new Doors(
                log,
                limits,
                Bounds.DEFAULT,
                "test",
                Encryption.NONE,
                "a password",
                new WebPage(List.of(jar), downloadMs));
        open.push(made::close);
        doors = made;
        ServerSocket listening = ServerSocketChannel.open().socket();
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        port = listening.getLocalPort();
        made.open(listening);
    }

    @AfterEach
    void closesWhatIsOpen() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    private Socket asks(String request) throws IOException {
        Socket browser = new Socket(InetAddress.getLoopbackAddress(), port);
        open.push(browser);
        browser.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        return browser;
    }

    private List<Socket> browsers() {
        return open.stream()
                .filter(Socket.class::isInstance)
                .map(Socket.class::cast)
                .toList();
    }

    private String answer(String request) throws IOException {
        return new String(asks(request).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private void awaitNobody() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(50);
        while (Objects.requireNonNull(doors).connections() > 0) {
            assertTrue(System.nanoTime() < deadline, "a connection does not end");
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static long readToEnd(Socket browser) throws IOException {
        long bytes = 0;
        try {
            byte[] piece = new byte[64 * 1024];
            for (int read = 0; read >= 0; read = browser.getInputStream().read(piece)) {
                bytes += read;
            }
        } catch (SocketException reset) {
            return bytes;
        }
        return bytes;
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String withoutDate(String head) {
        return head.replaceFirst("Date: [^\r]*\r\n", "");
    }
}
