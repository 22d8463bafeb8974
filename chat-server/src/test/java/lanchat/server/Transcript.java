package lanchat.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/** What was written to the host's terminal, to be waited for. Any thread may read while another writes. */
final class Transcript extends OutputStream {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        written.write(bytes, from, length);
        notifyAll();
    }

    synchronized byte[] bytes() {
        return written.toByteArray();
    }

    String text() {
        return new String(bytes(), UTF_8);
    }

    /** Waits until this has been written; the test's own deadline ends the waiting. */
    synchronized void await(String text) throws InterruptedException {
        while (!text().contains(text)) {
            wait();
        }
    }
}
