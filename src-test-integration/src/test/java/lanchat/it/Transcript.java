package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import lanchat.common.Wire;

/**
 * What a stream has brought so far, as lines, read by a thread of its own until the stream ends. Any thread may ask.
 *
 * <p>Asking waits, as long as a program may take that has not hung. A prompt in front of a line is taken off: whether
 * it comes depends on how fast this machine is.
 */
final class Transcript {
    /** Who has not said it by then never will. Says nothing about how fast anything has to be. */
    static final long HANG_SECONDS = 60;

    private static final int SHOWN_ON_FAILURE = 40;

    private final String whose;
    private final List<String> lines = new ArrayList<>();
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
    private int heard;
    private boolean ended;

    private Transcript(String whose) {
        this.whose = whose;
    }

    /** Where a stream comes from that may have to be waited for. */
    @FunctionalInterface
    interface Source {
        InputStream open() throws IOException;
    }

    /** Reads this stream to its end. */
    static Transcript of(String whose, InputStream in) {
        return of(whose, () -> in);
    }

    /** Reads the stream that is to be had from there to its end. */
    static Transcript of(String whose, Source source) {
        Transcript transcript = new Transcript(whose);
        Thread reader = new Thread(() -> transcript.read(source), "transcript of " + whose);
        reader.setDaemon(true);
        reader.start();
        return transcript;
    }

    /** The next line nobody has asked for yet. */
    synchronized String next() {
        await("another line", () -> heard < lines.size() || ended);
        if (heard == lines.size()) {
            throw problem("another line", "it had ended");
        }
        return lines.get(heard++);
    }

    /** The next lines are exactly these. */
    void hears(String... expected) {
        for (String line : expected) {
            assertEquals(line, next(), () -> whose + " heard before: " + tail());
        }
    }

    /** The next line fits this pattern as a whole. */
    String hearsLike(String pattern) {
        String line = next();
        if (!Pattern.matches(pattern, line)) {
            throw problem("a line like " + pattern, "it heard " + line);
        }
        return line;
    }

    /** Goes on to this line, over whatever comes before it. */
    void skipsTo(String line) {
        skipsToLike(Pattern.quote(line));
    }

    /** Goes on to a line that fits this pattern as a whole, over whatever comes before it. */
    String skipsToLike(String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        while (true) {
            String line = next();
            if (compiled.matcher(line).matches()) {
                return line;
            }
        }
    }

    /** Goes on to what comes from now on. */
    synchronized void skipsAll() {
        heard = lines.size();
    }

    /** The line that has begun reads so at last. */
    synchronized void hasBegun(String text) {
        await("the beginning of a line: " + text, () -> unfinishedLine().equals(text) || ended);
        assertEquals(text, unfinishedLine(), () -> whose + " heard before: " + tail());
    }

    /** Nothing more comes, and everything that came has been asked for. */
    void ends() {
        assertEquals(List.of(), rest(), () -> whose + " should have ended here");
    }

    /** Waits for the end; what nobody has asked for yet, an unfinished line included. */
    synchronized List<String> rest() {
        await("the end", () -> ended);
        List<String> rest = new ArrayList<>(lines.subList(heard, lines.size()));
        heard = lines.size();
        if (unfinished.size() > 0) {
            rest.add(unfinishedLine());
        }
        return rest;
    }

    /** Everything up to now, asked for or not. */
    synchronized List<String> all() {
        return List.copyOf(lines);
    }

    private String unfinishedLine() {
        return unfinished.toString(StandardCharsets.UTF_8);
    }

    private void read(Source source) {
        byte[] bytes = new byte[16 * 1024];
        try (InputStream in = source.open()) {
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                take(bytes, count);
            }
        } catch (IOException gone) {
            // A reset or a closed socket is an end as good as any here.
        } finally {
            end();
        }
    }

    private synchronized void take(byte[] bytes, int count) {
        int start = 0;
        for (int i = 0; i < count; i++) {
            if (bytes[i] == '\n') {
                unfinished.write(bytes, start, i - start);
                lines.add(withoutPrompt(unfinishedLine()));
                unfinished.reset();
                start = i + 1;
            }
        }
        unfinished.write(bytes, start, count - start);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Whoever is asked one thing after the other has all these prompts in front of the first line's own text. */
    private static String withoutPrompt(String line) {
        String rest = Wire.withoutPrompt(line);
        return rest.length() == line.length() ? line : withoutPrompt(rest);
    }

    private void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(HANG_SECONDS);
        while (!condition.getAsBoolean()) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw problem(what, "it had not come within " + HANG_SECONDS + " s");
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw problem(what, "the test was interrupted");
            }
        }
    }

    private AssertionError problem(String expected, String instead) {
        return new AssertionError(
                whose + " should have heard " + expected + ", but " + instead + "; it heard before: " + tail());
    }

    private synchronized List<String> tail() {
        List<String> tail = new ArrayList<>(lines.subList(Math.max(0, lines.size() - SHOWN_ON_FAILURE), lines.size()));
        tail.add(unfinishedLine());
        return tail;
    }
}
