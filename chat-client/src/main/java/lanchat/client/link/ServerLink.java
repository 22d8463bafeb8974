package lanchat.client.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import lanchat.common.Endpoint;
import lanchat.common.Fingerprint;
import lanchat.common.Json;
import lanchat.common.LineInput;
import lanchat.common.LineTooLongException;
import lanchat.common.Message;
import lanchat.common.Reply;
import lanchat.common.Request;
import lanchat.common.Wire;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a chat server; owns its socket. Speaks the JSON dialect, in TLS or over plain TCP.
 *
 * <p>{@link #receive} belongs to the socket's thread; everything else may be called by any thread.
 */
public final class ServerLink implements AutoCloseable {
    /** Long enough for a lost first packet or two: systems repeat it after one second and after three. */
    private static final int CONNECT_MILLIS = 7_500;

    private static final int FIRST_ANSWER_MILLIS = 10_000;

    /** How often a thread that waits for the server looks whether that is still there. */
    private static final int LOOK_MILLIS = 1_000;

    private final Socket socket;
    /** All reading and writing goes through it. */
    private final Carrier carrier;

    private final LineInput in;
    private final Pulse pulse = new Pulse(System.nanoTime(), System.currentTimeMillis());
    private String room = "";
    private boolean asksPassword;
    private boolean canTakeShown;
    /** For the socket's thread. */
    private String lastLine = "";

    /** Keeps lines whole; held across the write, as that is what it is for, and while no other lock is held. */
    private final ReentrantLock writing = new ReentrantLock();

    private ServerLink(Socket socket, Carrier carrier) {
        this.socket = socket;
        this.carrier = carrier;
        this.in = new LineInput(new HeardInput(carrier.in(), pulse), telnet -> {});
    }

    /**
     * The first bytes to send: who we are. To be made before connecting, for the server takes a late first byte for a
     * person at a bare terminal, and asks for a name in plain text. {@link EarlySocket} and {@link FirstAnswer} skip that.
     */
    public static byte[] greeting(String program) {
        return line(new Request.Hello(Wire.VERSION, program));
    }

    /**
     * Connects to the first of the server's addresses at which a chat server of our version answers.
     *
     * @param reached told, on this thread, as soon as somebody listens there: who that is is not known yet
     */
    public static ServerLink connect(Endpoint server, Encryption encryption, byte[] greeting, Runnable reached)
            throws ConnectProblem {
        List<InetSocketAddress> addresses;
        try {
            addresses = server.resolveAll();
        } catch (UnknownHostException e) {
            throw ConnectProblem.unknownHost(server);
        }
        return connect(server, encryption, addresses, greeting, reached);
    }

    static ServerLink connect(
            Endpoint server,
            Encryption encryption,
            List<InetSocketAddress> addresses,
            byte[] greeting,
            Runnable reached)
            throws ConnectProblem {
        ConnectProblem problem = ConnectProblem.unknownHost(server);
        for (InetSocketAddress address : addresses) {
            try {
                return connect(server, encryption, address, greeting, reached);
            } catch (ConnectProblem e) {
                problem = problem.orNearer(e);
            }
        }
        throw problem;
    }

    private static ServerLink connect(
            Endpoint server, Encryption encryption, InetSocketAddress address, byte[] greeting, Runnable reached)
            throws ConnectProblem {
        EarlySocket socket = new EarlySocket();
        boolean connected = false;
        try {
            socket.connect(address, CONNECT_MILLIS);
            reached.run();
            encryption.awaitReady(); // What it loads takes longer than to connect: meanwhile the member is asked for a
            // name.
            ServerLink link = introduce(server, encryption, socket, greeting);
            connected = true;
            return link;
        } catch (IOException e) {
            throw ConnectProblem.whileConnecting(server, e, CONNECT_MILLIS);
        } finally {
            if (!connected) {
                closeQuietly(socket);
            }
        }
    }

    private static ServerLink introduce(Endpoint server, Encryption encryption, EarlySocket socket, byte[] greeting)
            throws ConnectProblem {
        try {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            ServerLink link = new ServerLink(socket, encryption.over(socket, server));
            link.write(greeting);
            Reply.Server introduction = new FirstAnswer(server, socket, link.in, FIRST_ANSWER_MILLIS).read();
            encryption.check(server, introduction.room(), link.key());
            link.room = introduction.room();
            link.asksPassword = introduction.asksPassword();
            link.canTakeShown = introduction.canTakeShown();
            socket.setSoTimeout(LOOK_MILLIS);
            return link;
        } catch (IOException e) {
            throw ConnectProblem.hungUp(server);
        }
    }

    /** The id of the server's room. */
    public String room() {
        return room;
    }

    /** Whether the server asks for a password. */
    public boolean asksPassword() {
        return asksPassword;
    }

    /** Whether the server wants to know what has been shown, and says who has been shown what. */
    public boolean canTakeShown() {
        return canTakeShown;
    }

    /** The key that the server has proved to have; null where nothing is encrypted. */
    public @Nullable Fingerprint key() {
        return carrier.key();
    }

    /**
     * Waits for the next message this version knows; others are skipped. Now and then, when nothing comes, the server is
     * asked for a sign of life. For the socket's thread only.
     *
     * @return null when the server has ended the connection in order
     * @throws IOException also when the server gives no sign of life
     */
    public @Nullable Message receive() throws IOException {
        Message message = null;
        while (message == null) {
            String line;
            try {
                line = in.next(Wire.MAX_JSON_LINE_BYTES);
            } catch (SocketTimeoutException silence) {
                follow(pulse.look(System.nanoTime(), System.currentTimeMillis()));
                continue;
            } catch (LineTooLongException e) {
                throw new IOException("the server has sent a line that is too long", e);
            }
            if (line == null) {
                return null;
            }
            message = Json.message(line.getBytes(StandardCharsets.UTF_8));
            lastLine = line;
        }
        return message;
    }

    /** How the message came that {@link #receive} gave last. For the socket's thread only. */
    public String lastLine() {
        return lastLine;
    }

    /** Whether something more has come already, so that {@link #receive} is unlikely to wait. */
    public boolean hasMore() throws IOException {
        return in.hasLine() || carrier.in().available() > 0;
    }

    /** Sends a request; waits where the server does not keep up. */
    public void send(Request request) throws IOException {
        write(line(request));
    }

    /** A key was pressed: if the server has been silent for a while, it is asked whether it is still there. */
    public void touch() {
        try {
            follow(pulse.use(System.nanoTime()));
        } catch (IOException broken) {
            // The socket's thread finds that out as well, and sees to it.
        }
    }

    private void follow(Pulse.Advice advice) throws IOException {
        if (advice == Pulse.Advice.GIVE_UP) {
            throw new IOException("it gives no sign of life");
        }
        // While something else is being written there is no need to ask, and waiting for that could take long.
        if (advice == Pulse.Advice.ASK && writing.tryLock()) {
            try {
                write(line(new Request.Ping()));
            } finally {
                writing.unlock();
            }
        }
    }

    private void write(byte[] bytes) throws IOException {
        writing.lock();
        try {
            carrier.out().write(bytes);
            pulse.sent(System.nanoTime());
        } finally {
            writing.unlock();
        }
    }

    private static byte[] line(Request request) {
        byte[] json = Json.bytes(request);
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    /** Ends the connection at once, and with it a {@link #receive} or {@link #send} that waits. */
    @Override
    public void close() {
        closeQuietly(socket);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // The connection is given up anyway, and the socket is gone whether it closed in order or not.
        }
    }
}
