package lanchat.client.link;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import lanchat.common.Wire;
import org.jspecify.annotations.Nullable;

/**
 * A socket that TLS is begun on. It looks at the first bytes the server sends: skips the prompt for people that comes in
 * front of them when our own first byte was late, and remembers the others. Where they are no TLS, reading fails at
 * once: the handshake would take them for a length, and wait for as many. And it bounds the time that the beginning
 * takes, all of it together.
 */
final class EarlySocket extends Socket {
    private static final int LOOK = 128;
    private static final byte ALERT = 0x15;
    private static final byte HANDSHAKE = 0x16;

    private @Nullable Early in;
    private long deadline;
    private boolean hasDeadline;

    /** From now on all reading together may take so long. */
    void deadlineIn(int millis) {
        deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        hasDeadline = true;
    }

    /** Reading may take as long as whoever reads says. */
    void noDeadline() throws IOException {
        hasDeadline = false;
        setSoTimeout(0);
    }

    /** The first bytes that have come, each as one ISO-8859-1 character; at most 128. */
    String start() {
        return in == null ? "" : new String(in.start, StandardCharsets.ISO_8859_1);
    }

    /** What comes in, untouched, for a conversation without TLS. */
    InputStream bareInput() throws IOException {
        return super.getInputStream();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        if (in == null) {
            in = new Early(super.getInputStream());
        }
        return in;
    }

    private void waitNoLongerThanDeadline() throws IOException {
        if (hasDeadline) {
            long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (millis <= 0) {
                throw new SocketTimeoutException("the beginning took too long");
            }
            setSoTimeout((int) millis);
        }
    }

    /** For one reading thread, as the handshake has. */
    private final class Early extends InputStream {
        private final InputStream in;
        private byte[] start = {};
        private int taken;
        private boolean looked;

        Early(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (!looked) {
                look();
                if (start.length > 0 && start[0] != HANDSHAKE && start[0] != ALERT) {
                    taken = start.length; // Java's TLS clears away what is left to read when it gives up.
                    throw new IOException("that is no TLS");
                }
            }
            if (taken < start.length) {
                int count = Math.min(length, start.length - taken);
                System.arraycopy(start, taken, bytes, offset, count);
                taken += count;
                return count;
            }
            waitNoLongerThanDeadline();
            return in.read(bytes, offset, length);
        }

        @Override
        public int available() throws IOException {
            return start.length - taken + in.available();
        }

        private void look() throws IOException {
            byte[] first = new byte[LOOK];
            int count = 0;
            boolean more = true;
            while (more && isPrompt(first, count)) {
                waitNoLongerThanDeadline();
                int read = in.read(first, count, LOOK - count);
                more = read >= 0;
                count += Math.max(read, 0);
            }
            if (more) {
                count += in.read(first, count, Math.min(in.available(), LOOK - count));
            }
            looked = true;
            start = Arrays.copyOfRange(first, promptLength(first, count), count);
        }

        /** Whether it is the beginning of a prompt, or a prompt and nothing behind it. */
        private static boolean isPrompt(byte[] first, int count) {
            String text = new String(first, 0, count, StandardCharsets.ISO_8859_1);
            return Wire.PROMPTS.stream().anyMatch(prompt -> prompt.startsWith(text));
        }

        private static int promptLength(byte[] first, int count) {
            String text = new String(first, 0, count, StandardCharsets.ISO_8859_1);
            return count - Wire.withoutPrompt(text).length();
        }
    }
}
