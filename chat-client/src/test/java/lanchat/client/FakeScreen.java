package lanchat.client;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import lanchat.client.screen.Screen;
import lanchat.client.screen.ScreenClosedException;
import org.jspecify.annotations.Nullable;

/** A screen whose keyboard is the test, and on which the test reads. Remarks are told apart by a {@code (} before them. */
final class FakeScreen implements Screen {
    private static final int HANG_SECONDS = 60;

    private final boolean interactive;
    private final BlockingQueue<Optional<String>> typed = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private volatile CountDownLatch ready = new CountDownLatch(0);
    private volatile CountDownLatch goOn = new CountDownLatch(0);
    private volatile boolean broken;
    private volatile boolean faulty;

    private FakeScreen(boolean interactive) {
        this.interactive = interactive;
    }

    static FakeScreen ofPerson() {
        return new FakeScreen(true);
    }

    /** One that takes as long to be ready as the test likes. */
    static FakeScreen notReady() {
        FakeScreen screen = new FakeScreen(true);
        screen.ready = new CountDownLatch(1);
        return screen;
    }

    void isReady() {
        ready.countDown();
    }

    static FakeScreen ofPipe() {
        return new FakeScreen(false);
    }

    void types(String line) {
        typed.add(Optional.of(line));
    }

    void endsInput() {
        typed.add(Optional.empty());
    }

    void breaks() {
        broken = true;
    }

    /** From now on showing something ends in a mistake of the program. */
    void hasFault() {
        faulty = true;
    }

    /** From now on who shows something waits behind it until {@link #goesOn()}. */
    void waitsBehindWhatItShows() {
        goOn = new CountDownLatch(1);
    }

    void goesOn() {
        goOn.countDown();
    }

    /** What appears next. */
    String sees() throws InterruptedException {
        String line = seen.poll(HANG_SECONDS, TimeUnit.SECONDS);
        if (line == null) {
            throw new IllegalStateException("nothing appears on the screen");
        }
        return line;
    }

    boolean seesNothing() {
        return seen.isEmpty();
    }

    @Override
    public void open() {
        awaits(ready);
    }

    @Override
    public boolean interactive() {
        return interactive;
    }

    @Override
    public boolean keepsTypedLines() {
        return interactive;
    }

    @Override
    public @Nullable String readLine(String prompt) {
        if (interactive && !prompt.isEmpty()) {
            seen.add(prompt);
        }
        try {
            return typed.take().orElse(null);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public @Nullable String readPassword(String prompt) {
        return readLine(prompt);
    }

    @Override
    public void show(String line) throws ScreenClosedException {
        if (broken) {
            throw new ScreenClosedException();
        }
        if (faulty) {
            throw new IllegalStateException("a fault made by the test");
        }
        CountDownLatch behind = goOn; // Before the test sees the line: what it says then is for the next one.
        seen.add(line);
        awaits(behind);
    }

    @Override
    public void remark(String line) {
        seen.add("(" + line);
    }

    @Override
    public void close() {
        endsInput();
    }

    private static void awaits(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
