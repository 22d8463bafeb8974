package lanchat.common;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An address this machine has, and what is known of the network interface that has it. Immutable.
 *
 * @param network the interface's name, for example {@code eth0}
 * @param description the interface's name for people; on Windows the only telling one
 * @param address the address
 * @param up whether the interface is up
 * @param wsl whether this machine is a WSL2 guest, which others reach only through Windows
 */
public record NetworkAddress(String network, String description, InetAddress address, boolean up, boolean wsl) {
    private static final Path KERNEL_VERSION = Path.of("/proc/version");

    private static final List<String> DOCKER = List.of("docker", "br-", "veth");
    private static final List<String> VPN = List.of("tun", "tap", "wg", "utun", "ppp", "tailscale", "zt");
    private static final List<String> VIRTUAL_MACHINE = List.of("virbr", "vboxnet", "vmnet");

    private static final List<String> VPN_WORDS =
            List.of("wireguard", "openvpn", "tap-windows", "tailscale", "zerotier", "vpn");
    private static final List<String> VIRTUAL_MACHINE_WORDS = List.of("hyper-v", "virtualbox", "vmware");

    /**
     * All addresses of this machine, as they are now: the one place that asks.
     *
     * @throws SocketException when the system does not tell
     */
    public static List<NetworkAddress> all() throws SocketException {
        boolean wsl = isWsl();
        List<NetworkAddress> found = new ArrayList<>();
        for (NetworkInterface one : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            String description = one.getDisplayName() == null ? one.getName() : one.getDisplayName();
            for (InetAddress address : Collections.list(one.getInetAddresses())) {
                found.add(new NetworkAddress(one.getName(), description, address, one.isUp(), wsl));
            }
        }
        return found;
    }

    /** Whether another machine could use the address, as far as the address itself tells. */
    public boolean reachesOthers() {
        return up && !address.isLoopbackAddress() && !address.isLinkLocalAddress() && !address.isAnyLocalAddress();
    }

    /** Why friends will probably not get here by this address; null where nothing speaks against it. */
    public @Nullable String whyUnlikely() {
        String apart = whyApart();
        return apart == null && wsl ? "WSL2, hidden behind Windows" : apart;
    }

    /** What the interface belongs to that is no network of friends: Docker, a VPN; null where it is an ordinary one. */
    public @Nullable String whyApart() {
        String words = description.toLowerCase(Locale.ROOT);
        if (begins(DOCKER)) {
            return "Docker";
        } else if (begins(VPN) || VPN_WORDS.stream().anyMatch(words::contains)) {
            return "VPN";
        } else if (begins(VIRTUAL_MACHINE) || VIRTUAL_MACHINE_WORDS.stream().anyMatch(words::contains)) {
            return "virtual machines only";
        }
        return null;
    }

    /** The place of the address among others: the smaller, the more likely it is the one friends can use. */
    public int rank() {
        int kind = !(address instanceof Inet4Address) ? 2 : address.isSiteLocalAddress() ? 0 : 1;
        return whyUnlikely() == null ? kind : kind + 3;
    }

    /** The address as people type it. */
    public String typed() {
        return typed(address);
    }

    /** The address as people type it: IPv6 in its short form, with a scope only where it means nothing without. */
    public static String typed(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        String full = address.getHostAddress();
        int scope = full.indexOf('%');
        String shortForm = shortened((scope < 0 ? full : full.substring(0, scope)).split(":", -1));
        return scope >= 0 && address.isLinkLocalAddress() ? shortForm + full.substring(scope) : shortForm;
    }

    /** Leaves out the longest run of zeroes, the first of equal ones, as RFC 5952 asks. */
    private static String shortened(String[] groups) {
        int longestFrom = -1;
        int longest = 1;
        for (int from = 0; from < groups.length; from++) {
            int to = from;
            while (to < groups.length && groups[to].equals("0")) {
                to++;
            }
            if (to - from > longest) {
                longestFrom = from;
                longest = to - from;
            }
        }
        if (longestFrom < 0) {
            return String.join(":", groups);
        }
        List<String> all = List.of(groups);
        return String.join(":", all.subList(0, longestFrom)) + "::"
                + String.join(":", all.subList(longestFrom + longest, all.size()));
    }

    private boolean begins(List<String> prefixes) {
        return prefixes.stream().anyMatch(network::startsWith);
    }

    private static boolean isWsl() {
        try {
            String version = Files.readString(KERNEL_VERSION, StandardCharsets.ISO_8859_1);
            return version.toLowerCase(Locale.ROOT).contains("microsoft");
        } catch (IOException notLinux) {
            return false; // Only Linux has the file, and WSL2 is one.
        }
    }
}
