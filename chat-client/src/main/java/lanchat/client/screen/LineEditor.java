package lanchat.client.screen;

import java.io.IOError;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.function.Function;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.KillRing;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.AttributedString;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * The line being typed at the bottom of a terminal, and what appears above it. JLine's editor, with the keys, the pasting
 * and the endings of a chat.
 *
 * <p>{@link #edit} belongs to the keyboard's thread; everything else may be called from any thread. JLine's {@code lock}
 * guards the screen, and is held while something is written on it.
 */
final class LineEditor extends LineReaderImpl {
    /** A longer page is asked about. */
    static final int MAX_UNASKED_LINES = 20;

    /** In a smaller window every row is for the room and what is typed. */
    private static final int MIN_STATUS_ROWS = 6;

    private static final int MIN_STATUS_COLUMNS = 20;

    private static final Size USUAL_SIZE = Size.of(80, 24);

    private static final long CLOSING_MILLIS = 300;
    private static final Character NO_CHARACTER = (char) 0;
    private static final String CTRL_C = KeyMap.ctrl('C');

    private final TerminalModes modes;
    private final Function<String, List<String>> completion;

    /** What Tab has offered for the buffer as it was left, and the place of the next; guarded by {@code lock}. */
    private List<String> offered = List.of();

    private int nextOffer;
    private String offeredFor = "";

    /** How things stand, in front of the line being typed; guarded by {@code lock}. */
    private String standing = "";

    /** What stands below the line being typed; guarded by {@code lock}. */
    private String status = "";

    /** What was drawn there last; guarded by {@code lock}. */
    private String drawn = "";

    /** While nothing may be left below the line; guarded by {@code lock}. */
    private boolean bare;

    /** While there is a question in the place of the prompt; guarded by {@code lock}. */
    private boolean asking;

    private volatile Runnable pressed = () -> {};

    /** Whether the terminal has been given back; guarded by {@code lock}. */
    private boolean closed;

    /** Whether the line stays on the screen, because it answers a question; for the keyboard's thread. */
    private boolean answering;

    /** Whether nothing of the line is shown; for the keyboard's thread. */
    private boolean unseen;

    /**
     * Takes a terminal over, and changes nothing about it before {@link #begins}.
     *
     * @param completion what can stand instead of the text before the cursor, the likeliest first
     */
    LineEditor(Terminal terminal, LineMemory memory, Function<String, List<String>> completion) throws IOException {
        super(terminal, "lanchat");
        this.modes = new TerminalModes(terminal);
        this.completion = completion;
        setHistory(new TypedHistory(memory));
        // Chat is prose: quotes, backslashes and exclamation marks mean nothing in it.
        setParser(new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]));
        setOpt(Option.DISABLE_EVENT_EXPANSION);
        setVariable(SECONDARY_PROMPT_PATTERN, "");
        setVariable(BLINK_MATCHING_PAREN, 0);
        setVariable(BELL_STYLE, "none");
        setVariable(HISTORY_SIZE, 1000);
        bindKeys();
        Signals.register("WINCH", () -> terminal.raise(Signal.WINCH)); // Where there is none, as on Windows: nothing.
        new JobControl(this::suspend, this::resume).begin();
    }

    private void bindKeys() {
        getWidgets().put(CALLBACK_INIT, this::begin);
        getWidgets().put(BEGIN_PASTE, this::paste);
        getWidgets().put("lanchat-complete", this::complete);
        getWidgets().put("lanchat-drop-or-leave", this::dropOrLeave);
        KeyMap<Binding> keys = Objects.requireNonNull(getKeyMaps().get(LineReader.EMACS));
        keys.bind(new Reference("lanchat-complete"), KeyMap.ctrl('I'));
        keys.bind(new Reference("lanchat-drop-or-leave"), CTRL_C);
        keys.bind(new Reference(LineReader.DELETE_CHAR), KeyMap.ctrl('D'));
        // A key pressed before the terminal was asked for the other form of these arrives in its first form.
        for (String form : List.of("^[[", "^[O")) {
            bind(keys, UP_LINE_OR_HISTORY, form + "A");
            bind(keys, DOWN_LINE_OR_HISTORY, form + "B");
            bind(keys, FORWARD_CHAR, form + "C");
            bind(keys, BACKWARD_CHAR, form + "D");
            bind(keys, BEGINNING_OF_LINE, form + "H");
            bind(keys, END_OF_LINE, form + "F");
        }
        for (String key : List.of("^X^E", "^X^V", "^[=", "^[?")) {
            keys.unbind(KeyMap.translate(key)); // An editor, vi's keys and lists: nothing for a chat.
        }
    }

    private static void bind(KeyMap<Binding> keys, String widget, String key) {
        keys.bind(new Reference(widget), KeyMap.translate(key));
    }

    /** From now on keys are not echoed as they come, but shown in the line being typed, and a paste is known as one. */
    void begins() {
        lock.lock();
        try {
            modes.betweenLines();
            terminal.writer().write(BRACKETED_PASTE_ON);
            terminal.flush();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets a line be typed and edited.
     *
     * @param prompt what stands before it; with one it is the answer to a question and stays on the screen, without it
     *     is erased when it is finished, for the room shows it
     * @return the line, of several where they were pasted, with a line feed between them; null when the member leaves
     */
    @Nullable
    String edit(String prompt) {
        answering = !prompt.isEmpty();
        option(Option.ERASE_LINE_ON_FINISH, !answering);
        setVariable(DISABLE_HISTORY, answering);
        while (true) {
            modes.betweenLines();
            noticeResize();
            try {
                // With a mask of no character nothing is shown, and nothing remembered.
                return readLine(answering ? prompt : standing(), unseen ? NO_CHARACTER : null);
            } catch (UserInterruptException e) {
                if (e.getPartialLine().isEmpty()) {
                    return null; // Where Ctrl-C never comes as a key: Windows.
                }
            } catch (EndOfFileException | IOError end) {
                return null;
            }
        }
    }

    /** Lets a password be typed: nothing of it is shown, remembered, or to be had back. Null when the member leaves. */
    @Nullable
    String editUnseen(String prompt) {
        unseen = true;
        try {
            return edit(prompt);
        } finally {
            unseen = false;
            killRing = new KillRing(); // What was cut out of the password is not to be put back into a line.
        }
    }

    /** Shows in front of the line being typed how things stand; empty for nothing. */
    void showState(String text) {
        lock.lock();
        try {
            standing = text.isEmpty() ? "" : "(" + text + ") ";
            if (reading && !answering && !asking && !closed) {
                setPrompt(standing);
                redisplay();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Shows this below the line being typed, where there is a place; empty for nothing. */
    void showStatus(String text) {
        lock.lock();
        try {
            if (!status.equals(text)) {
                status = text;
                if (reading && !closed) {
                    redisplay();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private String standing() {
        lock.lock();
        try {
            return standing;
        } finally {
            lock.unlock();
        }
    }

    /** Has this run for every key. */
    void onKey(Runnable what) {
        pressed = what;
    }

    @Override
    public Binding readBinding(KeyMap<Binding> keys, @Nullable KeyMap<Binding> local) {
        Binding key = super.readBinding(keys, local);
        pressed.run();
        return key;
    }

    /** Prints whole lines above the one being typed. False where the terminal does not take them any more. */
    boolean print(String lines) {
        lock.lock();
        try {
            if (!closed) {
                noticeResize();
                printAbove(lines);
            }
            return closed || !terminal.writer().checkError();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Gives the terminal back as it was found. What was half typed stays on the screen, for it has been said nowhere
     * else. A {@link #edit} that waits in another thread never returns.
     */
    void giveBack() {
        boolean locked = tryLock(); // Whoever holds it may be stuck in a write to this very terminal.
        try {
            if (closed) {
                return;
            }
            bare = true;
            if (locked && reading) {
                buf.cursor(buf.length());
                redisplay(false);
                if (buf.length() > 0 || answering) {
                    terminal.writer().write("\r\n");
                }
            }
            if (locked) {
                leaveEditing();
            }
            closed = true;
            modes.asFound();
        } finally {
            if (locked) {
                lock.unlock();
            }
        }
    }

    private boolean tryLock() {
        try {
            return lock.tryLock(CLOSING_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean begin() {
        modes.editing();
        return true;
    }

    private void leaveEditing() {
        terminal.puts(Capability.keypad_local);
        terminal.writer().write(BRACKETED_PASTE_OFF);
        terminal.flush();
    }

    @Override
    protected void cleanup() {
        if (closed) {
            waitForTheEnd();
        }
        super.cleanup();
        // Between two lines as well, or what is pasted just then would be taken for typed.
        terminal.writer().write(BRACKETED_PASTE_ON);
        terminal.flush();
    }

    /** The process ends; until then nothing more may be written, and the modes not be changed. */
    private void waitForTheEnd() {
        Condition never = lock.newCondition();
        while (closed) {
            never.awaitUninterruptibly();
        }
    }

    @Override
    protected void redisplay(boolean flush) {
        if (closed) {
            return;
        }
        noticeResize();
        // JLine's own Status would set the lines above apart with a scroll region: on many a terminal they would then
        // be
        // missing in what can be scrolled back to. Below the line it is a part of what JLine erases and draws anew
        // anyway.
        boolean shown = post == null && hasRoomForStatus();
        drawn = shown ? fitting(status) : "";
        if (shown) {
            String fitting = drawn;
            post = () -> new AttributedString(fitting);
        }
        try {
            super.redisplay(flush);
        } finally {
            if (shown) {
                post = null;
            }
        }
    }

    @Override
    protected void handleSignal(Signal signal) {
        lock.lock();
        try {
            super.handleSignal(signal);
            if (signal == Signal.WINCH && reading && !closed && !drawn.isEmpty()) {
                drawAnewBelow();
            } else if (signal == Signal.WINCH && reading && !closed && hasRoomForStatus()) {
                redisplay();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * A terminal that becomes lower may throw the rows below the cursor away, and JLine would look for them. So rows are made
     * there first, and what should be in them is drawn anew.
     */
    private void drawAnewBelow() {
        int rows = 1 + 2 * drawn.length() / Math.max(1, size.getColumns()); // No character is wider than two columns.
        terminal.writer().write("\033D".repeat(rows) + "\033[" + rows + "A");
        drawn = "";
        super.redisplay(false);
        redisplay();
    }

    private boolean hasRoomForStatus() {
        int columns = size.getColumns();
        if (bare || answering || status.isEmpty() || columns < MIN_STATUS_COLUMNS || size.getRows() < MIN_STATUS_ROWS) {
            return false;
        }
        int typedRows = 1;
        for (int i = 0, column = standing.length(); i < buf.length(); i++) {
            column += 2; // No character is wider.
            if (buf.atChar(i) == '\n' || column >= columns) {
                typedRows++;
                column = 0;
            }
        }
        return typedRows < size.getRows() - 2;
    }

    /** As much of it as fits into one row, and leaves its last column free: a full row may wrap. */
    private String fitting(String text) {
        AttributedString whole = new AttributedString(text);
        return whole.columnSubSequence(0, size.getColumns() - 1).toString();
    }

    @Override
    protected void doCleanup(boolean nl) {
        bare = true;
        try {
            super.doCleanup(nl);
        } finally {
            bare = false;
        }
    }

    /** The terminal has moved its rows already when it is resized, and the signal that says so comes a moment later. */
    private void noticeResize() {
        Size now = terminal.getBufferSize();
        if (now.getColumns() == 0 || now.getRows() == 0) {
            // Serial lines and some containers do not know their size; JLine shows nothing then.
            terminal.setSize(USUAL_SIZE);
            now = USUAL_SIZE;
        }
        if (reading && !now.equals(size)) {
            handleSignal(Signal.WINCH);
        }
    }

    /** Ctrl-Z: as every program that changes the terminal, this one gives it back before it stops. */
    private void suspend(Runnable stop) {
        lock.lock(); // Held while stopped as well: nothing may be printed in between.
        try {
            if (closed) {
                return;
            }
            if (reading) {
                display.update(Collections.emptyList(), 0);
            }
            leaveEditing();
            modes.asFound();
            stop.run();
            resume();
        } finally {
            lock.unlock();
        }
    }

    private void resume() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            begins();
            if (reading) {
                modes.editing();
                size = terminal.getBufferSize();
                display.resize(size);
                terminal.puts(Capability.keypad_xmit);
                redrawLine();
                redisplay();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ctrl-C. */
    private boolean dropOrLeave() {
        if (buf.length() == 0) {
            state = State.EOF;
            return true;
        }
        if (!unseen) {
            killRing.add(buf.toString()); // Ctrl-Y brings it back.
        }
        buf.clear();
        history.moveToEnd();
        return true;
    }

    /** Tab. */
    private boolean complete() {
        if (answering) {
            return false;
        }
        String before = buf.upToCursor();
        String after = buf.substring(buf.cursor());
        if (offered.isEmpty() || !offeredFor.equals(before + "\n" + after)) {
            offered = completion.apply(before);
            nextOffer = 0;
        }
        if (offered.isEmpty()) {
            return false;
        }
        String offer = offered.get(nextOffer % offered.size());
        nextOffer++;
        String put = after.startsWith(" ") ? offer.stripTrailing() : offer;
        buf.clear();
        buf.write(put + after);
        buf.cursor(put.codePointCount(0, put.length()));
        offeredFor = put + "\n" + after;
        return true;
    }

    private boolean paste() {
        String pasted = doReadStringUntil(BRACKETED_PASTE_END);
        List<String> lines = Paste.lines(pasted);
        if (lines.isEmpty()) {
            return true;
        }
        if (answering || lines.size() == 1) {
            buf.write(lines.get(0));
        } else if (lines.size() <= MAX_UNASKED_LINES) {
            buf.write(String.join("\n", lines));
        } else if (agreesTo(lines.size())) {
            buf.write(String.join("\n", lines));
            return acceptLine();
        }
        return true;
    }

    private boolean agreesTo(int lines) {
        var typed = buf.copy();
        buf.clear();
        ask("Send " + lines + " lines? y/n ");
        try {
            return answersYes();
        } finally {
            askNoMore();
            buf.copyFrom(typed);
        }
    }

    private void ask(String question) {
        lock.lock();
        try {
            asking = true;
            setPrompt(question);
            redisplay();
        } finally {
            lock.unlock();
        }
    }

    private void askNoMore() {
        lock.lock();
        try {
            asking = false;
            setPrompt(standing);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for one of the keys that are an answer; all others, and what is pasted, are none. */
    private boolean answersYes() {
        KeyMap<String> keys = new KeyMap<>();
        keys.setNomatch("other");
        keys.setUnicode("other");
        keys.bind("y", "y", "Y");
        keys.bind("n", "n", "N", CTRL_C, KeyMap.ctrl('D'), KeyMap.ctrl('G'), KeyMap.esc());
        keys.bind("paste", BRACKETED_PASTE_BEGIN);
        while (true) {
            String key = doReadBinding(keys, null);
            if (key == null || key.equals("n")) {
                return false;
            }
            if (key.equals("y")) {
                return true;
            }
            if (key.equals("paste")) {
                doReadStringUntil(BRACKETED_PASTE_END);
            }
        }
    }
}
