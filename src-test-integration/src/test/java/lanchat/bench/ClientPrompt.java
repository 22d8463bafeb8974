package lanchat.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Starts a program in a terminal, waits for its prompt, presses a key, and waits until that is shown: only then does the
 * prompt take keys. The terminal is that of {@code script}, from util-linux.
 */
final class ClientPrompt {
    /** What is waited for. */
    static final String PROMPT = "Enter Your Name:";

    /** In no prompt, and in no sequence that steers a terminal. */
    private static final char KEY = 'Q';

    private static final long HANG_SECONDS = 60;

    private ClientPrompt() {}

    /** How long that took, in nanoseconds. */
    static long nanosToTakeKeys(List<String> command) throws IOException, NotMeasuredException {
        StringBuilder line = new StringBuilder("stty cols 100 rows 40; exec");
        for (String word : command) {
            line.append(" '").append(word).append('\'');
        }
        ProcessBuilder builder = new ProcessBuilder("script", "-qfec", line.toString(), "/dev/null");
        builder.redirectErrorStream(true).environment().put("TERM", "xterm-256color");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        long begin = System.nanoTime();
        Process process = builder.start();
        Thread timer = new Thread(() -> endIfItHangs(process), "time limit of " + command.get(0));
        timer.setDaemon(true);
        timer.start();
        try {
            InputStream shown = process.getInputStream();
            StringBuilder all = new StringBuilder();
            readTo(shown, all, PROMPT);
            OutputStream keys = process.getOutputStream();
            keys.write(KEY);
            keys.flush();
            readTo(shown, new StringBuilder(), String.valueOf(KEY));
            return System.nanoTime() - begin;
        } finally {
            end(process);
        }
    }

    private static void readTo(InputStream shown, StringBuilder all, String what)
            throws IOException, NotMeasuredException {
        while (all.indexOf(what) < 0) {
            int next = shown.read();
            if (next < 0) {
                throw new NotMeasuredException("no prompt that takes keys, but: " + all);
            }
            all.append(new String(new byte[] {(byte) next}, StandardCharsets.ISO_8859_1));
        }
    }

    private static void endIfItHangs(Process process) {
        try {
            if (!process.waitFor(HANG_SECONDS, TimeUnit.SECONDS)) {
                end(process);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
