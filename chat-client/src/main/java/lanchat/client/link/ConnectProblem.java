package lanchat.client.link;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.LocalDate;
import lanchat.common.CleanText;
import lanchat.common.Endpoint;
import lanchat.common.Fingerprint;
import lanchat.common.Wire;

/** Why there is no conversation with a server. */
public final class ConnectProblem extends Exception {
    private static final long serialVersionUID = 1L;

    /** What went wrong; the later, the nearer we came to a chat server. */
    public enum Cause {
        /** Nobody knows the name. */
        UNKNOWN_HOST,
        /** This machine cannot reach that address. */
        NO_ROUTE,
        /** Nothing came back. */
        TIMED_OUT,
        /** The machine is there, the port is closed. */
        NOBODY_LISTENS,
        /** Something else is at that port. */
        NO_CHAT_SERVER,
        /** A chat server, by its looks, that does not encrypt as we do. */
        NO_TLS,
        /** A chat server that would not have us, for a reason it gave. */
        TURNED_AWAY,
        /** A chat server of another version. To try again by itself would be of no use. */
        OTHER_VERSION,
        /** A server whose key is not the one it should have. To try again by itself would be wrong. */
        OTHER_KEY
    }

    private final Cause cause;
    private final String sentence;

    private ConnectProblem(Cause cause, String sentence) {
        super(sentence);
        this.cause = cause;
        this.sentence = sentence;
    }

    /** What went wrong, for programs. */
    public Cause why() {
        return cause;
    }

    /** Whether only a person can do something about it. */
    public boolean isFinal() {
        return cause == Cause.OTHER_VERSION || cause == Cause.OTHER_KEY;
    }

    /** What went wrong and what to try, for people. */
    public String sentence() {
        return sentence;
    }

    /** Of two problems with two addresses of one name, the one that came nearer to a chat server. */
    ConnectProblem orNearer(ConnectProblem other) {
        return other.cause.compareTo(cause) > 0 ? other : this;
    }

    static ConnectProblem unknownHost(Endpoint server) {
        return new ConnectProblem(
                Cause.UNKNOWN_HOST,
                "No machine is known here by the name \"" + CleanText.line(server.host())
                        + "\": check the spelling, or use its address, which the server shows when it starts.");
    }

    /** For a connection that did not come about. */
    static ConnectProblem whileConnecting(Endpoint server, IOException e, int waitedMillis) {
        if (e instanceof UnknownHostException) {
            return unknownHost(server);
        }
        if (e instanceof SocketTimeoutException) {
            return new ConnectProblem(
                    Cause.TIMED_OUT,
                    server + " has not answered within " + seconds(waitedMillis)
                            + ". Likely causes: a firewall on that machine, a guest Wi-Fi that keeps its guests"
                            + " apart, a wrong address, or the machine is off or asleep.");
        }
        if (e instanceof ConnectException) {
            return new ConnectProblem(
                    Cause.NOBODY_LISTENS,
                    "Nobody listens at " + server + ": is the chat server running there, and is " + server.port()
                            + " its port?");
        }
        String detail = e instanceof NoRouteToHostException ? "" : " (" + CleanText.line("" + e.getMessage()) + ")";
        return new ConnectProblem(
                Cause.NO_ROUTE,
                "There is no way from here to " + server.host() + detail
                        + ": are both machines on the same network, and is the address right?");
    }

    /** For a peer whose first words, of which these are the first bytes, are not a chat server's. */
    static ConnectProblem noChatServer(Endpoint server, String start) {
        return new ConnectProblem(
                Cause.NO_CHAT_SERVER,
                "What listens at " + server + " is not a chat server but " + guess(start) + ". Is " + server.port()
                        + " the right port?");
    }

    /** For a peer that ends the connection without a word. */
    static ConnectProblem hungUp(Endpoint server) {
        return new ConnectProblem(
                Cause.NO_CHAT_SERVER,
                "What listens at " + server + " has closed the connection without a word, so it is probably not a"
                        + " chat server. Is " + server.port() + " the right port?");
    }

    /** For a peer that takes the connection and then says nothing that makes sense. */
    static ConnectProblem silent(Endpoint server, int waitedMillis) {
        return new ConnectProblem(
                Cause.NO_CHAT_SERVER,
                "Something at " + server + " takes connections but has not answered as a chat server within "
                        + seconds(waitedMillis) + ": it is another program, or a chat server that hangs.");
    }

    /** For a chat server that says itself why it will not go on. */
    static ConnectProblem turnedAway(String sentence) {
        return new ConnectProblem(Cause.TURNED_AWAY, CleanText.line(sentence));
    }

    /** For a chat server of another major version: says which end to update. */
    static ConnectProblem otherVersion(Endpoint server, int version) {
        String both = "The server at " + server + " speaks version " + version + " of the chat's language, this client"
                + " version " + Wire.VERSION + ": ";
        String update = version > Wire.VERSION
                ? "please update this client (whoever runs the server has the chat-client.jar that fits)."
                : "whoever runs the server should update chat-server.jar.";
        return new ConnectProblem(Cause.OTHER_VERSION, both + update);
    }

    /** For a server that answers, and not with a handshake that we can take part in. */
    static ConnectProblem noTls(Endpoint server, String detail) {
        return new ConnectProblem(
                Cause.NO_TLS,
                "The server at " + server + " does not encrypt as this client does (" + CleanText.line(detail)
                        + "). It is probably an older chat-server: whoever runs it should update chat-server.jar. Or"
                        + " come in with --no-tls, in plain text that everybody on the way can read.");
    }

    /** For a server that has another key than the one that {@code --fingerprint} asks for. */
    static ConnectProblem notPinned(Endpoint server, Fingerprint shown) {
        return new ConnectProblem(
                Cause.OTHER_KEY,
                "WRONG KEY: the server at " + server + " does not have the key you gave with --fingerprint, but "
                        + shown.shown() + " (in words: " + shown.words() + "). Either you mistyped it, or this is"
                        + " another server, or somebody stands between you and yours. Nothing was said to it.");
    }

    /** For a room that had another key before. */
    static ConnectProblem otherKey(Endpoint server, Fingerprint before, LocalDate since, Fingerprint shown) {
        return new ConnectProblem(
                Cause.OTHER_KEY,
                "WRONG KEY: the room at " + server + " had another key since " + since + ". Either its host has given"
                        + " the server a new key (the file was lost, or the room has moved), or somebody stands between"
                        + " you and the server, who could read and change all that is said. Before: " + before.words()
                        + ". Now: " + shown.words() + ". Ask the host what /key shows there, best by voice. Only if"
                        + " that is the key of now, come again with --trust-new-key.");
    }

    private static String guess(String start) {
        if (start.startsWith("SSH-")) {
            return "an SSH server";
        }
        if (start.startsWith("HTTP/") || start.startsWith("<")) {
            return "a web server";
        }
        if (start.startsWith("\u0015\u0003") || start.startsWith("\u0016\u0003")) {
            return "a server that speaks TLS only";
        }
        if (start.startsWith("220") || start.startsWith("+OK") || start.startsWith("* OK")) {
            return "a mail or file server";
        }
        String readable = CleanText.line(start).strip();
        return readable.isEmpty() ? "another program" : "another program (it says \"" + readable + "\")";
    }

    private static String seconds(int millis) {
        return (millis + 500) / 1000 + " seconds";
    }
}
