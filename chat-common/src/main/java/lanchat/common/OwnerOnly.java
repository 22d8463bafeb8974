package lanchat.common;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Files and directories that are nobody else's business. Where the system has no such permissions (Windows), what is in
 * one's home is one's own. Safe for use by any thread.
 */
public final class OwnerOnly {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Set<PosixFilePermission> OWN =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private static final FileAttribute<?>[] FILE = permissions("rw-------");

    private OwnerOnly() {}

    /** Makes a directory, and those above it, for the owner only; leaves those that are there as they are. */
    public static void makeDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, permissions("rwx------"));
        }
    }

    /** A new directory for the owner only. */
    public static Path temporaryDirectory(Path in, String prefix) throws IOException {
        return Files.createTempDirectory(in, prefix, permissions("rwx------"));
    }

    /** Opens a file, and makes it where it is not there; for reading and writing. */
    public static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE), file());
    }

    /** What a new file is to be made with. */
    public static FileAttribute<?>[] file() {
        return FILE.clone();
    }

    /** Puts a file in the place of another as a whole: whoever reads sees the old one or the new one. */
    public static void replace(Path file, byte[] content) throws IOException {
        Path next = Files.createTempFile(
                file.toAbsolutePath().getParent(), file.getFileName().toString(), ".new", file());
        try {
            try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            moveOver(next, file);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    /** Whether others may read or write this file, as far as its permissions say. */
    public static boolean isOpenToOthers(Path file) throws IOException {
        return POSIX && !OWN.containsAll(Files.getPosixFilePermissions(file));
    }

    /** Takes a file away from others. */
    public static void close(Path file) throws IOException {
        if (POSIX) {
            Files.setPosixFilePermissions(file, OWN);
        }
    }

    private static void moveOver(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static FileAttribute<?>[] permissions(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
