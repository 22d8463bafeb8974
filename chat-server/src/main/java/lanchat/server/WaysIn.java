package lanchat.server;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import lanchat.common.NetworkAddress;
import org.jspecify.annotations.Nullable;

/** The exact words to type, here and on friends' machines, to get into the room. Pure: any thread may ask. */
final class WaysIn {
    private static final int MOST_SHOWN = 3;
    private static final String OWN_SCOPE = ", and with the name of their own network interface behind the %:";

    private WaysIn() {}

    /**
     * What is printed when the server is ready, at most five lines.
     *
     * @param asked the address the server was told to listen on
     * @param port the port it really listens on
     * @param mine all addresses of this machine
     * @param mustEncrypt whether nc is shown out
     */
    static List<String> lines(InetAddress asked, int port, List<NetworkAddress> mine, boolean mustEncrypt) {
        String listening = "Listening on " + hostAndPort(NetworkAddress.typed(asked), port);
        if (asked.isLoopbackAddress()) {
            return List.of(
                    listening + ". Only this machine can join, with one of these:",
                    joining(NetworkAddress.typed(asked), port, mustEncrypt, null),
                    "To let friends in, start it without an address: java -jar chat-server.jar " + port);
        }
        if (!asked.isAnyLocalAddress()) {
            return List.of(
                    listening + ". Friends on your network join with one of these"
                            + (asked.isLinkLocalAddress() && asked instanceof Inet6Address ? OWN_SCOPE : ":"),
                    joining(NetworkAddress.typed(asked), port, mustEncrypt, whyUnlikely(asked, mine)));
        }
        List<String> joining = joining(mine, port, mustEncrypt);
        if (joining.isEmpty()) {
            return List.of(
                    listening + ". This machine is in no network now, so only it can join, with one of these:",
                    joining("127.0.0.1", port, mustEncrypt, null));
        }
        List<String> lines = new ArrayList<>();
        lines.add(listening + ". Friends on your network join with one of these:");
        lines.addAll(joining);
        return lines;
    }

    /** Where friends find chat-client.jar with a browser, in a line; null where nobody else gets here. */
    static @Nullable String page(InetAddress asked, int port, List<NetworkAddress> mine, boolean mustEncrypt) {
        List<NetworkAddress> best = best(mine);
        if (asked.isLoopbackAddress() || (asked.isAnyLocalAddress() && best.isEmpty())) {
            return null;
        }
        InetAddress address = asked.isAnyLocalAddress() ? best.get(0).address() : asked;
        return "Who has no chat-client.jar finds it with a browser at " + (mustEncrypt ? "https://" : "http://")
                + hostAndPort(NetworkAddress.typed(address), port);
    }

    /** The addresses by which friends are likely to get here, the likeliest first. */
    static List<NetworkAddress> best(List<NetworkAddress> mine) {
        return mine.stream()
                .filter(NetworkAddress::reachesOthers)
                .sorted(Comparator.comparingInt(NetworkAddress::rank))
                .limit(MOST_SHOWN)
                .toList();
    }

    /** What friends type to get to these addresses. */
    static List<String> joining(List<NetworkAddress> mine, int port, boolean mustEncrypt) {
        return best(mine).stream()
                .map(one -> joining(one.typed(), port, mustEncrypt, one.whyUnlikely()))
                .toList();
    }

    /** The warning for a port at which people expect something else; null for all others. */
    static @Nullable String warning(int port) {
        String owner = usualOwner(port);
        return owner == null
                ? null
                : "Port " + port + " is where " + owner + " lives: programs that look for it will come here,"
                        + " and what wants to start there cannot. Any port from 1024 on is a quieter place.";
    }

    /** What people expect at a well-known port; null where they expect nothing. */
    static @Nullable String usualOwner(int port) {
        return switch (port) {
            case 22 -> "ssh";
            case 80 -> "HTTP";
            case 443 -> "HTTPS";
            default -> null;
        };
    }

    /** The command that starts a server there. */
    static String serverCommand(String address, int port) {
        return "java -jar chat-server.jar " + address + " " + port;
    }

    private static String joining(String address, int port, boolean mustEncrypt, @Nullable String whyUnlikely) {
        String nc = mustEncrypt ? "ncat --ssl " : "nc ";
        String words = "  java -jar chat-client.jar " + address + " " + port + "   or   " + nc + address + " " + port;
        return whyUnlikely == null ? words : words + "   (unlikely: " + whyUnlikely + ")";
    }

    private static @Nullable String whyUnlikely(InetAddress asked, List<NetworkAddress> mine) {
        return mine.stream()
                .filter(one -> one.address().equals(asked))
                .findFirst()
                .map(NetworkAddress::whyUnlikely)
                .orElse(null);
    }

    private static String hostAndPort(String host, int port) {
        return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
    }
}
