package lanchat.server;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import lanchat.common.Fingerprint;
import lanchat.common.Threads;
import lanchat.server.log.RoomLog;
import lanchat.server.log.Trouble;
import org.jspecify.annotations.Nullable;

/**
 * The host at the server's own terminal, or what stands in for it: a pipe, a file. Owns the screen and the keyboard,
 * each with one thread of its own. Its methods may be called by any thread.
 */
final class Console {
    private static final Path STANDARD_INPUT = Path.of("/proc/self/fd/0");
    private static final int FINISH_MILLIS = 300;

    private final HostScreen screen;
    private final HostKeyboard keyboard;

    /**
     * A console for the log as it is now; nothing happens before {@link #start}.
     *
     * @param onTerminal whether a person sits there, who is shown the room's lines too
     * @param charset of both streams
     * @param key what {@code /key} shows; null where there is no encryption
     * @param views what the host can be shown besides
     * @param stop what {@code /stop} calls
     */
    Console(
            RoomLog log,
            boolean onTerminal,
            Charset charset,
            InputStream in,
            OutputStream out,
            @Nullable Fingerprint key,
            RoomViews views,
            Runnable stop) {
        screen = new HostScreen(log, onTerminal, out, charset, views);
        keyboard = new HostKeyboard(log, screen, RecodedInput.asUtf8(in, charset), key, stop);
    }

    /** The console at this program's standard input and output. */
    static Console ofThisProgram(RoomLog log, @Nullable Fingerprint key, RoomViews views, Runnable stop) {
        // Not System.out, which keeps quiet when its reader has gone.
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        return new Console(log, Threads.onTerminal(), charset(), standardInput(), out, key, views, stop);
    }

    /** What people are written to in: the terminal's own charset, UTF-8 where there is no terminal. */
    static Charset charset() {
        return Threads.onTerminal() ? Objects.requireNonNull(System.console()).charset() : StandardCharsets.UTF_8;
    }

    /**
     * Standard input, or nothing where a script has closed it: the system then gave its number to the next file that
     * was opened, which was one of Java's own, and that is nobody's words.
     */
    private static InputStream standardInput() {
        try {
            Path file = STANDARD_INPUT.toRealPath();
            if (file.startsWith(Path.of(System.getProperty("java.home")).toRealPath())
                    || file.equals(
                            Path.of(System.getProperty("java.class.path")).toRealPath())) {
                return InputStream.nullInputStream();
            }
        } catch (IOException | InvalidPathException noSuchFile) {
            // No file at all (a terminal's or a pipe's other end, another system than Linux): nothing of Java's.
        }
        return new FileInputStream(FileDescriptor.in);
    }

    /** Shows these lines, then what happens in the room. Called once. */
    void start(List<String> first) throws InterruptedException {
        screen.start();
        screen.show(first);
    }

    /** News of the log's home, for the host. By any thread; does not wait. */
    void tell(Trouble news) {
        if (!news.forPeople().isEmpty()) {
            screen.tell(news.forPeople());
        }
    }

    /** Something the host should know, in one line. By any thread; does not wait. */
    void tell(String line) {
        screen.tell(line);
    }

    /** Begins to read what the host types. Called at most once. */
    void listen() {
        keyboard.start();
    }

    /** Shows what has happened by now and ends; a stuck terminal is waited for only shortly. May be called twice. */
    void finish() throws InterruptedException {
        screen.finish(FINISH_MILLIS);
    }
}
