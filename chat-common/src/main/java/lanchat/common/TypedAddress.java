package lanchat.common;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads address and port from words. Java's own reading is too kind: it takes 192.168.5 for 192.168.0.5. */
final class TypedAddress {
    private static final int MAX_PORT = 65535;
    private static final int MAX_HOST_CHARS = 253;
    private static final int MAX_SHOWN_CHARS = 60;

    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final Pattern ONLY_DIGITS_AND_DOTS = Pattern.compile("[0-9.]+");
    private static final Pattern FOUR_PARTS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("([0-9a-fA-F:.]+)(%[0-9A-Za-z_.-]+)?");
    private static final Pattern LABEL = Pattern.compile("[\\p{L}\\p{M}\\p{Nd}_]([\\p{L}\\p{M}\\p{Nd}_-]*)");

    private TypedAddress() {}

    static Endpoint endpoint(List<String> words, int lowestPort) throws RefusedException {
        if (words.size() > 2) {
            throw badAddress(
                    String.join(" ", words), "is more than an address and a port, like 192.168.1.5 " + usualPort());
        }
        String typed = words.get(0);
        if (typed.contains("://")) {
            throw badAddress(typed, "is a web address. Leave out everything before and after the address itself");
        }
        String host = hostPart(typed);
        String behind = typed.substring(bracketed(typed) ? host.length() + 2 : host.length());
        if (!behind.isEmpty() && words.size() == 2) {
            throw badPort(String.join(" ", words), "has two ports", lowestPort);
        }
        int port = Wire.DEFAULT_PORT;
        if (words.size() == 2) {
            port = port(words.get(1), lowestPort);
        } else if (!behind.isEmpty()) {
            port = port(behind.substring(1), lowestPort);
        }
        return new Endpoint(host(host, typed), port);
    }

    static boolean isNumber(String word) {
        return NUMBER.matcher(word).matches();
    }

    static int port(String typed, int lowest) throws RefusedException {
        // More digits than any port has would overflow; leading zeros are nobody's port.
        if (!isNumber(typed) || typed.length() > 5) {
            throw badPort(typed, "is not a port", lowest);
        }
        int port = Integer.parseInt(typed);
        if (port < lowest || port > MAX_PORT) {
            throw badPort(typed, "is not a port", lowest);
        }
        return port;
    }

    private static boolean bracketed(String typed) {
        return typed.startsWith("[");
    }

    /** What stands before the port, without brackets; an IPv6 address without brackets has no port behind it. */
    private static String hostPart(String typed) throws RefusedException {
        if (bracketed(typed)) {
            int closing = typed.indexOf(']');
            boolean end = closing == typed.length() - 1;
            if (closing < 0 || typed.indexOf(':') > closing || !(end || typed.charAt(closing + 1) == ':')) {
                throw badAddress(typed, "is not an address. In brackets stands an IPv6 address, like [::1]:8081");
            }
            return typed.substring(1, closing);
        }
        int colon = typed.indexOf(':');
        return colon >= 0 && colon == typed.lastIndexOf(':') ? typed.substring(0, colon) : typed;
    }

    private static String host(String host, String typed) throws RefusedException {
        if (host.indexOf(':') >= 0) {
            if (isIpv6(host)) {
                return host;
            }
            throw badAddress(typed, "is not an IPv6 address, like ::1 or fe80::1%eth0");
        }
        if (ONLY_DIGITS_AND_DOTS.matcher(host).matches() && !bracketed(typed)) {
            return ipv4(host, typed);
        }
        if (bracketed(typed) || !isHostName(host)) {
            throw badAddress(typed, "is not an address, like 192.168.1.5, nor the name of a machine");
        }
        return host;
    }

    private static String ipv4(String host, String typed) throws RefusedException {
        boolean good = FOUR_PARTS.matcher(host).matches()
                && Stream.of(host.split("\\.", -1)).allMatch(part -> Integer.parseInt(part) <= 255);
        if (!good) {
            throw badAddress(typed, "is not an address: it takes four numbers from 0 to 255, like 192.168.1.5");
        }
        // 010 means eight to some programs, so no zeros are passed on.
        return Stream.of(host.split("\\.", -1))
                .map(part -> Integer.toString(Integer.parseInt(part)))
                .collect(Collectors.joining("."));
    }

    private static boolean isIpv6(String host) {
        var parts = IPV6.matcher(host);
        if (!parts.matches()) {
            return false;
        }
        try {
            // Brackets make sure that nothing is looked up. The scope is left out: it is for resolving to find.
            return InetAddress.getByName("[" + parts.group(1) + "]") != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean isHostName(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (name.length() > MAX_HOST_CHARS
                || !Stream.of(name.split("\\.", -1))
                        .allMatch(label -> LABEL.matcher(label).matches())) {
            return false;
        }
        try {
            return !IDN.toASCII(name).isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String usualPort() {
        return Integer.toString(Wire.DEFAULT_PORT);
    }

    private static RefusedException badAddress(String typed, String what) {
        return new Refusal("bad_address", shown(typed) + " " + what + ".").asException();
    }

    private static RefusedException badPort(String typed, String what, int lowest) {
        return new Refusal(
                        "bad_port",
                        shown(typed) + " " + what + ": a port is a number from " + lowest + " to " + MAX_PORT
                                + ", usually " + usualPort() + ".")
                .asException();
    }

    private static String shown(String typed) {
        String clean = CleanText.line(typed);
        if (clean.isBlank()) {
            return "\"" + clean + "\"";
        }
        return clean.length() <= MAX_SHOWN_CHARS ? clean : clean.substring(0, MAX_SHOWN_CHARS) + "...";
    }
}
