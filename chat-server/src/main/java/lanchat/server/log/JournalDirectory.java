package lanchat.server.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lanchat.common.OwnerOnly;
import org.jspecify.annotations.Nullable;

/**
 * A journal's directory: which files are in it, and the lock that keeps a second server out. The lock is on a file of
 * its own, because it goes when anybody in this process closes any channel of the locked file.
 */
final class JournalDirectory implements Closeable {
    private static final String LOCK = "lock";
    /** A file of this name is there while a repair is not finished. */
    static final String REPAIRING = "repairing";

    private static final int DIGITS = 6;
    private static final Pattern SEGMENT = Pattern.compile("log-(\\d{6,9})\\.jsonl");

    private final Path path;
    private final FileChannel lock;

    private JournalDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes the directory where it is not there, and locks it.
     *
     * @throws JournalException when that can't be done, or another server has it
     */
    static JournalDirectory open(Path path) throws JournalException {
        FileChannel channel;
        FileLock taken;
        try {
            OwnerOnly.makeDirectory(path);
            channel = FileChannel.open(
                    path.resolve(LOCK), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OwnerOnly.file());
            taken = tryLock(channel);
        } catch (IOException | UnsupportedOperationException | SecurityException no) {
            throw new JournalException(
                    "The room can't be kept in " + path + " (" + no + "). Name another place with --home DIRECTORY, or"
                            + " keep nothing with --ephemeral.",
                    no);
        }
        if (taken == null) {
            closeQuietly(channel);
            throw new JournalException("Another server keeps its room in " + path
                    + ". Give this one another room with --room NAME, or stop the other one.");
        }
        return new JournalDirectory(path, channel);
    }

    /** The segments in a directory, by number. */
    static NavigableMap<Integer, Path> segments(Path directory) throws IOException {
        NavigableMap<Integer, Path> found = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Matcher name = SEGMENT.matcher(file.getFileName().toString());
                if (name.matches()) {
                    found.put(Integer.parseInt(name.group(1)), file);
                }
            }
        }
        return found;
    }

    Path path() {
        return path;
    }

    /** The file of the segment with this number. */
    Path segment(int number) {
        String digits = Integer.toString(number);
        return path.resolve("log-" + "0".repeat(Math.max(0, DIGITS - digits.length())) + digits + ".jsonl");
    }

    /** There while a repair has not been finished: has the number of the last damaged segment. */
    Path repairing() {
        return path.resolve(REPAIRING);
    }

    /** Gives a file that is no part of the log another name, so that nothing is thrown away. */
    Path setAside(Path file) throws IOException {
        Path aside = path.resolve(file.getFileName() + ".unused");
        for (int i = 2; Files.exists(aside); i++) {
            aside = path.resolve(file.getFileName() + ".unused" + i);
        }
        return Files.move(file, aside);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ours) {
            return null;
        } catch (IOException failed) {
            closeQuietly(channel);
            throw failed;
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException nothingWasWritten) {
            // What was to be told is being told already.
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
