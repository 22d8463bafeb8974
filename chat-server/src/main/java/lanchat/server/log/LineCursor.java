package lanchat.server.log;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file line by line, with what is in them as bytes. For one thread; through a stream, which an interrupt does
 * not close.
 */
final class LineCursor implements Closeable {
    /** No line of ours is as long; what is longer is cut into pieces of this length. */
    static final int MAX_LINE_BYTES = 1024 * 1024;

    private static final int BUFFER_BYTES = 64 * 1024;

    private final FileInputStream in;
    private byte[] buffer = new byte[BUFFER_BYTES];
    private int start;
    private int end;
    private long offset;
    private int line;

    LineCursor(Path file) throws IOException {
        this.in = new FileInputStream(file.toFile());
    }

    /** Where the next line begins. */
    long offset() {
        return offset;
    }

    /** Number of the next line, from 1 on. */
    int line() {
        return line + 1;
    }

    /** The next line with its end, or what there is of it before {@code limit}; null where nothing is. */
    byte @Nullable [] next(long limit) throws IOException {
        int scanned = start;
        while (true) {
            int stop = (int) Math.min(end, start + Math.max(0, limit - offset));
            for (; scanned < stop; scanned++) {
                if (buffer[scanned] == '\n') {
                    return take(scanned + 1);
                }
            }
            if (stop < end || offset + (end - start) >= limit || end - start >= MAX_LINE_BYTES) {
                return stop == start ? null : take(stop);
            }
            int before = scanned - start;
            if (!fill()) {
                return end == start ? null : take(end);
            }
            scanned = start + before;
        }
    }

    private byte[] take(int stop) {
        byte[] taken = Arrays.copyOfRange(buffer, start, stop);
        offset += taken.length;
        start = stop;
        line++;
        return taken;
    }

    private boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        } else if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, end, buffer.length - end);
        end += Math.max(0, read);
        return read > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
