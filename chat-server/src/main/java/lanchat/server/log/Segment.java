package lanchat.server.log;

import java.nio.file.Path;

/** One file of the journal, and where in the log it begins. Only its length changes, while it is the last. */
final class Segment {
    private final Path file;
    private final SegmentHead head;
    private volatile long length;

    Segment(Path file, SegmentHead head, long length) {
        this.file = file;
        this.head = head;
        this.length = length;
    }

    Path file() {
        return file;
    }

    SegmentHead head() {
        return head;
    }

    int number() {
        return head.number();
    }

    /** The newest event's place before this segment. */
    long seqBefore() {
        return head.seq();
    }

    /** So far it is safe, and never further: what stands beyond is nothing. */
    long length() {
        return length;
    }

    /** By the appending thread. */
    void grow(long newLength) {
        length = newLength;
    }
}
