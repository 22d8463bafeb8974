package lanchat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import lanchat.common.NetworkAddress;
import org.junit.jupiter.api.Test;

final class AddressWatchTest {
    private static final NetworkAddress LOOPBACK = on("lo", "127.0.0.1");
    private static final NetworkAddress HOME = on("wlan0", "192.168.1.5");
    private static final NetworkAddress OFFICE = on("wlan0", "10.0.0.7");

    private final List<String> told = new ArrayList<>();

    @Test
    void theHostIsToldOnceThatTheAddressHasGoneAndWhatToTypeInstead() {
        AddressWatch watch = watch("192.168.1.5", LOOPBACK, HOME);

        watch.compare(List.of(LOOPBACK, HOME));
        assertEquals(List.of(), told);
        watch.compare(List.of(LOOPBACK, OFFICE));
        watch.compare(List.of(LOOPBACK, OFFICE));

        assertEquals(
                List.of("The address 192.168.1.5 is not this machine's any more: nobody can reach the room there. To be"
                        + " reached at its new address, start the server again: java -jar chat-server.jar 10.0.0.7"
                        + " 8081"),
                told);
    }

    @Test
    void anAddressThatComesBackIsTold() {
        AddressWatch watch = watch("192.168.1.5", HOME);

        watch.compare(List.of(LOOPBACK));
        watch.compare(List.of(LOOPBACK, HOME));

        assertEquals(
                List.of(
                        "The address 192.168.1.5 is not this machine's any more: nobody can reach the room there. This"
                                + " machine is in no network now.",
                        "The address 192.168.1.5 is back: friends can reach the room again."),
                told);
    }

    @Test
    void whoListensEverywhereIsToldTheNewWaysIn() {
        AddressWatch watch = watch("0.0.0.0", LOOPBACK, HOME);

        watch.compare(List.of(LOOPBACK, OFFICE));

        assertEquals(
                List.of(
                        "This machine is at another address now. Friends come in with:",
                        "java -jar chat-client.jar 10.0.0.7 8081   or   nc 10.0.0.7 8081"),
                told);
    }

    @Test
    void anAddressBesideAnotherOneIsNoNews() {
        AddressWatch watch = watch("0.0.0.0", LOOPBACK, HOME);

        watch.compare(List.of(LOOPBACK, HOME, OFFICE));
        watch.compare(List.of(LOOPBACK, HOME));

        assertEquals(List.of(), told);
    }

    @Test
    void noNetworkAndItsReturnAreToldToWhoListensEverywhere() {
        AddressWatch watch = watch("0.0.0.0", LOOPBACK, HOME);

        watch.compare(List.of(LOOPBACK));
        watch.compare(List.of(LOOPBACK));
        assertEquals(List.of("This machine is in no network any more: nobody can reach the room."), told);
        told.clear();
        watch.compare(List.of(LOOPBACK, HOME));

        assertEquals("This machine is at another address now. Friends come in with:", told.get(0));
    }

    @Test
    void loopbackStays() {
        AddressWatch watch = watch("127.0.0.1", LOOPBACK);

        watch.compare(List.of());

        assertEquals(List.of(), told);
    }

    private AddressWatch watch(String asked, NetworkAddress... mine) {
        return new AddressWatch(address(asked), 8081, false, List.of(mine), told::add);
    }

    private static NetworkAddress on(String network, String address) {
        return new NetworkAddress(network, network, address(address), true, false);
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
