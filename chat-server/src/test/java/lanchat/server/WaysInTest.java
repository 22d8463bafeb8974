package lanchat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import lanchat.common.NetworkAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WaysInTest {
    private static final NetworkAddress LOOPBACK = on("lo", "127.0.0.1");
    private static final NetworkAddress HOME = on("wlan0", "192.168.1.5");

    @Test
    void friendsAreToldTheWordsForClientAndForNc() {
        assertEquals(
                List.of(
                        "Listening on 0.0.0.0:8081. Friends on your network join with one of these:",
                        "  java -jar chat-client.jar 192.168.1.5 8081   or   nc 192.168.1.5 8081"),
                lines(address("0.0.0.0"), 8081, List.of(LOOPBACK, HOME)));
    }

    @Test
    void privateIpv4ComesFirstThenOtherIpv4ThenIpv6() {
        List<String> lines =
                lines(address("0.0.0.0"), 8081, List.of(on("eth0", "2001:db8::5"), on("eth0", "198.51.100.4"), HOME));

        assertEquals(List.of("192.168.1.5", "198.51.100.4", "2001:db8::5"), addresses(lines));
    }

    @Test
    void atMostThreeAddressesAndSixLinesAreShown() {
        List<NetworkAddress> many =
                List.of(on("eth0", "10.0.0.1"), on("eth1", "10.0.0.2"), on("eth2", "10.0.0.3"), on("eth3", "10.0.0.4"));

        List<String> lines = lines(address("::"), 8081, many);

        assertEquals(List.of("10.0.0.1", "10.0.0.2", "10.0.0.3"), addresses(lines));
        assertTrue(lines.size() <= 6);
    }

    @Test
    void thePageIsAtTheLikeliestAddress() {
        String page =
                WaysIn.page(address("0.0.0.0"), 8081, List.of(LOOPBACK, on("docker0", "172.17.0.1"), HOME), false);
        String chosen = WaysIn.page(address("fd00::5"), 9000, List.of(HOME), true);

        assertTrue(String.valueOf(page).endsWith(" at http://192.168.1.5:8081"), page);
        assertTrue(String.valueOf(chosen).endsWith(" at https://[fd00::5]:9000"), chosen);
    }

    @Test
    void whereNobodyElseGetsThereIsNoPageToName() {
        assertNull(WaysIn.page(address("127.0.0.1"), 8081, List.of(HOME), false));
        assertNull(WaysIn.page(address("0.0.0.0"), 8081, List.of(LOOPBACK), false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker0", "br-12ab", "veth9", "tun0", "tap0", "wg0", "utun3", "ppp0", "tailscale0", "zt7"})
    void unlikelyAddressesComeLastAndAreMarked(String network) {
        List<String> lines =
                lines(address("0.0.0.0"), 8081, List.of(on(network, "10.0.0.1"), on("eth0", "2001:db8::5"), HOME));

        assertEquals(List.of("192.168.1.5", "2001:db8::5", "10.0.0.1"), addresses(lines));
        assertEquals(List.of(false, false, true), marked(lines));
    }

    @Test
    void insideWsl2EveryAddressIsUnlikely() {
        NetworkAddress hidden = new NetworkAddress("eth0", "eth0", address("172.20.1.2"), true, true);

        assertEquals(List.of(true), marked(lines(address("0.0.0.0"), 8081, List.of(hidden))));
    }

    @Test
    void addressesNobodyElseCanUseAreLeftOut() {
        NetworkAddress down = new NetworkAddress("eth1", "eth1", address("192.168.2.2"), false, false);

        List<String> lines = lines(
                address("0.0.0.0"),
                8081,
                List.of(LOOPBACK, down, on("eth0", "169.254.3.3"), on("eth0", "fe80::1"), HOME));

        assertEquals(List.of("192.168.1.5"), addresses(lines));
    }

    @Test
    void aMachineWithoutNetworkIsToldSo() {
        List<String> lines = lines(address("0.0.0.0"), 8081, List.of(LOOPBACK));

        assertTrue(lines.get(0).contains("no network"), lines.toString());
        assertEquals(List.of("127.0.0.1"), addresses(lines));
    }

    @Test
    void aServerOnOneAddressNamesOnlyThatOne() {
        List<String> lines = lines(address("10.1.2.3"), 9000, List.of(HOME, on("tun0", "10.1.2.3")));

        assertTrue(lines.get(0).startsWith("Listening on 10.1.2.3:9000. "), lines.toString());
        assertEquals(List.of("10.1.2.3"), addresses(lines));
        assertEquals(List.of(true), marked(lines));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.1.1", "::1"})
    void onLoopbackOnlyThisMachineCanJoinAndTheWayOutIsNamed(String loopback) {
        List<String> lines = lines(address(loopback), 9000, List.of(HOME));

        assertTrue(lines.get(0).contains("Only this machine"), lines.toString());
        assertEquals(List.of(loopback), addresses(lines));
        assertTrue(lines.get(2).endsWith("java -jar chat-server.jar 9000"), lines.toString());
    }

    @Test
    void anIpv6AddressIsInBracketsBeforeItsPort() {
        assertTrue(lines(address("::1"), 9000, List.of()).get(0).startsWith("Listening on [::1]:9000."));
    }

    @Test
    void portsWhereSomethingElseIsExpectedAreWarnedOf() {
        assertTrue(String.valueOf(WaysIn.warning(22)).contains("ssh"));
        assertTrue(String.valueOf(WaysIn.warning(80)).contains("HTTP"));
        assertNotNull(WaysIn.warning(443));
        assertNull(WaysIn.warning(8081));
    }

    @Test
    void whereNcIsShownOutNcatIsNamedInstead() {
        List<String> lines = WaysIn.lines(address("10.1.2.3"), 9000, List.of(HOME), true);

        assertTrue(lines.get(1).endsWith("   or   ncat --ssl 10.1.2.3 9000"), lines.toString());
    }

    private static List<String> lines(InetAddress asked, int port, List<NetworkAddress> mine) {
        return WaysIn.lines(asked, port, mine, false);
    }

    private static List<String> addresses(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("  java -jar chat-client.jar "))
                .map(line -> line.replaceAll("^  java -jar chat-client.jar ([^ ]+) .*$", "$1"))
                .toList();
    }

    private static List<Boolean> marked(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("  "))
                .map(line -> line.contains("(unlikely: "))
                .toList();
    }

    private static NetworkAddress on(String network, String address) {
        return new NetworkAddress(network, network, address(address), true, false);
    }

    private static InetAddress address(String typed) {
        try {
            return InetAddress.getByName(typed);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
