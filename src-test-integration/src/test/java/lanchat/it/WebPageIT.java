package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chat's port answers a browser, and hands out the client. */
final class WebPageIT {
    @OnEachJava
    void aFriendWithABrowserAndAJavaComesIn(Javas java, @TempDir Path downloads) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann")) {
            String page = new String(get(server, "").body(), StandardCharsets.UTF_8);
            assertTrue(page.contains("java -jar chat-client.jar 127.0.0.1 " + server.port() + "<"), page);
            assertTrue(page.contains("<a href=\"/chat-client.jar\""), page);

            HttpResponse<byte[]> jar = get(server, "chat-client.jar");

            assertEquals(200, jar.statusCode());
            assertEquals(
                    "nosniff",
                    jar.headers().firstValue("X-Content-Type-Options").orElse(""));
            assertArrayEquals(Files.readAllBytes(Jars.CLIENT), jar.body());
            Path saved = Files.write(downloads.resolve("chat-client.jar"), jar.body());
            List<String> command = new ArrayList<>(Jars.command(java, saved, "--name", "Friend"));
            command.addAll(List.of("127.0.0.1", "" + server.port()));
            try (var friend = Running.start(command)) {
                friend.says("I am in").hangsUp();
                assertEquals(0, friend.exits());
            }
            ann.hears("Friend<127.0.0.1> connected", "Friend:I am in", "Friend<127.0.0.1> disconnected");
            ann.hearsNothingMore(); // Of browsers nothing is to be read.
        }
    }

    @Test
    void theSameInTls() throws Exception {
        try (var server = ServerProcess.start(Javas.running(), "--require-tls")) {
            String bare = asks(new Socket(InetAddress.getLoopbackAddress(), server.port()), "");
            String page = asks(AnyKey.connect(server.port()), "");
            byte[] jar = asksRaw(AnyKey.connect(server.port()), "chat-client.jar");

            assertTrue(bare.startsWith("HTTP/1.1 400 ") && bare.contains("https://"), bare);
            assertTrue(page.contains("ncat --ssl chat.example 8081"), page);
            assertTrue(page.contains("java -jar chat-client.jar chat.example 8081<"), page);
            int head = new String(jar, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
            assertEquals(Files.size(Jars.CLIENT), jar.length - head);
        }
    }

    @Test
    void aRoomWithAPasswordHasThePageToo(@TempDir Path directory) throws Exception {
        Path password = directory.resolve("password");
        Files.createFile(password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(password, "a secret of nine words\n");
        try (var server = ServerProcess.start(Javas.running(), "--password-file", password.toString())) {
            HttpResponse<byte[]> page = get(server, "");

            assertEquals(200, page.statusCode());
            assertFalse(new String(page.body(), StandardCharsets.UTF_8).contains("password"));
        }
    }

    @Test
    void theHostCanDoWithoutIt() throws Exception {
        try (var server = ServerProcess.start(Javas.running(), "--no-web")) {
            assertTrue(asks(new Socket(InetAddress.getLoopbackAddress(), server.port()), "")
                    .startsWith("HTTP/1.1 400 "));
        }
    }

    @Test
    void aServerWithoutTheClientsJarSaysSo(@TempDir Path directory) throws Exception {
        Path alone = Files.copy(Jars.SERVER, directory.resolve("chat-server.jar"));
        List<String> command = Jars.command(
                Javas.running(), alone, "--no-console", "--ephemeral", ServerProcess.UNANNOUNCED, "127.0.0.1", "0");
        try (var server = Running.start(command)) {
            String listening = server.out().skipsToLike(ServerProcess.LISTENING.pattern());
            int port = Integer.parseInt(listening.replaceAll(ServerProcess.LISTENING.pattern(), "$1"));

            String page = asks(new Socket(InetAddress.getLoopbackAddress(), port), "");
            String jar = asks(new Socket(InetAddress.getLoopbackAddress(), port), "chat-client.jar");

            assertTrue(page.startsWith("HTTP/1.1 200 "), page);
            assertTrue(page.contains("no chat-client.jar to hand out") && !page.contains("<a "), page);
            assertTrue(jar.startsWith("HTTP/1.1 404 "), jar);

            Files.copy(Jars.CLIENT, directory.resolve("chat-client.jar")); // It may come later.
            assertTrue(asks(new Socket(InetAddress.getLoopbackAddress(), port), "")
                    .contains("<a href=\"/chat-client.jar\""));
        }
    }

    private static HttpResponse<byte[]> get(ServerProcess server, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + "/" + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
    }

    private static String asks(Socket socket, String path) throws IOException {
        return new String(asksRaw(socket, path), StandardCharsets.UTF_8);
    }

    private static byte[] asksRaw(Socket socket, String path) throws IOException {
        try (socket) {
            String request = "GET /" + path + " HTTP/1.1\r\nHost: chat.example:8081\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            return answer.readAllBytes();
        }
    }
}
