package lanchat.server.log;

import java.nio.file.Path;

/** A line of a journal is not what was written. */
final class DamageException extends JournalException {
    private static final long serialVersionUID = 1L;

    private final long offset;

    /**
     * At this line.
     *
     * @param line counted from 1
     * @param offset where it begins, in bytes
     */
    DamageException(Path file, int line, long offset, String what) {
        super(file + ", line " + line + ": " + what);
        this.offset = offset;
    }

    /** Where the line begins. */
    long offset() {
        return offset;
    }
}
