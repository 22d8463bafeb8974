package lanchat.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** What comes from a terminal of another charset, as UTF-8. For one reading thread. */
final class RecodedInput extends InputStream {
    private static final int CHARS = 512;

    private final Reader in;
    private final char[] chars = new char[CHARS];
    private byte[] bytes = new byte[0];
    private int at;

    private RecodedInput(InputStream in, Charset charset) {
        this.in = new InputStreamReader(in, charset);
    }

    /**
     * The stream as UTF-8. One that is said to be US-ASCII stays as it is: a terminal that only claims so, because
     * nobody has told it otherwise, in truth mostly sends UTF-8.
     */
    static InputStream asUtf8(InputStream in, Charset charset) {
        boolean already = charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII);
        return already ? in : new RecodedInput(in, charset);
    }

    @Override
    public int read() throws IOException {
        return fill() ? bytes[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        } else if (!fill()) {
            return -1;
        }
        int taken = Math.min(length, bytes.length - at);
        System.arraycopy(bytes, at, to, offset, taken);
        at += taken;
        return taken;
    }

    /** Has at least one byte to give, or says false at the end. */
    private boolean fill() throws IOException {
        while (at == bytes.length) {
            int read = in.read(chars, 0, CHARS - 1);
            if (read < 0) {
                return false;
            }
            if (Character.isHighSurrogate(chars[read - 1])) {
                int other = in.read();
                if (other >= 0) {
                    chars[read++] = (char) other;
                }
            }
            bytes = new String(chars, 0, read).getBytes(StandardCharsets.UTF_8);
            at = 0;
        }
        return true;
    }
}
