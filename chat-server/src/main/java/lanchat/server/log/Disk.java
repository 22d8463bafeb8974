package lanchat.server.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** What a journal needs of a disk to write: the place where tests make it fail. */
interface Disk {
    /** Opens a file for writing, which only its owner may read; makes it if it is not there. */
    DiskFile open(Path file) throws IOException;

    /** Forces the directory, so that its files are there after a loss of power. */
    void forceDirectory(Path directory) throws IOException;

    /** Deletes a file. */
    void delete(Path file) throws IOException;

    /** A file that is written. For one thread, which nobody may interrupt: that would close it. */
    interface DiskFile extends Closeable {
        /** Writes all of it at this place. */
        void write(ByteBuffer bytes, long place) throws IOException;

        /** Returns when the disk has all that was written. */
        void force() throws IOException;

        /** Cuts the file to this length. */
        void cut(long length) throws IOException;
    }
}
