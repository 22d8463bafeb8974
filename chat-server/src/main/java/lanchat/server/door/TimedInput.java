package lanchat.server.door;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/** A socket's input with a deadline that holds over any number of reads. For the reader only, but {@link #reads}. */
final class TimedInput extends InputStream {
    private final Socket socket;
    private final InputStream in;
    private long deadline;
    private boolean hasDeadline;
    /** How long a read may take where there is no deadline; 0 for as long as it likes. */
    private int patience;

    private int timeout;
    /** Counts up when a read begins and when it ends: odd while one is under way. */
    private volatile int reads;

    TimedInput(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /** Reads that have not ended in so many milliseconds from now throw {@link SocketTimeoutException}. */
    void deadlineIn(long millis) {
        deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        hasDeadline = true;
    }

    /** Each read may take so many milliseconds from its own beginning on; 0 for as long as it likes. */
    void eachWithin(int millis) {
        hasDeadline = false;
        patience = millis;
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
        int most = patience;
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
        reads++;
        try {
            return in.read(bytes, start, length);
        } finally {
            reads++;
        }
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }
}
