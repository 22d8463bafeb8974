package lanchat.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** By which network cards rooms are announced and looked for. */
final class CardsTest {
    @Test
    void eachCardOfPeopleIsUsedOnceAndTheOthersAreNamed() throws Exception {
        Cards cards = Cards.of(
                List.of(
                        at("lo", "127.0.0.1"),
                        at("docker0", "172.17.0.1"),
                        at("wlan0", "fd00::7"),
                        at("wlan0", "192.168.1.7"),
                        at("eth0", "192.168.1.5"),
                        at("tun0", "10.8.0.2"),
                        at("wwan0", "10.64.3.4"),
                        at("eth1", "fe80::1")),
                network -> !network.equals("wwan0"));

        assertEquals(
                List.of("eth0 (192.168.1.5)", "wlan0 (192.168.1.7)"),
                cards.used().stream().map(Cards.Card::toString).sorted().toList());
        assertEquals(
                List.of("docker0 (Docker)", "eth1 (no address)", "tun0 (VPN)", "wwan0 (no multicast)"),
                cards.skipped().stream().sorted().toList());
    }

    @Test
    void twoMachinesOnOneCableHaveLinkLocalAddresses() throws Exception {
        Cards cards = Cards.of(List.of(at("eth0", "fe80::1"), at("eth0", "169.254.7.7")), network -> true);

        assertEquals("eth0 (169.254.7.7)", cards.toString());
    }

    @Test
    void aCardThatIsDownOrLoopbackIsNone() throws Exception {
        NetworkAddress down = new NetworkAddress("eth0", "eth0", address("192.168.1.5"), false, false);

        assertEquals(
                "no network card",
                Cards.of(List.of(down, at("lo", "::1")), network -> true).toString());
    }

    @Test
    void aCardThatSomebodyHasChosenIsUsedWhateverItIs() {
        assertEquals(
                InetAddress.getLoopbackAddress(),
                Cards.only(InetAddress.getLoopbackAddress()).used().get(0).address());
    }

    @Test
    void anAddressOfAnotherMachineIsNoCard() throws Exception {
        assertEquals(List.of(), Cards.only(address("203.0.113.77")).used());
    }

    private static NetworkAddress at(String network, String address) throws UnknownHostException {
        return new NetworkAddress(network, network, address(address), true, false);
    }

    private static InetAddress address(String address) throws UnknownHostException {
        return InetAddress.getAllByName(address)[0];
    }
}
