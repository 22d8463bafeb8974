package lanchat.client;

import java.util.List;
import lanchat.client.link.ConnectProblem;

/** What the doctor finds, and what to do about it: one exit code and a few lines for each. Pure. */
enum Diagnosis {
    /** The name can't be looked up. */
    NAME(10),
    /** There is no way to the address. */
    ROUTE(11),
    /** The machine is there, and nothing listens at the port. */
    REFUSED(12),
    /** Nothing comes back. */
    TIMED_OUT(13),
    /** Another program listens there. */
    SOMETHING_ELSE(14),
    /** A chat server without TLS, or with one we can't speak. */
    NO_TLS(15),
    /** The room had another key before. */
    WRONG_KEY(16),
    /** Server and client are too far apart in age. */
    VERSION(17),
    /** A chat server that takes nobody in at present. */
    TURNED_AWAY(18);

    private final int code;

    Diagnosis(int code) {
        this.code = code;
    }

    /** What the doctor exits with. */
    int code() {
        return code;
    }

    static Diagnosis of(ConnectProblem.Cause cause) {
        return switch (cause) {
            case UNKNOWN_HOST -> NAME;
            case NO_ROUTE -> ROUTE;
            case NOBODY_LISTENS -> REFUSED;
            case TIMED_OUT -> TIMED_OUT;
            case NO_CHAT_SERVER -> SOMETHING_ELSE;
            case NO_TLS -> NO_TLS;
            case OTHER_KEY -> WRONG_KEY;
            case OTHER_VERSION -> VERSION;
            case TURNED_AWAY -> TURNED_AWAY;
        };
    }

    /** What to do, a line each. */
    List<String> advice(int port) {
        return switch (this) {
            case NAME ->
                List.of(
                        "Check the spelling of the name.",
                        "Use the address instead: the server shows it when it starts, like 192.168.1.5.");
            case ROUTE ->
                List.of(
                        "Are both machines in the same network: the same Wi-Fi, or cables to the same router?",
                        "Is the address right? The server shows it when it starts; it can be another one each day.",
                        "Is the server's machine on? A firewall there can answer like this, too; this lets the chat in:",
                        "  firewalld: sudo firewall-cmd --add-port=" + port + "/tcp",
                        "  ufw:       sudo ufw allow " + port + "/tcp",
                        "Does a VPN here take all traffic? Leave it, and try again.");
            case REFUSED ->
                List.of(
                        "Is the chat server running? On its machine: java -jar chat-server.jar"
                                + (port == 8081 ? "" : " " + port),
                        "Is " + port + " its port? It says so in its first line: Listening on ...",
                        "Does that line say 127.0.0.1? Then only its own machine can join: start it without an address.");
            case TIMED_OUT ->
                List.of(
                        "Most likely a firewall on the server's machine. To let the chat through, there:",
                        "  ufw:       sudo ufw allow " + port + "/tcp",
                        "  firewalld: sudo firewall-cmd --add-port=" + port + "/tcp",
                        "  Windows:   netsh advfirewall firewall add rule name=\"lanchat\" dir=in action=allow"
                                + " protocol=TCP localport=" + port + " profile=private,domain",
                        "Is the Wi-Fi one for guests? Many keep their guests apart: use the ordinary one, or a cable.",
                        "Does the server run inside WSL2? Windows hides it: run it in Windows itself, or see README, WSL2.",
                        "Is the address right, and is that machine on and awake?");
            case SOMETHING_ELSE ->
                List.of(
                        "Is " + port + " the right port? The chat server says it in its first line.",
                        "If the chat server could not start there because of this program, give it another port:"
                                + " java -jar chat-server.jar 9000");
            case NO_TLS ->
                List.of(
                        "The server is older than this client: whoever runs it should update chat-server.jar.",
                        "Until then: --no-tls comes in without encryption, for everybody on the way to read.");
            case WRONG_KEY ->
                List.of(
                        "Ask the host, best by voice, for the six words that /key shows at the server.",
                        "If they are those of now, the host has a new key: come in once with --trust-new-key.",
                        "If not, somebody may stand between you and the server: do not come in.");
            case VERSION ->
                List.of("The newest chat-client.jar that fits is handed out by the server itself, to any browser:"
                        + " http://ADDRESS:" + port);
            case TURNED_AWAY -> List.of("It is a chat server, and it works. Try again in a moment, or ask its host.");
        };
    }
}
