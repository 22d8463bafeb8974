package lanchat.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NetworkAddressTest {
    @ParameterizedTest
    @CsvSource({
        "192.168.1.5, 192.168.1.5",
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "fd00:0:0:0:0:0:0:0, fd00::",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8"
    })
    void addressesAreShownAsPeopleTypeThem(String address, String typed) throws Exception {
        assertEquals(typed, NetworkAddress.typed(InetAddress.getByName(address)));
    }

    @Test
    void aScopeIsShownOnlyWhereTheAddressMeansNothingWithout() throws Exception {
        assertEquals("fe80::1%3", NetworkAddress.typed(scoped("fe80::1")));
        assertEquals("fd00::1", NetworkAddress.typed(scoped("fd00::1")));
    }

    @ParameterizedTest
    @CsvSource({
        "Hyper-V Virtual Ethernet Adapter, virtual machines only",
        "VirtualBox Host-Only Ethernet Adapter, virtual machines only",
        "WireGuard Tunnel, VPN",
        "TAP-Windows Adapter V9, VPN"
    })
    void windowsTellsByTheDescription(String description, String reason) throws Exception {
        InetAddress address = InetAddress.getByName("192.168.56.1");

        assertEquals(reason, new NetworkAddress("eth7", description, address, true, false).whyUnlikely());
    }

    @Test
    void theLoopbackAddressIsAmongThoseOfThisMachine() throws Exception {
        assertTrue(NetworkAddress.all().stream()
                .anyMatch(one -> one.up() && one.address().isLoopbackAddress()));
    }

    private static InetAddress scoped(String address) throws Exception {
        return Inet6Address.getByAddress(null, InetAddress.getByName(address).getAddress(), 3);
    }
}
