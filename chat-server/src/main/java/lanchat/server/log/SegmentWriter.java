package lanchat.server.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import lanchat.server.log.Disk.DiskFile;

/**
 * Writes the last segment: each batch in one go, then one force. What failed is cut off again; after a failed force the
 * segment is finished, for nobody knows what the disk has of it.
 *
 * <p>For one thread.
 */
final class SegmentWriter implements Closeable {
    /** The disk could not say that it has everything. */
    static final class ForceFailedException extends IOException {
        private static final long serialVersionUID = 1L;

        ForceFailedException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private final DiskFile file;
    private final ByteBuffer buffer;
    private long length;
    private String last;
    private boolean finished;

    /**
     * Goes on behind what is there.
     *
     * @param buffer through which everything goes; belongs to the journal
     * @param last checksum of the last line
     */
    SegmentWriter(DiskFile file, ByteBuffer buffer, long length, String last) {
        this.file = file;
        this.buffer = buffer;
        this.length = length;
        this.last = last;
    }

    /** Length of what is safe. */
    long length() {
        return length;
    }

    /** Checksum of the last line that is safe. */
    String last() {
        return last;
    }

    /** Whether nothing may be written here any more. */
    boolean finished() {
        return finished;
    }

    /** Nothing more is to be written here. */
    void finish() {
        finished = true;
    }

    /**
     * Appends these lines, all or none.
     *
     * @param marked whether the first one says that everything before it was forced
     * @param forced whether to force them too
     * @throws ForceFailedException when they may be there or not
     */
    void append(List<byte[]> lines, boolean marked, boolean forced) throws IOException {
        long written = write(lines, marked);
        if (forced) {
            force();
        }
        length = written;
        last = LogLine.sumOf(lines.get(lines.size() - 1));
    }

    void force() throws ForceFailedException {
        try {
            file.force();
        } catch (IOException failed) {
            finished = true;
            throw new ForceFailedException(failed);
        }
    }

    private long write(List<byte[]> lines, boolean marked) throws IOException {
        long place = length;
        buffer.clear();
        try {
            for (int i = 0; i < lines.size(); i++) {
                byte[] line = lines.get(i);
                int end = line.length - LogLine.TAIL;
                if (i == 0 && marked) {
                    byte[] mark = LogLine.markFor(length);
                    place = put(line, 0, end, place);
                    place = put(mark, 0, mark.length, place);
                    place = put(line, end, LogLine.TAIL, place);
                } else {
                    place = put(line, 0, line.length, place);
                }
            }
            return flush(place);
        } catch (IOException failed) {
            cutBack(failed);
            throw failed;
        }
    }

    private long put(byte[] bytes, int start, int count, long place) throws IOException {
        long at = place;
        int put = 0;
        while (put < count) {
            if (!buffer.hasRemaining()) {
                at = flush(at);
            }
            int now = Math.min(count - put, buffer.remaining());
            buffer.put(bytes, start + put, now);
            put += now;
        }
        return at;
    }

    private long flush(long place) throws IOException {
        buffer.flip();
        int count = buffer.remaining();
        file.write(buffer, place);
        buffer.clear();
        return place + count;
    }

    private void cutBack(IOException failed) {
        try {
            file.cut(length);
        } catch (IOException too) {
            finished = true; // What stands beyond is ignored: the next segment says where this one ends.
            failed.addSuppressed(too);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
