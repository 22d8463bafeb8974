package lanchat.server.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.InetAddress;
import java.net.UnknownHostException;
import lanchat.common.Refusal;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final Admission admission = new Admission(new Bounds(4, 2, 0, 1, 200, 1_000));

    @Test
    void anAddressHasItsShareAndNoMore() throws Exception {
        admission.enter(address(1));
        admission.enter(address(1));

        Refusal third = admission.enter(address(1));

        assertNotNull(third);
        assertEquals("address_full", third.code());
        assertNull(admission.enter(address(2)));
    }

    @Test
    void whoGoesMakesRoomForTheNextFromThere() throws Exception {
        admission.enter(address(1));
        admission.enter(address(1));
        admission.leave(address(1));

        assertNull(admission.enter(address(1)));
        assertNotNull(admission.enter(address(1)));
    }

    @Test
    void theRoomAsAWholeIsBoundedForLoopbackToo() {
        for (int i = 0; i < 4; i++) {
            assertNull(admission.enter(InetAddress.getLoopbackAddress()));
        }

        Refusal fifth = admission.enter(InetAddress.getLoopbackAddress());

        assertNotNull(fifth);
        assertEquals("room_full", fifth.code());
    }

    private static InetAddress address(int last) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) last});
    }
}
