package lanchat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DetachedOutputTest {
    @Test
    void passesEverythingOnInOrder() throws Exception {
        ByteArrayOutputStream end = new ByteArrayOutputStream();
        DetachedOutput output = new DetachedOutput(end, "test");

        output.write("one ".getBytes(StandardCharsets.UTF_8));
        output.write("two".getBytes(StandardCharsets.UTF_8));
        output.awaitPassedOn(60_000);

        assertEquals("one two", end.toString(StandardCharsets.UTF_8));
    }

    @Test
    void writersDoNotWaitForAStoppedTerminal() throws Exception {
        StoppedTerminal terminal = new StoppedTerminal();
        DetachedOutput output = new DetachedOutput(terminal, "test");
        byte[] line = new byte[1024];

        output.write(1);
        terminal.reached.await(); // From here on nothing is taken out of what waits.
        for (int i = 0; i < 1_000; i++) {
            output.write(line);
        }
        terminal.goOn.countDown();
        output.awaitPassedOn(60_000);
        output.write("after".getBytes(StandardCharsets.UTF_8));
        output.awaitPassedOn(60_000);

        String shown = terminal.shown.toString(StandardCharsets.UTF_8);
        assertTrue(shown.endsWith(" bytes of the log were dropped here)\nafter"), shown.substring(shown.length() - 80));
        assertTrue(terminal.shown.size() <= DetachedOutput.MAX_BYTES * 2, "kept " + terminal.shown.size());
    }

    @Test
    void aBrokenTerminalStopsNobody() throws Exception {
        DetachedOutput output = new DetachedOutput(new BrokenTerminal(), "test");

        output.write(1);
        output.awaitPassedOn(60_000);
        output.write(new byte[DetachedOutput.MAX_BYTES]);
        output.awaitPassedOn(60_000);
    }

    private static final class StoppedTerminal extends OutputStream {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int start, int length) throws IOException {
            reached.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            shown.write(bytes, start, length);
        }
    }

    private static final class BrokenTerminal extends OutputStream {
        @Override
        public void write(int one) throws IOException {
            throw new IOException("nobody reads this");
        }
    }
}
