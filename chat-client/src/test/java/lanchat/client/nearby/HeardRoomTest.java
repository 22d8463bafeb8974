package lanchat.client.nearby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What anybody on the network can announce, before it reaches a screen. */
final class HeardRoomTest {
    @Test
    void nothingOfItMovesACursorOrBeginsALine() throws Exception {
        HeardRoom room = heard("\u001B[2JRoom\t9\u202E\nnew\r\u0000", 8081, "\u001B]0;x\u0007id", "192.168.1.5");

        assertEquals("[2JRoom 9 new", room.name());
        assertEquals("]0;xid", room.id());
        assertEquals("192.168.1.5\t8081\t[2JRoom 9 new", room.line());
    }

    @Test
    void aNameThatIsLongOrEmptyIsBounded() throws Exception {
        assertTrue(heard("x".repeat(5_000), 1, "r", "10.0.0.1").name().length() < 100);
        assertEquals("a room", heard(" \u0007 ", 1, "r", "10.0.0.1").name());
    }

    @Test
    void whatNobodyCouldConnectToIsNoRoom() throws Exception {
        assertNull(of("x", 0, "r", "10.0.0.1"));
        assertNull(of("x", 70_000, "r", "10.0.0.1"));
        assertNull(of("x", 1, "r"));
        assertNull(of("x", 1, "r", "0.0.0.0", "224.0.0.251", "127.0.0.1", "::1", "fe80::1"));
    }

    @Test
    void ipv4ComesFirstForThatIsWhatPeopleHave() throws Exception {
        assertEquals(
                List.of("10.0.0.1", "fd00::2"),
                heard("x", 1, "r", "fd00::2", "10.0.0.1").addresses());
    }

    @Test
    void oneRoomOnTwoCardsIsOneRoom() throws Exception {
        List<HeardRoom> merged = Listening.merged(List.of(
                heard("Host on a (2)", 1, "r", "10.0.0.1"),
                heard("Host on b", 1, "other", "10.0.0.2"),
                heard("Host on a", 1, "r", "192.168.1.5"),
                heard("Host on a", 2, "r", "192.168.1.5"),
                heard("Host on a", 1, "r", "192.168.1.5")));

        assertEquals(
                List.of("10.0.0.1\t1\tHost on a", "192.168.1.5\t2\tHost on a", "10.0.0.2\t1\tHost on b"),
                merged.stream().map(HeardRoom::line).toList());
        assertEquals(List.of("10.0.0.1", "192.168.1.5"), merged.get(0).addresses());
        HeardRoom one = heard("a", 1, "r", "fd00::2");
        HeardRoom other = heard("a", 1, "r", "10.0.0.9");
        assertEquals(one.with(other), other.with(one));
    }

    @Test
    void roomsThatSayNoIdAreToldApartByTheirNames() throws Exception {
        List<HeardRoom> merged = Listening.merged(List.of(
                heard("a", 1, null, "10.0.0.1"), heard("b", 1, null, "10.0.0.2"), heard("a", 1, null, "10.0.0.3")));

        assertEquals(2, merged.size());
    }

    private static HeardRoom heard(String name, int port, @Nullable String id, String... addresses) throws Exception {
        HeardRoom room = of(name, port, id, addresses);
        assertNotNull(room);
        return room;
    }

    private static @Nullable HeardRoom of(String name, int port, @Nullable String id, String... addresses)
            throws Exception {
        InetAddress[] all = new InetAddress[addresses.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = InetAddress.getAllByName(addresses[i])[0];
        }
        return HeardRoom.of(name, port, all, id, null);
    }
}
