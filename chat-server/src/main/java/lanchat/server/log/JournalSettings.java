package lanchat.server.log;

import java.nio.file.Path;

/**
 * Where a journal is and how it is kept.
 *
 * @param directory of this room alone; made if it is not there
 * @param forced whether nothing counts as kept before the disk says that it is; else the system's memory is enough
 * @param keepBytes the oldest segments go while there is more than this; 0 for no bound
 * @param keepDays segments go once all in them is older; 0 for no bound
 */
public record JournalSettings(Path directory, boolean forced, long keepBytes, int keepDays) {
    /** How much is kept where nothing else is asked for. */
    public static final long DEFAULT_KEEP_BYTES = 1024L * 1024 * 1024;
}
