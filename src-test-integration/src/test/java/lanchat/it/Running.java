package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that runs with its three streams on pipes. Closing kills it. */
final class Running implements AutoCloseable {
    private final Process process;
    private final OutputStream in;
    private final Transcript out;
    private final Transcript err;

    private Running(String name, Process process) {
        this(name, process, Transcript.of(name, process.getInputStream()));
    }

    private Running(String name, Process process, Transcript out) {
        this.process = process;
        this.in = process.getOutputStream();
        this.out = out;
        this.err = Transcript.of(name + " (stderr)", process.getErrorStream());
    }

    /** Starts a program. */
    static Running start(List<String> command) throws IOException {
        return start(new ProcessBuilder(command));
    }

    /** Starts a program with further variables in its environment. */
    static Running start(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return start(builder);
    }

    /**
     * Starts a program that is to be killed, so that all it has written until then can be read: who kills a process of
     * Java's loses what its pipe still holds.
     *
     * @param pipe where to make another one
     */
    static Running startToBeKilled(List<String> command, Path pipe) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(pipe.toFile());
        withoutOptions(builder);
        // Its reader comes first, for each end waits for the other to be opened.
        Transcript out = Transcript.of(command.get(0), () -> Files.newInputStream(pipe));
        return new Running(command.get(0), builder.start(), out);
    }

    /** Starts what was made ready. */
    static Running start(ProcessBuilder builder) throws IOException {
        withoutOptions(builder);
        return new Running(builder.command().get(0), builder.start());
    }

    private static void withoutOptions(ProcessBuilder builder) {
        // With these a JVM says on stderr that it has seen them.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("_JAVA_OPTIONS");
        builder.environment().remove("JDK_JAVA_OPTIONS");
    }

    /** What it writes to standard output. */
    Transcript out() {
        return out;
    }

    /** What it writes to standard error. */
    Transcript err() {
        return err;
    }

    /** Types these lines. */
    Running says(String... lines) throws IOException {
        for (String line : lines) {
            types(line + "\n");
        }
        return this;
    }

    /** Types exactly this. */
    Running types(String text) throws IOException {
        in.write(text.getBytes(StandardCharsets.UTF_8));
        in.flush();
        return this;
    }

    /** The next lines on its standard output are exactly these. */
    Running hears(String... expected) {
        out.hears(expected);
        return this;
    }

    /** Ends its standard input. */
    Running hangsUp() throws IOException {
        in.close();
        return this;
    }

    /** Sends it a signal: TERM, INT, STOP. */
    void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).start();
        assertEquals(0, kill.waitFor(), () -> "sending " + name);
    }

    /** Ends it without giving it a chance to say anything: kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Waits for its end. */
    int exits() throws InterruptedException {
        return exitsWithin(Transcript.HANG_SECONDS);
    }

    /** Waits for its end, which is to come within so many seconds. */
    int exitsWithin(long seconds) throws InterruptedException {
        assertTrue(
                process.waitFor(seconds, TimeUnit.SECONDS),
                () -> process.info().commandLine().orElse("it") + " should have ended; it said " + out.all()
                        + err.all());
        return process.exitValue();
    }

    /** Its process id. */
    long pid() {
        return process.pid();
    }

    /** Whether it has not ended yet. */
    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
