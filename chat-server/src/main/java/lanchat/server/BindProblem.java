package lanchat.server;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import lanchat.common.NetworkAddress;
import lanchat.common.Wire;
import org.jspecify.annotations.Nullable;

/** Why the server could not take its address and port, as one sentence that says what to do. Any thread may ask. */
final class BindProblem {
    private static final int FIRST_FREE_FOR_ALL_PORT = 1024;
    private static final int PORTS_TRIED = 20;
    private static final int HIGHEST_PORT = 65535;

    /** What there is to tell apart. */
    enum Cause {
        PORT_IN_USE,
        NO_RIGHT,
        NOT_THIS_MACHINE,
        NO_SUCH_FAMILY,
        OTHER
    }

    private BindProblem() {}

    /** The sentence for a host that leads to no address. */
    static String unknownHost(String host) {
        int scope = host.indexOf('%');
        return scope >= 0
                ? "This machine has no network interface called " + host.substring(scope + 1) + ", as in " + host
                        + ": leave the address out to listen on all of them."
                : "No address is known for the name " + host
                        + ": check its spelling, or leave it out to listen on all addresses of this machine.";
    }

    /** Why listening there could not help anybody, though the system would allow it; null where it could. */
    static @Nullable String uselessAddress(InetAddress address, List<NetworkAddress> mine) {
        boolean forMany = address.isMulticastAddress() || "255.255.255.255".equals(address.getHostAddress());
        return forMany ? sentence(Cause.NOT_THIS_MACHINE, "", new InetSocketAddress(address, 0), mine, null) : null;
    }

    /**
     * The sentence for what {@link ListeningSocket#at} threw.
     *
     * @param asked where it was to listen
     * @param mine all addresses of this machine
     */
    static String sentence(IOException problem, InetSocketAddress asked, List<NetworkAddress> mine) {
        Cause cause = cause(problem, asked);
        Integer free = cause == Cause.PORT_IN_USE || cause == Cause.NO_RIGHT ? freePort(asked) : null;
        String reason = problem.getMessage() == null ? problem.toString() : problem.getMessage();
        return sentence(cause, reason, asked, mine, free);
    }

    /** The sentence for a cause; {@code free} is a port that can be had, if one was found. */
    static String sentence(
            Cause cause, String reason, InetSocketAddress asked, List<NetworkAddress> mine, @Nullable Integer free) {
        String address = NetworkAddress.typed(asked.getAddress());
        int port = asked.getPort();
        String owner = WaysIn.usualOwner(port);
        String instead = free == null ? "" : " Take a free one: " + WaysIn.serverCommand(address, free);
        return switch (cause) {
            case PORT_IN_USE ->
                "Port " + port + " is in use already, "
                        + (owner == null
                                ? "by another program or by a chat server that is still running."
                                : "for " + owner + " lives there.")
                        + instead;
            case NO_RIGHT ->
                port < FIRST_FREE_FOR_ALL_PORT
                        ? "You have no right to port " + port + ": those below 1024 are the administrator's"
                                + (owner == null ? openedOnLinux(port) : ", and " + owner + " lives there.")
                                + instead
                        : "This machine does not let you have port " + port + ": " + reason + "." + instead;
            case NOT_THIS_MACHINE ->
                address + " is not an address of this machine. It has " + listed(mine)
                        + "; leave the address out to listen on all of them.";
            case NO_SUCH_FAMILY ->
                address + " is of a kind that Java can't use on this machine now. It has " + listed(mine)
                        + "; leave the address out to listen on all of them.";
            case OTHER -> "Can't listen on " + address + ", port " + port + ": " + reason + ".";
        };
    }

    /** What went wrong, by the exception's type, the system's words for it, and, where those are unknown, by trying. */
    static Cause cause(IOException problem, InetSocketAddress asked) {
        String words = String.valueOf(problem.getMessage()).toLowerCase(Locale.ROOT);
        if (words.contains("family") || words.contains("address type")) {
            return Cause.NO_SUCH_FAMILY;
        } else if (words.contains("in use")) {
            return Cause.PORT_IN_USE;
        } else if (words.contains("permission") || words.contains("access")) {
            return Cause.NO_RIGHT;
        } else if (words.contains("assign requested address")) {
            return Cause.NOT_THIS_MACHINE;
        } else if (problem instanceof BindException) {
            // The system's words may be in any language.
            if (!canBeHad(asked.getAddress(), 0)) {
                return Cause.NOT_THIS_MACHINE;
            }
            return asked.getPort() < FIRST_FREE_FOR_ALL_PORT ? Cause.NO_RIGHT : Cause.PORT_IN_USE;
        }
        return Cause.OTHER;
    }

    /** A port at the same address that could be had a moment ago; null if none was found. */
    static @Nullable Integer freePort(InetSocketAddress asked) {
        int next = asked.getPort() + 1;
        int first = next <= FIRST_FREE_FOR_ALL_PORT || next > HIGHEST_PORT ? Wire.DEFAULT_PORT : next;
        for (int port = first; port < first + PORTS_TRIED && port <= HIGHEST_PORT; port++) {
            if (canBeHad(asked.getAddress(), port)) {
                return port;
            }
        }
        return null;
    }

    private static String openedOnLinux(int port) {
        return " (on Linux, sudo sysctl net.ipv4.ip_unprivileged_port_start=" + port
                + " opens this and higher ones to everybody).";
    }

    private static boolean canBeHad(InetAddress address, int port) {
        try (ServerSocket trial = new ServerSocket()) {
            trial.bind(new InetSocketAddress(address, port));
            return true;
        } catch (IOException taken) {
            return false; // That is the answer that was asked for.
        }
    }

    private static String listed(List<NetworkAddress> mine) {
        String all = mine.stream()
                .filter(one -> one.up() && !one.address().isLinkLocalAddress())
                .sorted(Comparator.comparingInt(NetworkAddress::rank))
                .map(NetworkAddress::typed)
                .distinct()
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? "none just now" : all;
    }
}
