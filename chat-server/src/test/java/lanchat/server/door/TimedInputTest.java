package lanchat.server.door;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import lanchat.common.Threads;
import lanchat.server.Patience;
import org.junit.jupiter.api.Test;

class TimedInputTest {
    /** More than run at once, whatever this machine has: on virtual threads all others would wait for ever. */
    private static final int ENDLESS = 4 * Runtime.getRuntime().availableProcessors();

    @Test
    void whoeverSendsWithoutEndLetsOthersBeRead() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch allRead = new CountDownLatch(ENDLESS);
        CountDownLatch othersRun = new CountDownLatch(1);
        List<Thread> readers = new ArrayList<>();
        try {
            for (int i = 0; i < ENDLESS; i++) {
                readers.add(Threads.reader("endless " + i, () -> readUntil(over, allRead)));
            }
            readers.forEach(Thread::start);
            assertTrue(allRead.await(Patience.HANG_SECONDS, TimeUnit.SECONDS), "each of them has its turn");

            Threads.reader("another", othersRun::countDown).start();

            assertTrue(othersRun.await(Patience.HANG_SECONDS, TimeUnit.SECONDS), "and so has who comes later");
        } finally {
            over.set(true);
            for (Thread reader : readers) {
                Patience.untilEnded(reader);
            }
        }
    }

    private static void readUntil(AtomicBoolean over, CountDownLatch read) {
        try (Socket unused = new Socket();
                TimedInput input = new TimedInput(unused, new Endless())) {
            byte[] bytes = new byte[64];
            for (boolean first = true; !over.get(); first = false) {
                assertTrue(input.read(bytes, 0, bytes.length) > 0);
                if (first) {
                    read.countDown();
                }
            }
        } catch (IOException nobodyThrows) {
            throw new IllegalStateException(nobodyThrows);
        }
    }

    /** There is always something to read. */
    private static final class Endless extends InputStream {
        @Override
        public int read() {
            return 0;
        }
    }
}
