package lanchat.common;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The network cards by which rooms are announced and looked for: each that is up and belongs to a network of people, with
 * one address. Immutable.
 *
 * @param used the cards, the likeliest first
 * @param skipped the others that are up, each with the reason, for people to read
 */
public record Cards(List<Card> used, List<String> skipped) {
    /**
     * A card and the address it is used with.
     *
     * @param network the interface's name
     * @param address one of its addresses
     */
    public record Card(String network, InetAddress address) {
        /** For people: {@code eth0 (192.168.1.5)}. */
        @Override
        public String toString() {
            return network + " (" + NetworkAddress.typed(address) + ")";
        }
    }

    /** Of unchanging lists. */
    public Cards {
        used = List.copyOf(used);
        skipped = List.copyOf(skipped);
    }

    /**
     * Those of this machine, as they are now.
     *
     * @throws SocketException when the system does not tell
     */
    public static Cards now() throws SocketException {
        return of(NetworkAddress.all(), Cards::canMulticast);
    }

    /**
     * Those among these.
     *
     * @param mine all addresses of this machine
     * @param canMulticast whether the interface of this name takes part in multicast at all
     */
    static Cards of(List<NetworkAddress> mine, Predicate<String> canMulticast) {
        Map<String, List<NetworkAddress>> cards = new LinkedHashMap<>();
        mine.stream()
                .filter(one -> one.up() && !one.address().isLoopbackAddress())
                .sorted(Comparator.comparingInt(NetworkAddress::rank))
                .forEach(one -> cards.computeIfAbsent(one.network(), network -> new ArrayList<>())
                        .add(one));
        List<Card> used = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        cards.forEach((network, addresses) -> {
            String apart = addresses.get(0).whyApart();
            NetworkAddress best = best(addresses);
            if (apart != null) {
                skipped.add(network + " (" + apart + ")");
            } else if (!canMulticast.test(network)) {
                skipped.add(network + " (no multicast)");
            } else if (best == null) {
                skipped.add(network + " (no address)");
            } else {
                used.add(new Card(network, best.address()));
            }
        });
        return new Cards(used, skipped);
    }

    /** The card with this address, whatever else speaks against it: somebody has chosen it. */
    public static Cards only(InetAddress address) {
        try {
            NetworkInterface card = NetworkInterface.getByInetAddress(address);
            return card == null
                    ? new Cards(List.of(), List.of())
                    : new Cards(List.of(new Card(card.getName(), address)), List.of());
        } catch (SocketException untold) {
            return new Cards(List.of(), List.of());
        }
    }

    /** Which are used and which not, for people: {@code eth0 (192.168.1.5), not docker0 (Docker)}. */
    @Override
    public String toString() {
        String all = used.isEmpty()
                ? "no network card"
                : used.stream().map(Card::toString).collect(Collectors.joining(", "));
        return skipped.isEmpty() ? all : all + ", not " + String.join(", ", skipped);
    }

    /** Mostly everybody has IPv4; two machines on one cable have nothing but 169.254 addresses. */
    private static @Nullable NetworkAddress best(List<NetworkAddress> addresses) {
        for (NetworkAddress one : addresses) {
            if (one.reachesOthers()) {
                return one;
            }
        }
        for (NetworkAddress one : addresses) {
            if (one.address() instanceof Inet4Address) {
                return one;
            }
        }
        return null;
    }

    private static boolean canMulticast(String network) {
        try {
            NetworkInterface card = NetworkInterface.getByName(network);
            return card != null && card.supportsMulticast();
        } catch (SocketException gone) {
            return false;
        }
    }
}
