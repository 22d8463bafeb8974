package lanchat.server.door;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/**
 * A connection's input, bare or out of TLS, with a deadline that holds over any number of reads. For the reader only.
 */
final class TimedInput extends InputStream {
    private final Socket socket;
    private final InputStream in;
    private long deadline;
    private boolean hasDeadline;
    private boolean hasTimeout;

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

    /** Reads may take as long as they like again. */
    void noDeadline() {
        hasDeadline = false;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int start, int length) throws IOException {
        if (hasDeadline) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new SocketTimeoutException("the deadline has passed");
            }
            socket.setSoTimeout((int) left);
            hasTimeout = true;
        } else if (hasTimeout) {
            socket.setSoTimeout(0);
            hasTimeout = false;
        }
        return in.read(bytes, start, length);
    }

    @Override
    public int available() throws IOException {
        int ready = in.available();
        // TLS counts only what it has deciphered already.
        return ready > 0 ? ready : socket.getInputStream().available();
    }
}
