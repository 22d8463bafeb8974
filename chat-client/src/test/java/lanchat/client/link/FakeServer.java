package lanchat.client.link;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import lanchat.common.Endpoint;
import lanchat.common.Json;
import lanchat.common.Message;
import lanchat.common.RefusedException;
import lanchat.common.Reply;
import lanchat.common.Request;
import lanchat.common.Wire;
import org.jspecify.annotations.Nullable;

/** A server for one client, on a real socket, that says and hears what the test tells it to. For one thread. */
public final class FakeServer implements AutoCloseable {
    private static final int HANG_MILLIS = 60_000;

    private final ServerSocket listening;
    private @Nullable Socket client;
    private @Nullable BufferedReader in;
    private Request.@Nullable Join lastJoin;

    public FakeServer() throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listening.setSoTimeout(HANG_MILLIS);
    }

    public Endpoint endpoint() {
        return new Endpoint(listening.getInetAddress().getHostAddress(), listening.getLocalPort());
    }

    /** Hears hello and introduces itself. */
    public void meets() throws IOException, RefusedException {
        meets("room");
    }

    /** Hears hello and introduces itself as the server of this room. */
    public void meets(String room) throws IOException, RefusedException {
        Request hello = hears();
        if (!(hello instanceof Request.Hello)) {
            throw new IllegalStateException("not a hello: " + hello);
        }
        says(new Reply.Server(Wire.VERSION, room, "fake", null, null)); // As an older one does.
    }

    /** Hears hello and introduces itself as one that takes all that this version knows. */
    public void meetsAsNewer() throws IOException, RefusedException {
        Request hello = hears();
        if (!(hello instanceof Request.Hello)) {
            throw new IllegalStateException("not a hello: " + hello);
        }
        says(Reply.Server.asking(Wire.VERSION, "room", "fake", false));
    }

    /** Hears hello and introduces itself as one that asks for a password. */
    public void meetsAndAsksPassword() throws IOException, RefusedException {
        Request hello = hears();
        if (!(hello instanceof Request.Hello)) {
            throw new IllegalStateException("not a hello: " + hello);
        }
        says(new Reply.Server(Wire.VERSION, "room", "fake", List.of("password"), null));
    }

    /** Hears somebody ask to come in. */
    public Request.Join hearsJoin() throws IOException, RefusedException {
        Request join = hears();
        if (join instanceof Request.Join asked) {
            lastJoin = asked;
            return asked;
        }
        throw new IllegalStateException("not a join: " + join);
    }

    /** Hears a line being said. */
    public Request.Say hearsLine() throws IOException, RefusedException {
        Request line = hears();
        if (line instanceof Request.Say say) {
            return say;
        }
        throw new IllegalStateException("not a line: " + line);
    }

    /** How the client asked to come in last. */
    public Request.Join lastJoin() {
        return Objects.requireNonNull(lastJoin);
    }

    /** The client ends the connection; the next one is waited for when something is asked of it. */
    public void awaitsHangUp() throws IOException {
        try {
            while (reader().readLine() != null) {}
        } catch (SocketException reset) {
            // That is an end, too.
        }
        client().close();
        client = null;
        in = null;
    }

    /** The next request; null when the client has hung up. */
    public @Nullable Request hears() throws IOException, RefusedException {
        String line = reader().readLine();
        return line == null ? null : Json.request(line);
    }

    public void says(Message message) throws IOException {
        saysBytes(new String(Json.bytes(message), StandardCharsets.UTF_8) + "\n");
    }

    public void saysBytes(String text) throws IOException {
        saysBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public void saysBytes(byte[] bytes) throws IOException {
        client().getOutputStream().write(bytes);
    }

    public void hangsUp() throws IOException {
        client().shutdownOutput();
    }

    /** Breaks the connection off without any order; the next one is waited for when something is asked of it. */
    public void resets() throws IOException {
        client().setSoLinger(true, 0);
        client().close();
        client = null;
        in = null;
    }

    /** The client's socket, for what has no other word here; it stays this server's. Waits for it. */
    public Socket accepts() throws IOException {
        return client();
    }

    private Socket client() throws IOException {
        if (client == null) {
            client = listening.accept();
            client.setSoTimeout(HANG_MILLIS);
        }
        return client;
    }

    private BufferedReader reader() throws IOException {
        if (in == null) {
            in = new BufferedReader(new InputStreamReader(client().getInputStream(), StandardCharsets.UTF_8));
        }
        return in;
    }

    @Override
    public void close() throws IOException {
        if (client != null) {
            client.close();
        }
        listening.close();
    }
}
