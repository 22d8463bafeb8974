package lanchat.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ThreadsTest {
    @Test
    void readersAreVirtualFromJava21On() throws Exception {
        boolean expected = Runtime.version().feature() >= 21;

        assertEquals(expected, Threads.virtual());
        assertEquals(expected, isVirtual(Threads.reader("reader", () -> {})));
        assertEquals(expected, isVirtual(Threads.readers("reader-").newThread(() -> {})));
    }

    @Test
    void readersAreSetUpUnlessSomebodyHasChosen() {
        int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

        assertSetUp("jdk.pollerMode", "1");
        assertSetUp("jdk.virtualThreadScheduler.parallelism", Integer.toString(half));
    }

    private static void assertSetUp(String property, String value) {
        String before = System.getProperty(property);
        try {
            System.setProperty(property, "7");
            Threads.setUpReaders();
            assertEquals("7", System.getProperty(property));

            System.clearProperty(property);
            Threads.setUpReaders();
            assertEquals(value, System.getProperty(property));
        } finally {
            if (before == null) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, before);
            }
        }
    }

    @Test
    void platformThreadsAreNeverVirtual() throws Exception {
        assertFalse(isVirtual(Threads.platform("walk", () -> {})));
    }

    @Test
    void everyThreadHasItsName() {
        ThreadFactory readers = Threads.readers("reader-");

        assertEquals("reader-0", readers.newThread(() -> {}).getName());
        assertEquals("reader-1", readers.newThread(() -> {}).getName());
        assertEquals("reader of Ann", Threads.reader("reader of Ann", () -> {}).getName());
        assertEquals("walk", Threads.platform("walk", () -> {}).getName());
    }

    @Test
    void noThreadKeepsTheJvmAlive() {
        assertTrue(Threads.reader("reader", () -> {}).isDaemon());
        assertTrue(Threads.readers("reader-").newThread(() -> {}).isDaemon());
        assertTrue(Threads.platform("walk", () -> {}).isDaemon());
    }

    @Test
    void threadsRunWhenStartedAndNotBefore() throws Exception {
        CountDownLatch ran = new CountDownLatch(2);
        Thread reader = Threads.reader("reader", ran::countDown);
        Thread walk = Threads.platform("walk", ran::countDown);
        assertEquals(Thread.State.NEW, reader.getState());
        assertEquals(Thread.State.NEW, walk.getState());

        reader.start();
        walk.start();

        assertTrue(ran.await(60, TimeUnit.SECONDS));
    }

    @Test
    void aTestRunSitsAtNoTerminal() {
        assertFalse(Threads.onTerminal());
    }

    private static boolean isVirtual(Thread thread) throws ReflectiveOperationException {
        return Runtime.version().feature() >= 21
                && (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
    }
}
