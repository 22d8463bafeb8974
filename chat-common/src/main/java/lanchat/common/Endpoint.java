package lanchat.common;

import java.net.IDN;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a server listens or is looked for, as people type it. Names are looked up only by {@link #resolve()} and {@link
 * #resolveAll()}.
 *
 * @param host an IPv4 address, an IPv6 address without brackets (a scope like {@code %eth0} may follow), or a name
 * @param port 0 to 65535
 */
public record Endpoint(String host, int port) {
    private static final String ANY_ADDRESS = "0.0.0.0";

    /**
     * Where a server listens: {@code [ADDRESS [PORT]]}. Without words that is every address and the usual port; a lone
     * number is the port, and port 0 means any free one.
     *
     * @throws RefusedException with a sentence that names what was typed
     */
    public static Endpoint forServer(List<String> words) throws RefusedException {
        if (words.isEmpty()) {
            return new Endpoint(ANY_ADDRESS, Wire.DEFAULT_PORT);
        }
        if (words.size() == 1 && TypedAddress.isNumber(words.get(0))) {
            return new Endpoint(ANY_ADDRESS, TypedAddress.port(words.get(0), 0));
        }
        return TypedAddress.endpoint(words, 0);
    }

    /**
     * Where a client finds its server: {@code ADDRESS [PORT]}, {@code host:port} or {@code [v6]:port}.
     *
     * @throws RefusedException with a sentence that names what was typed
     */
    public static Endpoint forClient(List<String> words) throws RefusedException {
        if (words.isEmpty()) {
            throw new Refusal("bad_address", "Which server? Type its address, for example 192.168.1.5 8081.")
                    .asException();
        }
        return TypedAddress.endpoint(words, 1);
    }

    /** The first address the host has. */
    public InetSocketAddress resolve() throws UnknownHostException {
        return resolveAll().get(0);
    }

    /** Every address the host has, in the order the system prefers; at least one. */
    public List<InetSocketAddress> resolveAll() throws UnknownHostException {
        List<InetSocketAddress> found = new ArrayList<>();
        // What turns other letters into ASCII takes its time to load.
        String asked = StandardCharsets.US_ASCII.newEncoder().canEncode(host) ? host : IDN.toASCII(host);
        for (InetAddress address : InetAddress.getAllByName(asked)) {
            found.add(new InetSocketAddress(address, port));
        }
        return List.copyOf(found);
    }

    /** {@code host:port}, with brackets around an IPv6 address. */
    @Override
    public String toString() {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }
}
