package lanchat.server.door;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import lanchat.common.Threads;

/**
 * A connection's input, bare or out of TLS, with a deadline that holds over any number of reads. For the reader only, but
 * {@link #reads}.
 */
final class TimedInput extends InputStream {
    /** So often a connection may be read that never lets wait, before others have their turn. */
    private static final int READS_IN_A_ROW = 32;

    /** Who has waited for so long has let others have theirs. */
    private static final long WAITED_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Socket socket;
    private final InputStream in;
    private long deadline;
    private boolean hasDeadline;
    private int timeout;
    private int readsInARow;
    /** Counts up when a read begins and when it ends: odd while one is under way. */
    private volatile int reads;

    /**
     * Reads from {@code in}.
     *
     * @param socket where its bytes come from in the end
     */
    TimedInput(Socket socket, InputStream in) {
        this.socket = socket;
        this.in = in;
    }

    /** Reads that have not ended in so many milliseconds from now throw {@link SocketTimeoutException}. */
    void deadlineIn(long millis) {
        deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        hasDeadline = true;
    }

    /** Reads may take as long as they like. */
    void withoutDeadline() {
        hasDeadline = false;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** Counts up when a read begins and when it ends: odd while one is under way. Any thread may look. */
    int reads() {
        return reads;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // One thread reads.
    public int read(byte[] bytes, int start, int length) throws IOException {
        int most = 0;
        if (hasDeadline) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new SocketTimeoutException("the deadline has passed");
            }
            most = (int) left;
        }
        if (most != timeout) {
            socket.setSoTimeout(most);
            timeout = most;
        }
        long begun = System.nanoTime();
        reads++;
        try {
            return in.read(bytes, start, length);
        } finally {
            reads++;
            giveWay(begun);
        }
    }

    /**
     * Nobody takes a virtual thread off its processor that finds something at each read: whoever sends without end would
     * keep others from being read. To yield would not help them, for what yields goes before what others have woken.
     */
    private void giveWay(long begun) {
        if (System.nanoTime() - begun >= WAITED_NANOS) {
            readsInARow = 0;
        } else if (++readsInARow >= READS_IN_A_ROW && Threads.virtual()) {
            readsInARow = 0;
            LockSupport.parkNanos(this, 1);
        }
    }

    @Override
    public int available() throws IOException {
        int ready = in.available();
        // TLS counts only what it has deciphered already.
        return ready > 0 ? ready : socket.getInputStream().available();
    }
}
