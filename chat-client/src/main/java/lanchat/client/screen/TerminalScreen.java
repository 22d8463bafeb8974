package lanchat.client.screen;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import lanchat.common.ClassicText;
import lanchat.common.CleanText;
import lanchat.common.Event;
import lanchat.common.Person;
import lanchat.common.Wire;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.ShutdownHooks;
import org.jspecify.annotations.Nullable;

/**
 * The view for a person at a terminal: the line being typed stays whole at the bottom while the room's lines appear
 * above it. It has no prompt, no frame and no other screen: what has been said is in the terminal's own scrollback, and
 * reads as the classic conversation does.
 */
public final class TerminalScreen implements Screen {
    /** Lines that come in one go are printed in one go; this much waits at most, in characters and in time. */
    private static final int MAX_PENDING_CHARS = 16 * 1024;

    private static final long MAX_PENDING_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** How long the end of the process waits for the last words on the screen. */
    private static final long CLOSING_MILLIS = 2_000;

    /** Kept, because the setting goes with the object: JLine's own messages would be written across the screen. */
    private static final Logger JLINE = Logger.getLogger("org.jline");

    private final boolean colored;
    private final boolean slashes;
    private final @Nullable Path home;
    private final Members members = new Members();
    private final StatusLine status;
    private final TerminalCommands settings;
    private final CountDownLatch givenBack = new CountDownLatch(1);

    /** What is typed and not yet taken, for several lines can be entered at once; for the keyboard's thread. */
    private final Deque<String> typed = new ArrayDeque<>();

    /** Guards what follows. Held while printing, never while reading. */
    private final ReentrantLock printing = new ReentrantLock();

    private final List<Shown> pending = new ArrayList<>();
    private int pendingChars;
    private long pendingSince;
    private boolean ring;
    private final Tidying tidying = new Tidying(ZoneId.systemDefault(), System.currentTimeMillis(), System::nanoTime);
    private LinePainter painter = new LinePainter(NameColors.none(), members, ZoneId.systemDefault());

    /** The editor once the terminal is ready, or the plain view where there can be none. */
    private @Nullable LineEditor editor;

    private @Nullable SimpleScreen plain;
    private boolean closed;

    /**
     * A view of this process's terminal; {@link #open} makes it ready.
     *
     * @param colored whether names may have colours
     * @param slashes whether a line that begins with a slash is a command
     * @param status whether a line says how things stand
     * @param home where to remember what was typed; null for nowhere
     */
    public TerminalScreen(boolean colored, boolean slashes, boolean status, @Nullable Path home) {
        this.status = new StatusLine(status);
        this.settings = new TerminalCommands(this.status);
        this.colored = colored;
        this.slashes = slashes;
        this.home = home;
    }

    @Override
    public void open() {
        JLINE.setLevel(Level.OFF);
        // JLine gives the terminal back when the process ends, and does so in the order in which it was told of things:
        // being first, this keeps the terminal until the last words are on it.
        ShutdownHooks.add(() -> givenBack.await(CLOSING_MILLIS, TimeUnit.MILLISECONDS));
        LineEditor made = null;
        NameColors colors = NameColors.none();
        try {
            Terminal terminal = terminal();
            Integer count = terminal.getNumericCapability(Capability.max_colors);
            colors = NameColors.of(!colored || count == null ? 0 : count);
            List<String> commands = settings.completions();
            Completion completion = new Completion(commands, slashes);
            made = new LineEditor(
                    terminal, LineMemory.in(home), before -> completion.of(before, members.lastSpeakersFirst()));
        } catch (IOException | IllegalStateException | LinkageError notHere) {
            // No native part for this kind of machine, or nowhere to unpack it: the plain view needs neither.
        }
        printing.lock();
        try {
            if (!closed) {
                painter = new LinePainter(colors, members, ZoneId.systemDefault());
                editor = made;
                if (made == null) {
                    plain = SimpleScreen.onTerminal();
                } else {
                    made.begins();
                }
                printPending();
            }
        } finally {
            printing.unlock();
        }
    }

    private static Terminal terminal() throws IOException {
        Charset shown = TerminalCharset.shown(System::getProperty);
        return TerminalBuilder.builder()
                .provider("jni") // The one that runs on 17 and on 25 without an option, and starts fastest.
                .dumb(false)
                .nativeSignals(false) // Signals end this process as they end any other; see LineEditor for the rest.
                .graphemeCluster(false) // Would ask the terminal, and wait for an answer not every terminal gives.
                .encoding(shown)
                .stdinEncoding(TerminalCharset.typed(System::getProperty))
                .stdoutEncoding(shown)
                .build();
    }

    @Override
    public boolean interactive() {
        return true;
    }

    @Override
    public boolean keepsTypedLines() {
        return false;
    }

    @Override
    public @Nullable String readLine(String prompt) throws IOException, OverlongLineException {
        while (typed.isEmpty()) {
            LineEditor ready = editor();
            if (ready == null) {
                return plain().readLine(prompt);
            }
            String line = ready.edit(prompt);
            if (line == null) {
                return null;
            }
            typed.addAll(Paste.asTyped(line, slashes && prompt.isEmpty()));
        }
        String line = typed.remove();
        if (!CleanText.fits(line, Wire.MAX_TEXT_BYTES)) {
            throw new OverlongLineException(line.substring(0, 60));
        }
        return line;
    }

    @Override
    public @Nullable String readPassword(String prompt) {
        LineEditor ready = editor();
        return ready == null ? plain().readPassword(prompt) : ready.editUnseen(prompt);
    }

    @Override
    public void iAm(String name) {
        members.iAm(name);
    }

    @Override
    public void show(String line) throws ScreenClosedException {
        add(new Shown(CleanText.line(line), null, false, System.currentTimeMillis(), false), false);
    }

    @Override
    public void show(Person person) throws ScreenClosedException {
        members.present(person.name());
        long now = System.currentTimeMillis();
        Event came = new Event.Joined(0, now, person.session(), 0, person.name(), person.address(), null);
        add(new Shown(ClassicText.present(person), came, false, now, false), false);
    }

    @Override
    public void show(Event event, String reader) throws ScreenClosedException {
        String line = ClassicText.line(event, reader);
        if (line == null) {
            return;
        }
        boolean own = event.by().equals(reader);
        boolean rings = !own && members.caughtUp() && settings.bell().ringsFor(event, members.ownName());
        if (!own && members.caughtUp() && Bell.MENTIONS.ringsFor(event, members.ownName())) {
            status.mentioned();
            showStatus();
        }
        add(new Shown(line, event, own, event.time(), true), rings);
        members.take(event, own);
    }

    @Override
    public void showAgain(Event event, String reader) throws ScreenClosedException {
        String line = ClassicText.line(event, reader);
        if (line != null) {
            add(new Shown(line, null, false, event.time(), true), false);
        }
    }

    @Override
    public void remark(String line) {
        printing.lock();
        try {
            add(new Shown(CleanText.line(line), null, false, System.currentTimeMillis(), false), false);
            flush();
        } catch (ScreenClosedException gone) {
            // Nobody is left to be told; the exit code says it still.
        } finally {
            printing.unlock();
        }
    }

    private void add(Shown line, boolean rings) throws ScreenClosedException {
        printing.lock();
        try {
            put(tidying.take(line));
            ring |= rings;
            if (pendingChars > MAX_PENDING_CHARS || System.nanoTime() - pendingSince > MAX_PENDING_NANOS) {
                flush();
            }
        } finally {
            printing.unlock();
        }
    }

    private void put(List<Shown> lines) {
        if (pending.isEmpty()) {
            pendingSince = System.nanoTime();
        }
        for (Shown line : lines) {
            pending.add(line);
            pendingChars += line.classic().length();
        }
    }

    @Override
    public void tick() throws ScreenClosedException {
        printing.lock();
        try {
            put(tidying.due());
            flush();
        } finally {
            printing.unlock();
        }
    }

    @Override
    public boolean hasStatus() {
        return status.isOn();
    }

    @Override
    public void standing(Standing now) {
        status.standing(now);
        showStatus();
    }

    private void showStatus() {
        LineEditor ready = editor();
        if (ready != null) {
            ready.showStatus(status.text());
        }
    }

    @Override
    public void caughtUp() {
        members.nowItIsNow();
    }

    @Override
    public void state(String text) {
        LineEditor ready = editor();
        if (ready != null) {
            ready.showState(text);
        }
    }

    @Override
    public void onKey(Runnable pressed) {
        LineEditor ready = editor();
        if (ready != null) {
            ready.onKey(() -> {
                pressed.run();
                if (status.read()) {
                    showStatus();
                }
            });
        }
    }

    @Override
    public void flush() throws ScreenClosedException {
        printing.lock();
        try {
            if (!printPending()) {
                throw new ScreenClosedException();
            }
        } finally {
            printing.unlock();
        }
    }

    /** False where the terminal takes nothing any more. */
    private boolean printPending() {
        if (pending.isEmpty() || (editor == null && plain == null)) {
            return true;
        }
        List<Shown> lines = List.copyOf(pending);
        pending.clear();
        pendingChars = 0;
        if (editor == null) {
            lines.forEach(line -> plain().remark(line.classic()));
            return true;
        }
        StringBuilder text = new StringBuilder();
        for (Shown line : lines) {
            text.append(painter.paint(line, settings.time())).append("\r\n");
        }
        if (ring) {
            text.insert(0, '\007');
            ring = false;
        }
        return editor.print(text.toString());
    }

    @Override
    public List<String> commands() {
        return settings.words();
    }

    @Override
    public List<String> help() {
        return settings.help();
    }

    @Override
    public void command(String word, String rest) {
        remark(settings.set(word, rest));
        showStatus();
    }

    @Override
    public void close() {
        printing.lock();
        try {
            if (closed) {
                return;
            }
            if (editor == null && plain == null) {
                plain = SimpleScreen.onTerminal(); // The end came before the terminal was ready.
            }
            put(tidying.heldBack());
            printPending();
            closed = true;
            if (editor != null) {
                editor.giveBack();
            }
        } finally {
            printing.unlock();
            givenBack.countDown();
        }
    }

    private @Nullable LineEditor editor() {
        printing.lock();
        try {
            return editor;
        } finally {
            printing.unlock();
        }
    }

    private SimpleScreen plain() {
        printing.lock();
        try {
            if (plain == null) {
                throw new IllegalStateException("open() comes first");
            }
            return plain;
        } finally {
            printing.unlock();
        }
    }
}
