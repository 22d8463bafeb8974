package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import lanchat.common.Json;
import lanchat.common.Message;
import lanchat.common.Reply;
import lanchat.common.Request;
import lanchat.common.Wire;

/** Somebody at the JSON door, with a socket of his own. Used by the test's thread. */
final class JsonTalker implements AutoCloseable {
    private final Socket socket;
    private final Transcript heard;

    private JsonTalker(Socket socket) throws IOException {
        this.socket = socket;
        this.heard = Transcript.of("JSON visitor " + socket.getLocalPort(), socket.getInputStream());
    }

    /** Connects to this port of 127.0.0.1. */
    @SuppressWarnings("resource") // The talker closes it.
    static JsonTalker at(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        return new JsonTalker(socket);
    }

    /** Connects to this port of 127.0.0.1, and shakes hands. */
    @SuppressWarnings("resource") // The talker closes it.
    static JsonTalker encryptedAt(int port) throws IOException {
        return new JsonTalker(AnyKey.connect(port));
    }

    /** Connects, says hello and comes in; has read everything up to the end of the replay. */
    static JsonTalker member(int port, String name) throws IOException {
        JsonTalker talker = at(port);
        talker.asks(new Request.Hello(Wire.VERSION, "test"));
        talker.hears(Reply.Server.class);
        talker.asks(Request.Join.once(name));
        talker.hears(Reply.Welcome.class);
        talker.skipsTo(Reply.Now.class);
        return talker;
    }

    /** Comes in, or comes back, by a secret; has read everything up to the end of the replay. */
    static JsonTalker returning(int port, String name, String secret) throws IOException {
        JsonTalker talker = at(port);
        talker.asks(new Request.Hello(Wire.VERSION, "test"), new Request.Join(name, secret, 0, null, null));
        talker.skipsTo(Reply.Now.class);
        return talker;
    }

    /** Sends requests, each as a line. */
    JsonTalker asks(Request... requests) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Request request : requests) {
            lines.writeBytes(Json.bytes(request));
            lines.write('\n');
        }
        socket.getOutputStream().write(lines.toByteArray());
        return this;
    }

    /** Sends exactly this text. */
    JsonTalker sends(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Ends his side of the conversation, and goes on listening. */
    JsonTalker hangsUp() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** The next message, which is to be one of this kind. */
    <M extends Message> M hears(Class<M> kind) {
        return assertInstanceOf(kind, next());
    }

    /** The next message of this kind, over whatever comes before it. */
    <M extends Message> M skipsTo(Class<M> kind) {
        while (true) {
            Message message = next();
            if (kind.isInstance(message)) {
                return kind.cast(message);
            }
        }
    }

    /** What he hears, as lines of JSON. */
    Transcript heard() {
        return heard;
    }

    private Message next() {
        String line = heard.next();
        Message message = Json.message(line.getBytes(StandardCharsets.UTF_8));
        if (message == null) {
            throw new AssertionError("nothing a client understands: " + line);
        }
        return message;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
