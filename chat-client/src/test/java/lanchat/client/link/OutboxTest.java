package lanchat.client.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import lanchat.common.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class OutboxTest {
    private final Outbox outbox = new Outbox();

    @Test
    void idsCountUpAndAreNeverUsedTwice() throws Exception {
        assertEquals(new Request.Say(1, "a"), say("a"));
        outbox.end(1);
        assertEquals(new Request.Say(2, "b"), say("b"));
    }

    @Test
    void lineWaitsUntilItIsEnded() throws Exception {
        say("a");
        say("b");
        say("c");

        outbox.end(2);
        outbox.end(77);

        assertEquals(
                List.of("a", "c"),
                outbox.waiting().stream().map(Outbox.Waiting::typed).toList());
    }

    @Test
    void emptyOutboxIsNotWaitedFor() throws Exception {
        assertTrue(outbox.awaitEmpty(Long.MAX_VALUE));
    }

    @Test
    void waitingHasAnEnd() throws Exception {
        say("a");

        assertFalse(outbox.awaitEmpty(1));
    }

    @Test
    void closingEndsAllWaiting() throws Exception {
        say("a");
        CompletableFuture<Boolean> emptied = CompletableFuture.supplyAsync(this::awaitEmpty);

        outbox.close();

        assertFalse(emptied.get(60, TimeUnit.SECONDS));
        assertThrows(IOException.class, () -> say("b"));
    }

    @Test
    void fullOutboxHoldsTheKeyboardUntilALineHasEnded() throws Exception {
        String large = "x".repeat(300 * 1024);
        say(large);
        CompletableFuture<Request> second = CompletableFuture.supplyAsync(() -> sayUnchecked(large));
        assertEquals(1, outbox.waiting().size());

        outbox.end(1);

        assertEquals(new Request.Say(2, large), second.get(60, TimeUnit.SECONDS));
    }

    @Test
    void whoIsNotPatientIsToldThatThereIsNoRoom() throws Exception {
        say("x".repeat(300 * 1024));
        String large = "y".repeat(300 * 1024);

        assertEquals(Outbox.Put.NO_ROOM, outbox.put(id -> new Request.Say(id, large), large, false));
        assertEquals(1, outbox.waiting().size());
        assertEquals(new Request.Say(2, "small"), say("small"));
    }

    @Test
    void whatWaitsGetsNewIdsAboveWhatTheRoomHasHeard() throws Exception {
        say("a");
        say("b");

        assertEquals(2, outbox.renumber(7));

        assertEquals(
                List.of(new Request.Say(8, "a"), new Request.Say(9, "b")),
                outbox.waiting().stream().map(Outbox.Waiting::request).toList());
        assertEquals(new Request.Say(10, "c"), say("c"));
    }

    private Request say(String text) throws IOException, InterruptedException {
        assertEquals(Outbox.Put.WAITS, outbox.put(id -> new Request.Say(id, text), text, true));
        return outbox.waiting().get(outbox.waiting().size() - 1).request();
    }

    private Request sayUnchecked(String text) {
        try {
            return say(text);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean awaitEmpty() {
        try {
            return outbox.awaitEmpty(Long.MAX_VALUE);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
