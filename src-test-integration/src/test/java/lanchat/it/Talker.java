package lanchat.it;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Somebody at the plain door, with a socket of his own. Used by the test's thread. */
final class Talker implements AutoCloseable {
    /** The first line of the answer to /who. */
    private static final String PEOPLE = "\\*\\*\\* \\d+ here:";

    private final Socket socket;
    private final OutputStream out;
    private final Transcript heard;

    private Talker(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.heard = Transcript.of("visitor " + socket.getLocalPort(), socket.getInputStream());
    }

    /** Connects to this port of 127.0.0.1. */
    @SuppressWarnings("resource") // The talker closes it.
    static Talker at(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        return new Talker(socket);
    }

    /** Connects to this port of 127.0.0.1, and shakes hands. */
    @SuppressWarnings("resource") // The talker closes it.
    static Talker encryptedAt(int port, String... versions) throws IOException {
        return new Talker(AnyKey.connect(port, versions));
    }

    /** Says a name, and reads on to his own arrival. */
    Talker joins(String name) throws IOException {
        says(name);
        heard.skipsTo(name + "<127.0.0.1> connected");
        return this;
    }

    /** What he hears. */
    Transcript heard() {
        return heard;
    }

    /** Sends these lines, each in a packet of its own. */
    Talker says(String... lines) throws IOException {
        for (String line : lines) {
            sends(line + "\n");
        }
        return this;
    }

    /** Sends exactly this text, in one packet where it fits. */
    Talker sends(String text) throws IOException {
        return sends(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends exactly these bytes. */
    Talker sends(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    /** The next lines he hears are exactly these. */
    Talker hears(String... lines) {
        heard.hears(lines);
        return this;
    }

    /** Everything he has said by now is in the room, and he has heard nothing up to that moment. */
    Talker hearsNothingMore() throws IOException {
        says("/who");
        readsPeople(heard.hearsLike(PEOPLE));
        return this;
    }

    /** Everything he has said by now is in the room; what he hears meanwhile is skipped. */
    Talker settles() throws IOException {
        says("/who");
        readsPeople(heard.skipsToLike(PEOPLE));
        return this;
    }

    private void readsPeople(String headline) {
        int people = Integer.parseInt(headline.replaceAll("\\D", ""));
        for (int i = 0; i < people; i++) {
            heard.hearsLike("\\*\\*\\* .*");
        }
    }

    /** Ends his side of the conversation, and goes on listening. */
    Talker hangsUp() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Goes, as a program does that ends. */
    void goes() throws IOException {
        socket.close();
    }

    /** Vanishes with a reset instead of an end. */
    void resets() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        goes();
    }
}
