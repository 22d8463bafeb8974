package lanchat.server.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A disk that fails when a test wants it to. It does not really force anything: nobody pulls the plug of a test.
 * Counts down what is to fail; any thread may set the counts.
 */
final class FaultyDisk implements Disk {
    /** So many of the next writes write a half and fail, as on a full disk. */
    final AtomicInteger failingWrites = new AtomicInteger();

    /** So many of the next forces fail. */
    final AtomicInteger failingForces = new AtomicInteger();

    /** So many of the next cuts fail. */
    final AtomicInteger failingCuts = new AtomicInteger();

    /** How often anything was written, and forced. */
    final AtomicInteger writes = new AtomicInteger();

    final AtomicInteger forces = new AtomicInteger();

    @Override
    public DiskFile open(Path file) throws IOException {
        DiskFile real = RealDisk.INSTANCE.open(file);
        return new DiskFile() {
            @Override
            public void write(ByteBuffer bytes, long place) throws IOException {
                writes.incrementAndGet();
                if (isDue(failingWrites)) {
                    bytes.limit(bytes.position() + bytes.remaining() / 2);
                    real.write(bytes, place);
                    throw new IOException("No space left on device");
                }
                real.write(bytes, place);
            }

            @Override
            public void force() throws IOException {
                forces.incrementAndGet();
                if (isDue(failingForces)) {
                    throw new IOException("Input/output error");
                }
            }

            @Override
            public void cut(long length) throws IOException {
                if (isDue(failingCuts)) {
                    throw new IOException("Input/output error");
                }
                real.cut(length);
            }

            @Override
            public void close() throws IOException {
                real.close();
            }
        };
    }

    @Override
    public void forceDirectory(Path directory) {
        forces.incrementAndGet();
    }

    @Override
    public void delete(Path file) throws IOException {
        RealDisk.INSTANCE.delete(file);
    }

    private static boolean isDue(AtomicInteger count) {
        return count.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }
}
