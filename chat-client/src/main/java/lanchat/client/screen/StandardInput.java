package lanchat.client.screen;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * The process's standard input, if it was given one. A program started with it closed ({@code <&-}) finds there whatever
 * file the JVM opened first, one of its own, and would say that to the room.
 */
final class StandardInput {
    private StandardInput() {}

    /** The bytes of standard input; none where it is closed. */
    static InputStream open() {
        Path described = Path.of("/proc/self/fd/0");
        Path java = Path.of(System.getProperty("java.home", ""));
        return isInside(described, java) ? InputStream.nullInputStream() : new FileInputStream(FileDescriptor.in);
    }

    /** Whether a path, links followed, leads to a file below the directory. */
    static boolean isInside(Path path, Path directory) {
        try {
            return path.toRealPath().startsWith(directory.toRealPath());
        } catch (IOException e) {
            return false; // A pipe or a socket, which have no path; or a system without /proc, which cannot be asked.
        }
    }
}
