package lanchat.client.screen;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;
import lanchat.common.CleanText;
import lanchat.common.Json;
import lanchat.common.Message;
import lanchat.common.Person;
import lanchat.common.Wire;
import org.jspecify.annotations.Nullable;

/**
 * For programs ({@code --json}): standard output has the server's messages as they came, one object a line, and standard
 * error what this client has to say itself. UTF-8, as JSON is.
 */
public final class JsonScreen implements Screen {
    /** Longer than any request that can be made of it, so that it is answered and not cut. */
    private static final int MAX_CHARS = Wire.MAX_JSON_LINE_BYTES;

    private final TypedLines keyboard;
    private final PrintStream out;
    private final PrintStream remarks;

    /** Keeps lines whole; held while printing, never while reading. */
    private final ReentrantLock printing = new ReentrantLock();

    JsonScreen(InputStream in, PrintStream out, PrintStream remarks) {
        this.keyboard = new TypedLines(new InputStreamReader(in, StandardCharsets.UTF_8), MAX_CHARS);
        this.out = out;
        this.remarks = remarks;
    }

    /** The process's standard streams, terminals or not. */
    public static JsonScreen onStandardStreams() {
        return new JsonScreen(StandardInput.open(), printTo(FileDescriptor.out), printTo(FileDescriptor.err));
    }

    private static PrintStream printTo(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }

    @Override
    public boolean interactive() {
        return false;
    }

    /** A program knows what it wrote, and is told the id. */
    @Override
    public boolean keepsTypedLines() {
        return true;
    }

    @Override
    public @Nullable String readLine(String prompt) throws IOException, OverlongLineException {
        return keyboard.next();
    }

    @Override
    public @Nullable String readPassword(String prompt) {
        return null;
    }

    @Override
    public void passOn(Message message, long id) throws ScreenClosedException {
        print(out, Json.clean(Json.text(message, id)));
        if (out.checkError()) {
            throw new ScreenClosedException();
        }
    }

    /** Nothing: lines are made for people, of what has been passed on. */
    @Override
    public void show(String line) {}

    /** Nothing, for the same reason. */
    @Override
    public void show(Person person) {}

    @Override
    public void remark(String line) {
        print(remarks, CleanText.line(line));
    }

    private void print(PrintStream stream, String line) {
        printing.lock();
        try {
            stream.print(line + "\n"); // The same on every system, for it is no text for people.
            stream.flush();
        } finally {
            printing.unlock();
        }
    }

    /** Nothing to give back. */
    @Override
    public void close() {}
}
