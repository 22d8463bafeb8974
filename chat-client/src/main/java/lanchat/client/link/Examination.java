package lanchat.client.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import lanchat.client.link.KnownServers.Known;
import lanchat.common.Endpoint;
import lanchat.common.Fingerprint;
import lanchat.common.Keytool;
import lanchat.common.LineInput;
import lanchat.common.Reply;
import org.jspecify.annotations.Nullable;

/**
 * Goes the way to a server step by step, as a client does, and leaves no trace: it does not come in, remembers nothing and
 * shows no key. For one thread.
 */
public final class Examination {
    private static final int CONNECT_MILLIS = 7_500;
    private static final int FIRST_ANSWER_MILLIS = 10_000;
    private static final int TRY_MILLIS = 1_000;

    /**
     * A server that would have let us ask for a name.
     *
     * @param program what it calls itself
     * @param asksPassword whether it asks for a password
     * @param key its key
     * @param known whether its room has been met with this key before
     */
    public record Found(String program, boolean asksPassword, Fingerprint key, boolean known) {}

    private final Endpoint server;
    private final @Nullable Path home;

    /**
     * Of the way to this server.
     *
     * @param home where the keys of rooms are remembered; null for nowhere
     */
    public Examination(Endpoint server, @Nullable Path home) {
        this.server = server;
        this.home = home;
    }

    /** The first step: the addresses behind the name. */
    public List<InetSocketAddress> lookUp() throws ConnectProblem {
        try {
            return server.resolveAll();
        } catch (UnknownHostException e) {
            throw ConnectProblem.unknownHost(server);
        }
    }

    /** The second step, alone: whether one of the addresses takes a connection, and which. */
    public InetSocketAddress connect(List<InetSocketAddress> addresses) throws ConnectProblem {
        ConnectProblem problem = ConnectProblem.unknownHost(server);
        for (InetSocketAddress address : addresses) {
            try (Socket socket = new Socket()) {
                socket.connect(address, CONNECT_MILLIS);
                return address;
            } catch (IOException e) {
                problem = problem.orNearer(ConnectProblem.whileConnecting(server, e, CONNECT_MILLIS));
            }
        }
        throw problem;
    }

    /** Whether anything listens there at once; for a guess at what is wrong. */
    public static boolean listens(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, TRY_MILLIS);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    /** The last steps: encrypts, hears who answers, and compares the key with the one that the room had before. */
    public Found meet(InetSocketAddress address, String program) throws ConnectProblem {
        ClientTls tls = new ClientTls(null, new ClientKey(null, new Keytool()));
        tls.awaitReady();
        try (EarlySocket socket = new EarlySocket()) {
            socket.connect(address, CONNECT_MILLIS);
            Carrier carrier = tls.over(socket, server);
            carrier.out().write(ServerLink.greeting(program));
            LineInput in = new LineInput(carrier.in(), telnet -> {});
            Reply.Server introduction = new FirstAnswer(server, socket, in, FIRST_ANSWER_MILLIS).read();
            Fingerprint key = carrier.key();
            if (key == null) {
                throw new IllegalStateException("TLS without a key");
            }
            boolean known = isKnown(introduction.room(), key);
            return new Found(introduction.program(), introduction.asksPassword(), key, known);
        } catch (IOException e) {
            throw ConnectProblem.hungUp(server);
        }
    }

    private boolean isKnown(String room, Fingerprint key) throws ConnectProblem {
        List<Known> all;
        try {
            all = new KnownServers(home == null ? null : home.resolve("client")).all();
        } catch (IOException unreadable) {
            return false; // Then a client would not compare it either, and says so.
        }
        for (Known one : all) {
            if (one.room().equals(room)) {
                if (!one.key().equals(key)) {
                    throw ConnectProblem.otherKey(server, one.key(), one.since(), key);
                }
                return true;
            }
        }
        return false;
    }
}
