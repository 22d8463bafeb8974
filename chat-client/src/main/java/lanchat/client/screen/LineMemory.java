package lanchat.client.screen;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lanchat.common.CleanText;
import lanchat.common.OwnerOnly;
import org.jspecify.annotations.Nullable;

/**
 * The lines typed in earlier runs, oldest first, one a line in a file that only its owner can read. Where there can be
 * no such file there is no memory, and nothing else is wrong. For the keyboard's thread.
 */
final class LineMemory {
    private static final long MAX_FILE_BYTES = 128 * 1024;
    private static final int KEPT_BYTES = 64 * 1024;
    private static final int MAX_LINE_CHARS = 2 * 1024;

    private final @Nullable Path file;

    /** Remembers in this file; nothing where it is null. Makes its directories when they are needed. */
    LineMemory(@Nullable Path file) {
        this.file = file;
    }

    /** Remembers below this home; nothing where there is none. */
    static LineMemory in(@Nullable Path home) {
        return new LineMemory(home == null ? null : home.resolve("client").resolve("history"));
    }

    /** What was typed before. */
    List<String> recall() {
        List<String> lines = new ArrayList<>();
        if (file == null || !Files.isRegularFile(file)) {
            return lines;
        }
        try {
            allowOwnerOnly(file);
            shorten(file);
            text(file)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(CleanText::line)
                    .forEach(lines::add);
        } catch (IOException forgotten) {
            lines.clear(); // Not worth a word to somebody who wants to chat.
        }
        return lines;
    }

    /** Adds a line. */
    void remember(String line) {
        if (file == null || line.length() > MAX_LINE_CHARS) {
            return;
        }
        try {
            makeFile(file);
            Files.writeString(file, CleanText.line(line) + "\n", StandardOpenOption.APPEND);
            shorten(file);
        } catch (IOException | UnsupportedOperationException forgotten) {
            // As above: without a memory one can chat just as well.
        }
    }

    private static void makeFile(Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            OwnerOnly.makeDirectory(folder);
            Files.createFile(file, OwnerOnly.file());
        }
    }

    private static void allowOwnerOnly(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** Keeps the newest lines of a file that has grown too long. */
    private static void shorten(Path file) throws IOException {
        if (Files.size(file) <= MAX_FILE_BYTES) {
            return;
        }
        byte[] all = tail(file);
        int start = all.length - KEPT_BYTES;
        while (start < all.length && all[start - 1] != '\n') {
            start++;
        }
        // Made for its owner only, and put in place as a whole: another client may be reading.
        Path shorter = Files.createTempFile(file.toAbsolutePath().getParent(), "history", null);
        try {
            Files.writeString(shorter, new String(all, start, all.length - start, StandardCharsets.UTF_8));
            Files.move(shorter, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(shorter);
        }
    }

    private static String text(Path file) throws IOException {
        return new String(tail(file), StandardCharsets.UTF_8); // What is damaged becomes U+FFFD.
    }

    private static byte[] tail(Path file) throws IOException {
        try (var channel = Files.newByteChannel(file)) {
            long size = channel.size();
            channel.position(Math.max(0, size - MAX_FILE_BYTES));
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(size, MAX_FILE_BYTES));
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
            return Arrays.copyOf(bytes.array(), bytes.position());
        }
    }
}
