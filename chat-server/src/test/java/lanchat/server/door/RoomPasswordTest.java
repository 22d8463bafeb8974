package lanchat.server.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RoomPasswordTest {
    private final RoomPassword password = new RoomPassword("open sesame");
    private long now = 1_000_000;

    @Test
    void onlyTheWordItselfIsRight() {
        assertTrue(password.isRight("open sesame"));
        assertTrue(password.isRight("open\u00A0sesame"), "a space is a space");
        for (String wrong : new String[] {"", "open", "open sesame ", "Open sesame", "\n", "x".repeat(100_000)}) {
            assertFalse(password.isRight(wrong), wrong);
        }
    }

    @Test
    void guessesAreAnsweredLaterAndLaterUpToABound() {
        long before = 0;
        assertEquals(0, delay("10.0.0.1"));
        for (int i = 0; i < 1_000; i++) {
            password.wrong("10.0.0.1", now);
            long delay = delay("10.0.0.1");
            assertTrue(delay >= before && delay > 0 && delay <= RoomPassword.MOST_MS, "" + delay);
            before = delay;
        }
        assertEquals(RoomPassword.MOST_MS, before);
        assertEquals(0, delay("10.0.0.2"), "others need not wait");
    }

    @Test
    void whatWasWrongIsForgivenInTime() {
        for (int i = 0; i < 1_000; i++) {
            password.wrong("10.0.0.1", now);
        }

        now += TimeUnit.MINUTES.toNanos(9);
        assertTrue(delay("10.0.0.1") > 0);
        now += TimeUnit.MINUTES.toNanos(2);

        assertEquals(0, delay("10.0.0.1"));
        assertEquals(1, password.wrong("10.0.0.1", now));
    }

    @Test
    void oneNetworkOfAddressesIsOneGuesser() {
        password.wrong("fd00:1:2:3:0:0:0:1", now);

        assertTrue(delay("fd00:1:2:3:ffff:0:0:2") > 0);
        assertEquals(0, delay("fd00:1:2:4:0:0:0:1"));
        assertEquals(0, delay("10.0.0.1"));
    }

    @Test
    void addressesThatAreRememberedAreBounded() {
        password.wrong("first", now);
        for (int i = 0; i < 10_000; i++) {
            password.wrong("other " + i, now);
        }

        assertEquals(0, delay("first"), "whoever guessed longest ago is forgotten first");
        assertTrue(delay("other 0") > 0);
    }

    private long delay(String address) {
        return TimeUnit.NANOSECONDS.toMillis(password.delay(address, now));
    }
}
