package lanchat.client.screen;

import java.io.IOException;
import java.io.Reader;
import lanchat.common.Wire;
import org.jspecify.annotations.Nullable;

/** Characters from a keyboard or pipe as lines of bounded length. For one thread. */
final class TypedLines {
    private static final int KEPT_CHARS_OF_OVERLONG_LINE = 60;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Reader in;
    private final int maxChars;
    private final char[] buffer = new char[4096];
    private int next;
    private int end;
    private boolean begun;

    /** Each character is at least one byte of UTF-8, so that a longer line cannot be within the room's bound. */
    TypedLines(Reader in) {
        this(in, Wire.MAX_TEXT_BYTES);
    }

    TypedLines(Reader in, int maxChars) {
        this.in = in;
        this.maxChars = maxChars;
    }

    /** The next line without its end; null at the end of input. A last line without an end counts. */
    @Nullable
    String next() throws IOException, OverlongLineException {
        if (next == end && !fill()) {
            return null;
        }
        StringBuilder line = new StringBuilder();
        boolean overlong = false;
        boolean ended = false;
        while (!ended && (next < end || fill())) {
            int from = next;
            while (next < end && buffer[next] != '\n') {
                next++;
            }
            int room = maxChars + 1 - line.length(); // one more than a line may have, for the \r of its end
            overlong |= next - from > room;
            line.append(buffer, from, Math.min(next - from, room));
            ended = next < end;
            next += ended ? 1 : 0;
        }
        int length = line.length();
        if (!overlong && length > 0 && line.charAt(length - 1) == '\r') {
            line.setLength(length - 1);
        }
        if (overlong || line.length() > maxChars) {
            throw new OverlongLineException(line.substring(0, KEPT_CHARS_OF_OVERLONG_LINE));
        }
        return line.toString();
    }

    private boolean fill() throws IOException {
        int count = in.read(buffer, 0, buffer.length);
        next = 0;
        end = Math.max(count, 0);
        if (count > 0 && !begun) {
            begun = true;
            next = buffer[0] == BYTE_ORDER_MARK ? 1 : 0; // some editors begin a UTF-8 file with one
        }
        return count > 0;
    }
}
