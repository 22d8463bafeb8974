package lanchat.server.door;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** How many take the jar away at once. */
final class DownloadsTest {
    private final Downloads downloads = new Downloads();

    @Test
    void oneAddressCannotKeepTheOthersFromIt() {
        for (int i = 0; i < Downloads.MOST_FROM_ONE; i++) {
            assertTrue(downloads.begin("192.168.1.7", false));
        }

        assertFalse(downloads.begin("192.168.1.7", false));
        assertTrue(downloads.begin("192.168.1.8", false));

        downloads.end("192.168.1.7");
        assertTrue(downloads.begin("192.168.1.7", false));
    }

    @Test
    void allTogetherHaveABoundAndTheServersOwnMachineHasNoOther() {
        for (int i = 0; i < Downloads.MOST; i++) {
            assertTrue(downloads.begin("127.0.0.1", true));
        }

        assertFalse(downloads.begin("127.0.0.1", true));
        assertFalse(downloads.begin("192.168.1.7", false));

        downloads.end("127.0.0.1");
        assertTrue(downloads.begin("192.168.1.7", false));
    }
}
