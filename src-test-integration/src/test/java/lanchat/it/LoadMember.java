package lanchat.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One of many plain members: joins, says numbered lines, and notes which numbered lines it reads, in which order.
 *
 * <p>A line's text is {@code #SENDER.NUMBER.NANOS} and a filler. Owns its socket and, once it reads, a thread.
 */
final class LoadMember implements AutoCloseable {
    private static final int NUMBERS = 1 << 20;

    private final int index;
    private final Socket socket;
    private final InputStream in;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Object counted = new Object();
    private int[] seen = new int[1024];
    private long[] latencies = new long[1024];
    private int count;
    private boolean over;
    private final byte[] buffer = new byte[32 * 1024];
    private int start;
    private int end;
    private CountDownLatch pauses = new CountDownLatch(0);

    /** Joins as {@code mINDEX}; returns when it has read its own {@code connected}, or at once in a large room. */
    LoadMember(int port, int index, int receiveBuffer) throws IOException {
        this.index = index;
        this.socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        this.in = socket.getInputStream();
        socket.getOutputStream().write(("m" + index + "\n").getBytes(StandardCharsets.US_ASCII));
        String line;
        do {
            line = line();
            if (line == null) {
                throw new IOException("the server ended the connection instead of a welcome");
            }
        } while (!line.equals("Welcome to this chatroom!"));
    }

    static int sender(int mark) {
        return mark / NUMBERS;
    }

    static int number(int mark) {
        return mark % NUMBERS;
    }

    int index() {
        return index;
    }

    InputStream raw() {
        return in;
    }

    /** Reads on a thread of its own until the socket ends. */
    LoadMember reading() {
        Thread reader = new Thread(this::readAll, "load member " + index);
        reader.setDaemon(true);
        reader.start();
        return this;
    }

    /** Reads on, on this thread, to the next numbered line. */
    void readsOne() throws IOException {
        int before = seen().length;
        while (seen().length == before) {
            String line = line();
            if (line == null) {
                throw new IOException("the connection of member " + index + " ended");
            }
            note(line);
        }
    }

    /** The same, but it pauses after every hundred lines, until it is told to be quick. */
    LoadMember readingInBursts(CountDownLatch quick) {
        pauses = quick;
        return reading();
    }

    /** Whether the server has not ended its connection, as far as can be told without reading. */
    boolean isOpen() throws IOException {
        socket.getOutputStream().write('\n');
        return !socket.isClosed();
    }

    /** Says one numbered line, of so many bytes at least. */
    void says(int number, int bytes) throws IOException {
        StringBuilder text = new StringBuilder(bytes + 48);
        text.append('#').append(index).append('.').append(number).append('.').append(System.nanoTime());
        text.append(' ');
        while (text.length() < bytes) {
            text.append((char) ('a' + text.length() % 26));
        }
        socket.getOutputStream().write(text.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** Waits until it has read so many numbered lines; false when its socket ended before. */
    boolean awaitCount(int lines, long deadlineNanos) throws InterruptedException {
        synchronized (counted) {
            while (count < lines && !over) {
                long left = (deadlineNanos - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                counted.wait(left);
            }
            return count >= lines;
        }
    }

    /** The marks of all numbered lines read, in order. */
    int[] seen() {
        synchronized (counted) {
            return Arrays.copyOf(seen, count);
        }
    }

    /** From being said to being read, in nanoseconds, in the order read. */
    long[] latencies() {
        synchronized (counted) {
            return Arrays.copyOf(latencies, count);
        }
    }

    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void readAll() {
        try {
            int lines = 0;
            for (String line = line(); line != null; line = line()) {
                note(line);
                if (++lines % 100 == 0) {
                    var unused = pauses.await(100, TimeUnit.MILLISECONDS);
                }
            }
        } catch (IOException | InterruptedException gone) {
            // The test closes sockets while they are read; whether anything is missing is seen from the counts.
            over = true;
        } finally {
            synchronized (counted) {
                over = true;
                counted.notifyAll();
            }
            ended.countDown();
        }
    }

    private void note(String line) {
        int at = line.indexOf(":#");
        if (at < 0) {
            return;
        }
        long now = System.nanoTime();
        int dot = line.indexOf('.', at);
        int second = line.indexOf('.', dot + 1);
        int space = line.indexOf(' ', second);
        int sender = Integer.parseInt(line, at + 2, dot, 10);
        int number = Integer.parseInt(line, dot + 1, second, 10);
        long sent = Long.parseLong(line, second + 1, space, 10);
        if (!line.startsWith("m" + sender + ":")) {
            throw new IllegalStateException("a line of somebody else's: " + line);
        }
        for (int i = space + 1; i < line.length(); i++) {
            if (line.charAt(i) != 'a' + (i - at - 1) % 26) {
                throw new IllegalStateException("a torn line: " + line);
            }
        }
        synchronized (counted) {
            if (count == seen.length) {
                seen = Arrays.copyOf(seen, count * 2);
                latencies = Arrays.copyOf(latencies, count * 2);
            }
            seen[count] = sender * NUMBERS + number;
            latencies[count++] = now - sent;
            counted.notifyAll();
        }
    }

    /** One line without its end; null at the end of input. */
    private @Nullable String line() throws IOException {
        int scanned = 0;
        while (true) {
            for (int i = start + scanned; i < end; i++) {
                if (buffer[i] == '\n') {
                    String line = new String(buffer, start, i - start, StandardCharsets.UTF_8);
                    start = i + 1;
                    return line;
                }
            }
            scanned = end - start;
            System.arraycopy(buffer, start, buffer, 0, scanned);
            start = 0;
            int read = in.read(buffer, scanned, buffer.length - scanned);
            if (read < 0) {
                if (scanned > 0) {
                    throw new UncheckedIOException(new IOException("a line without an end"));
                }
                return null;
            }
            end = scanned + read;
        }
    }
}
