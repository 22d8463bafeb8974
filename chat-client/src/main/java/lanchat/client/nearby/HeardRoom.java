package lanchat.client.nearby;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import lanchat.common.CleanText;
import lanchat.common.Endpoint;
import lanchat.common.NetworkAddress;
import org.jspecify.annotations.Nullable;

/**
 * A room as somebody on the network has announced it. Anybody can announce anything: all of it is clean, and none of it is
 * believed.
 *
 * @param name what it is called there
 * @param id the room's id; empty where it says none
 * @param addresses where it is said to be, the likeliest first; at least one
 * @param port its port
 * @param asksPassword whether it is said to ask for a password
 */
public record HeardRoom(String name, String id, List<String> addresses, int port, boolean asksPassword) {
    private static final int MOST_NAME = 80;
    private static final int MOST_ID = 64;
    private static final int MOST_ADDRESSES = 4;

    /** IPv4, which everybody has. */
    private static final Comparator<String> LIKELIEST_FIRST =
            Comparator.comparing((String address) -> address.contains(":")).thenComparing(Comparator.naturalOrder());

    /** Of an unchanging list. */
    public HeardRoom {
        addresses = List.copyOf(addresses);
    }

    /** One that was heard; null where nobody could come in by it. */
    static @Nullable HeardRoom of(
            String name, int port, InetAddress[] addresses, @Nullable String id, @Nullable String asks) {
        List<String> typed = Stream.of(addresses)
                .filter(address -> !address.isAnyLocalAddress()
                        && !address.isMulticastAddress()
                        && !address.isLoopbackAddress()
                        && !(address instanceof Inet6Address && address.isLinkLocalAddress()))
                .map(NetworkAddress::typed)
                .distinct()
                .sorted(LIKELIEST_FIRST)
                .limit(MOST_ADDRESSES)
                .toList();
        if (port < 1 || port > 65_535 || typed.isEmpty()) {
            return null;
        }
        String clean = bounded(name, MOST_NAME).strip();
        return new HeardRoom(
                clean.isEmpty() ? "a room" : clean,
                id == null ? "" : bounded(id, MOST_ID),
                typed,
                port,
                "password".equals(asks));
    }

    /** Whether both are announcements of one room: a server on two cards announces it on each. */
    boolean isSameAs(HeardRoom other) {
        return port == other.port && (id.isEmpty() ? name.equals(other.name) : id.equals(other.id));
    }

    /** One room that was heard in both ways; the same whichever came first. */
    HeardRoom with(HeardRoom other) {
        List<String> all = Stream.concat(addresses.stream(), other.addresses.stream())
                .distinct()
                .sorted(LIKELIEST_FIRST)
                .limit(MOST_ADDRESSES)
                .toList();
        return new HeardRoom(
                name.compareTo(other.name) <= 0 ? name : other.name, id, all, port, asksPassword || other.asksPassword);
    }

    /** Where to connect. */
    public Endpoint endpoint() {
        return new Endpoint(addresses.get(0), port);
    }

    /** For scripts: address, port and name with a tab between them, for a name has none. */
    public String line() {
        return addresses.get(0) + "\t" + port + "\t" + name;
    }

    private static String bounded(String text, int most) {
        String clean = CleanText.line(text);
        return clean.codePointCount(0, clean.length()) <= most
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, most)) + "...";
    }
}
