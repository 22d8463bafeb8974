package lanchat.client.screen;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.concurrent.locks.ReentrantLock;
import lanchat.common.ClassicText;
import lanchat.common.CleanText;
import lanchat.common.Event;
import org.jspecify.annotations.Nullable;

/**
 * The plain view: lines in, lines out. For pipes, for terminals that can do no more, and for {@code --simple}, where
 * the terminal itself echoes what is typed and it stays on the screen.
 *
 * <p>It opens the process's streams itself: {@code System.in} and {@code System.out} have the character set of the
 * locale or of {@code -Dfile.encoding}, and a pipe's text is UTF-8 whatever these say.
 */
public final class SimpleScreen implements Screen {
    private final boolean terminal;
    private final TypedLines keyboard;
    private final PrintStream out;
    private final PrintStream remarks;
    /** For a person only: a program gets the room's lines as they are. Guarded by {@code printing}. */
    private final @Nullable Tidying tidying;

    /** Keeps lines whole; held while printing, never while reading. */
    private final ReentrantLock printing = new ReentrantLock();

    /** Whether a prompt stands at the end of the screen, unanswered; guarded by {@code printing}. */
    private boolean asking;

    SimpleScreen(boolean terminal, InputStream in, Charset typed, PrintStream out, PrintStream remarks) {
        this.terminal = terminal;
        this.keyboard = new TypedLines(new InputStreamReader(in, typed)); // what is malformed becomes U+FFFD
        this.out = out;
        this.remarks = remarks;
        this.tidying =
                terminal ? new Tidying(ZoneId.systemDefault(), System.currentTimeMillis(), System::nanoTime) : null;
    }

    /** The process's terminal, in the terminal's own character sets. */
    public static SimpleScreen onTerminal() {
        PrintStream out = printTo(FileDescriptor.out, TerminalCharset.shown(System::getProperty));
        return new SimpleScreen(true, StandardInput.open(), TerminalCharset.typed(System::getProperty), out, out);
    }

    /** The process's standard streams, all in this character set. */
    public static SimpleScreen onPipes(Charset charset) {
        return new SimpleScreen(
                false,
                StandardInput.open(),
                charset,
                printTo(FileDescriptor.out, charset),
                printTo(FileDescriptor.err, charset));
    }

    private static PrintStream printTo(FileDescriptor descriptor, Charset charset) {
        return new PrintStream(new FileOutputStream(descriptor), false, charset);
    }

    @Override
    public boolean interactive() {
        return terminal;
    }

    /** The terminal's own echo stays on the screen; a pipe has none. */
    @Override
    public boolean keepsTypedLines() {
        return terminal;
    }

    @Override
    public @Nullable String readLine(String prompt) throws IOException, OverlongLineException {
        boolean asks = terminal && !prompt.isEmpty();
        if (asks) {
            ask(prompt);
        }
        try {
            return keyboard.next();
        } finally {
            if (asks) {
                setAsking(false);
            }
        }
    }

    /** The terminal's echo is Java's to switch off. Nothing typed is lost to that: a terminal gives one line at a time. */
    @Override
    public @Nullable String readPassword(String prompt) {
        Console console = terminal ? System.console() : null;
        if (console == null) {
            return null;
        }
        setAsking(true);
        try {
            // Printed by the console, which switches the echo off before: whoever sees the prompt may type.
            char[] typed = console.readPassword("%s", prompt);
            return typed == null ? null : new String(typed);
        } catch (IOError unreadable) {
            return null;
        } finally {
            setAsking(false);
        }
    }

    private void ask(String prompt) {
        printing.lock();
        try {
            setAsking(true);
            out.print(prompt);
            out.flush();
        } finally {
            printing.unlock();
        }
    }

    private void setAsking(boolean now) {
        printing.lock();
        try {
            asking = now;
        } finally {
            printing.unlock();
        }
    }

    @Override
    public void show(String line) throws ScreenClosedException {
        print(out, line);
        checkOut();
    }

    private void checkOut() throws ScreenClosedException {
        if (out.checkError()) {
            throw new ScreenClosedException();
        }
    }

    @Override
    public void show(Event event, String reader) throws ScreenClosedException {
        showDated(event, reader, event);
    }

    @Override
    public void showAgain(Event event, String reader) throws ScreenClosedException {
        showDated(event, reader, null);
    }

    private void showDated(Event event, String reader, @Nullable Event news) throws ScreenClosedException {
        String line = ClassicText.line(event, reader);
        if (line == null) {
            return;
        }
        printing.lock();
        try {
            if (tidying == null) {
                printAsItIs(out, line);
            } else {
                boolean own = event.by().equals(reader);
                tidying.take(new Shown(line, news, own, event.time(), true))
                        .forEach(shown -> printAsItIs(out, shown.classic()));
            }
        } finally {
            printing.unlock();
        }
        checkOut();
    }

    @Override
    public void tick() throws ScreenClosedException {
        printing.lock();
        try {
            if (tidying != null) {
                tidying.due().forEach(shown -> printAsItIs(out, shown.classic()));
            }
        } finally {
            printing.unlock();
        }
        checkOut();
    }

    /** Where not even this can be written nobody is left to be told; the exit code says it still. */
    @Override
    public void remark(String line) {
        print(remarks, line);
    }

    private void print(PrintStream stream, String line) {
        printing.lock();
        try {
            if (tidying != null) {
                tidying.heldBack().forEach(shown -> printAsItIs(out, shown.classic()));
            }
            printAsItIs(stream, line);
        } finally {
            printing.unlock();
        }
    }

    /** By who holds {@code printing}. */
    private void printAsItIs(PrintStream stream, String line) {
        if (asking) {
            stream.println();
            asking = false;
        }
        stream.println(CleanText.line(line));
        stream.flush();
    }

    /** Nothing to give back: this screen changes nothing about the terminal, and every line is out when it is shown. */
    @Override
    public void close() {}
}
