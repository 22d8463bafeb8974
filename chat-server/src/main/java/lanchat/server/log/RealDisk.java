package lanchat.server.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import lanchat.common.OwnerOnly;

/** The disk as Java gives it to us. Safe for use by any thread. */
final class RealDisk implements Disk {
    static final RealDisk INSTANCE = new RealDisk();

    private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    private RealDisk() {}

    @Override
    public DiskFile open(Path file) throws IOException {
        Set<StandardOpenOption> write = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        return new RealFile(FileChannel.open(file, write, OwnerOnly.file()));
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        if (!WINDOWS) { // There a directory can't be opened, and need not be forced.
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    private record RealFile(FileChannel channel) implements DiskFile {
        @Override
        public void write(ByteBuffer bytes, long place) throws IOException {
            long at = place;
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void cut(long length) throws IOException {
            channel.truncate(length);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
