package lanchat.server.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lanchat.common.Threads;
import lanchat.server.Patience;
import lanchat.server.door.Outbox.Letter;
import org.junit.jupiter.api.Test;

/** Letters on their way to one connection. */
class OutboxTest {
    private final Outbox outbox = new Outbox();

    @Test
    void aLetterWaitsForItsPlace() {
        outbox.post(letter(5, false));

        assertNull(outbox.take(4));
        assertTrue(outbox.filled());
        assertNotNull(outbox.take(5));
        assertFalse(outbox.filled());
        assertNull(outbox.take(6));
    }

    @Test
    void lettersKeepTheirOrder() {
        Letter first = letter(3, false);
        Letter second = letter(0, false);
        outbox.post(first);
        outbox.post(second);

        assertNull(outbox.take(2));
        assertEquals(first, outbox.take(3));
        assertEquals(second, outbox.take(3));
    }

    @Test
    void nothingIsTakenInAfterALastLetter() {
        assertTrue(outbox.post(letter(0, true)));

        assertFalse(outbox.post(letter(0, false)));
        assertNotNull(outbox.take(0));
        assertNull(outbox.take(0));
    }

    @Test
    void lastWordsThatCannotWaitReplaceLastWordsThatCan() {
        outbox.post(letter(1_000_000, false));
        outbox.post(letter(1_000_000, true));
        Letter tooFarBehind = letter(0, true);

        outbox.clearFor(tooFarBehind);

        assertEquals(tooFarBehind, outbox.take(5));
        assertFalse(outbox.filled());
        assertFalse(outbox.post(letter(0, false)));
    }

    @Test
    void aReaderWaitsUntilEnoughHasGoneOut() throws Exception {
        fill();
        Thread reader = reader();

        Patience.until("the reader waits", () -> reader.getState() == Thread.State.WAITING);
        assertTrue(outbox.full());
        assertNotNull(outbox.take(0));

        Patience.untilEnded(reader);
    }

    @Test
    void aReaderIsFreedWhenTheConnectionIsGone() throws Exception {
        fill();
        Thread reader = reader();

        Patience.until("the reader waits", () -> reader.getState() == Thread.State.WAITING);
        outbox.close();

        Patience.untilEnded(reader);
        assertFalse(outbox.filled());
        assertFalse(outbox.post(letter(0, false)));
    }

    @Test
    void whoeverAnswersNeverWaits() {
        fill();

        for (int i = 0; i < 100; i++) {
            assertTrue(outbox.post(letter(0, false)));
        }
    }

    @Test
    void itIsFullAtTheSizeThatWasSet() {
        Outbox small = new Outbox(1_000);
        small.post(new Letter(0, new byte[1_000], false));
        assertFalse(small.full());

        small.post(new Letter(0, new byte[1], false));
        assertTrue(small.full());
    }

    private void fill() {
        outbox.post(new Letter(0, new byte[Outbox.MAX_BYTES + 1], false));
    }

    private Thread reader() {
        Thread reader = Threads.platform("reader", () -> {
            try {
                outbox.awaitRoom();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        reader.start();
        return reader;
    }

    private static Letter letter(long after, boolean last) {
        return new Letter(after, "letter".getBytes(UTF_8), last);
    }
}
