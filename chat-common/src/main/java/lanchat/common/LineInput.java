package lanchat.common;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes from a socket or pipe as lines of bounded length. A line ends with {@code \n}, {@code \r\n} or {@code \r\0};
 * a byte order mark at the very start and telnet's commands anywhere are taken off.
 *
 * <p>For one reading thread. When the stream throws, a {@link java.net.SocketTimeoutException} for example, nothing that
 * was read before is lost: the same method can be called again.
 */
public final class LineInput {
    private static final int SMALL_BUFFER_BYTES = 512;

    /** A buffer grows to this size just to need fewer reads; a larger one is not kept once it is empty. */
    private static final int KEPT_BUFFER_BYTES = 8 * 1024;

    /** Near to what an array can have, for callers who set no bound of their own. */
    private static final int LONGEST_BUFFER_BYTES = Integer.MAX_VALUE - 16;

    private static final int LONGEST_LINE_END_BYTES = 2;
    private static final int START_OF_LINE_BYTES = 64;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final TelnetFilter telnet;

    // From start to scanned: the text of the line so far. From unscanned to end: bytes nobody has looked at. The gap
    // between them is what telnet's commands took up; it closes with the line.
    private byte[] buffer = new byte[SMALL_BUFFER_BYTES];
    private int start;
    private int scanned;
    private int unscanned;
    private int end;

    /** The text so far ends with a line end. */
    private boolean complete;

    /** The text so far belongs to a line that was too long, and nobody wants it. */
    private boolean skipping;

    /** Too late for a byte order mark. */
    private boolean begun;

    private boolean ended;

    /** The line given last had no end. */
    private boolean unfinished;

    private boolean clean;

    /** What {@link #next} was last asked for. */
    private int maxBytes = Wire.MAX_FIRST_LINE_BYTES;

    /** Reads from {@code in}; what telnet wants to be told goes to {@code telnetAnswers}, on the reading thread. */
    public LineInput(InputStream in, Consumer<byte[]> telnetAnswers) {
        this.in = in;
        this.telnet = new TelnetFilter(telnetAnswers);
    }

    /**
     * The first byte not taken yet, -1 at the end of the input; waits for it. Looks at no byte behind it, so that
     * {@link #takeBuffered} right after it gives a TLS record as it came.
     */
    public int peek() throws IOException {
        while (true) {
            if (skipping) {
                scanAll();
            }
            boolean text = scanned > start && !skipping;
            if (text && (begun || ended)) {
                return buffer[start] & 0xFF;
            }
            if (unscanned < end) {
                scan(unscanned + 1);
            } else if (ended) {
                return -1;
            } else {
                fill();
            }
        }
    }

    /**
     * Reads once more from the stream; false at the end of the input.
     *
     * @throws IllegalStateException when the line already is longer than {@link #next} was last asked for, or others
     *     wait behind it, and there is no room for more: {@link #hasLine} is true then
     */
    public boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        makeRoom();
        int count = in.read(buffer, end, buffer.length - end);
        ended = count < 0;
        end += Math.max(count, 0);
        return !ended;
    }

    /** The first bytes of the line that is coming in, without its end, each as one ISO-8859-1 character; at most 64. */
    public String startOfLine() {
        scanAll();
        int length = skipping ? 0 : Math.min(lineLength(), START_OF_LINE_BYTES);
        return new String(buffer, start, length, StandardCharsets.ISO_8859_1);
    }

    /**
     * The next line without its end, decoded as UTF-8 with U+FFFD for what is none; null at the end of the input. A last
     * line without an end counts.
     *
     * @param maxBytes how long it may be, without its end
     * @throws LineTooLongException once, as soon as the line is longer; the next call skips what is left of it
     */
    public @Nullable String next(int maxBytes) throws IOException, LineTooLongException {
        this.maxBytes = maxBytes;
        while (!hasLine()) {
            fill();
        }
        int length = lineLength();
        if (!complete && (skipping || length == 0)) {
            takeLine();
            return null;
        }
        if (length > maxBytes) {
            if (complete) {
                takeLine();
            } else {
                skipping = true;
                scanAll();
            }
            throw new LineTooLongException(maxBytes);
        }
        clean = Ascii.isPrintable(buffer, start, start + length);
        Charset charset =
                clean ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8; // The former is not looked through.
        String line = new String(buffer, start, length, charset);
        unfinished = !complete;
        takeLine();
        return line;
    }

    /** Whether the line that {@link #next} gave last had no end, so that it may be only the beginning of one. */
    public boolean unfinished() {
        return unfinished;
    }

    /**
     * Whether the line that {@link #next} gave last is nothing but printable ASCII, which {@link CleanText} would leave as it
     * is.
     */
    public boolean isClean() {
        return clean;
    }

    /** Whether {@link #next}, asked for the same length as before, would return or throw without reading. */
    public boolean hasLine() {
        scanAll();
        return complete || ended || (!skipping && begun && lineLength() > maxBytes);
    }

    /** Takes all that has been read and not been taken, for another layer to go on with. */
    public byte[] takeBuffered() {
        int text = scanned - start;
        byte[] taken = Arrays.copyOfRange(buffer, start, scanned + end - unscanned);
        System.arraycopy(buffer, unscanned, taken, text, end - unscanned);
        unscanned = end;
        takeLine();
        return taken;
    }

    /** Looks at what is buffered up to the end of the line; what is to be skipped is dropped on the way. */
    private void scanAll() {
        scan(end);
        while (skipping && complete) {
            skipping = false;
            takeLine();
            scan(end);
        }
        if (skipping && scanned > start) {
            // Half a line end is kept: the other half may come.
            boolean halfEnd = buffer[scanned - 1] == '\r';
            start = halfEnd ? scanned - 1 : scanned;
        }
    }

    private void scan(int limit) {
        while (!complete && unscanned < limit) {
            if (!telnet.insideCommand()) {
                scanText(limit);
            } else if (telnet.take(buffer[unscanned++])) {
                buffer[scanned++] = TelnetFilter.IAC;
            }
            if (!begun) {
                dropByteOrderMark();
            }
        }
    }

    /** The loop every byte goes through, hence on local variables. Stops behind a line end or an IAC. */
    private void scanText(int limit) {
        byte[] bytes = buffer;
        int from = unscanned;
        int to = scanned;
        if (from == to) {
            from = Ascii.behindPrintable(bytes, from, limit); // Nothing of interest is there, and it stays where it is.
            to = from;
        }
        while (from < limit) {
            byte b = bytes[from++];
            // IAC is -1, so one range holds all that is of interest, and nothing that is frequent.
            if (b >= TelnetFilter.IAC && b <= '\n') {
                if (b == TelnetFilter.IAC) {
                    telnet.begin();
                    break;
                }
                if (b == '\n' || (b == 0 && to > start && bytes[to - 1] == '\r')) {
                    complete = true;
                    bytes[to++] = b;
                    break;
                }
            }
            bytes[to++] = b;
        }
        unscanned = from;
        scanned = to;
    }

    private void dropByteOrderMark() {
        int common = 0;
        while (common < BYTE_ORDER_MARK.length
                && start + common < scanned
                && buffer[start + common] == BYTE_ORDER_MARK[common]) {
            common++;
        }
        if (common == BYTE_ORDER_MARK.length) {
            start += common;
            begun = true;
        } else {
            begun = start + common < scanned;
        }
    }

    /** The length of the text so far without its line end, or without the {@code \r} that may be half of one. */
    private int lineLength() {
        int last = complete ? scanned - 1 : scanned;
        return last > start && buffer[last - 1] == '\r' ? last - 1 - start : last - start;
    }

    private void takeLine() {
        start = unscanned;
        scanned = unscanned;
        complete = false;
    }

    /** Makes room for at least one byte at the end of the buffer. */
    private void makeRoom() {
        int unread = scanned - start + end - unscanned;
        boolean full = end == buffer.length;
        int enough = Math.max(SMALL_BUFFER_BYTES, Math.min(maxBytes, LONGEST_BUFFER_BYTES) + LONGEST_LINE_END_BYTES);
        if (unread == 0 && buffer.length > KEPT_BUFFER_BYTES) {
            moveTo(new byte[SMALL_BUFFER_BYTES]);
        } else if (full && buffer.length < Math.min(enough, unread > buffer.length / 2 ? enough : KEPT_BUFFER_BYTES)) {
            moveTo(new byte[(int) Math.min(enough, 2L * buffer.length)]);
        } else if (unread == buffer.length) {
            throw new IllegalStateException("a line is waiting: call next() before fill()");
        } else if (unread == 0 || full) {
            moveTo(buffer);
        }
    }

    private void moveTo(byte[] target) {
        int text = scanned - start;
        System.arraycopy(buffer, start, target, 0, text);
        System.arraycopy(buffer, unscanned, target, text, end - unscanned);
        end = text + end - unscanned;
        start = 0;
        scanned = text;
        unscanned = text;
        buffer = target;
    }
}
