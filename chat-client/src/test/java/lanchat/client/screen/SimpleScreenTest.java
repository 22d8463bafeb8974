package lanchat.client.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lanchat.common.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class SimpleScreenTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void promptIsPrintedOnATerminalWithoutALineEnd() throws Exception {
        SimpleScreen screen = terminal(typed("Ann\n"));

        assertEquals("Ann", screen.readLine(Wire.NAME_PROMPT));
        assertEquals(Wire.NAME_PROMPT, shown(out));
    }

    @Test
    void promptIsNotPrintedOnAPipe() throws Exception {
        SimpleScreen screen = pipe("Ann\n", StandardCharsets.UTF_8);

        assertEquals("Ann", screen.readLine(Wire.NAME_PROMPT));
        assertEquals("", shown(out));
    }

    @Test
    void pipeGetsTheRoomOnStandardOutputAndRemarksOnStandardError() throws Exception {
        SimpleScreen screen = pipe("", StandardCharsets.UTF_8);

        screen.show("Ann:hi");
        screen.remark("! no");

        assertEquals("Ann:hi\n", shown(out));
        assertEquals("! no\n", shown(err));
    }

    @Test
    void pipeIsReadAndWrittenInItsCharacterSet() throws Exception {
        SimpleScreen screen = pipe("J\u00FCrgen\n", StandardCharsets.ISO_8859_1);

        assertEquals("J\u00FCrgen", screen.readLine(""));
        screen.show("J\u00FCrgen:hi");
        assertEquals("J\u00FCrgen:hi", out.toString(StandardCharsets.ISO_8859_1).strip());
    }

    @Test
    void malformedInputIsReplaced() throws Exception {
        InputStream in = new ByteArrayInputStream(new byte[] {'J', (byte) 0xFC, 'r', '\n'});
        SimpleScreen screen = new SimpleScreen(false, in, StandardCharsets.UTF_8, print(out), print(err));

        assertEquals("J\uFFFDr", screen.readLine(""));
    }

    @Test
    void whatIsShownCannotMoveTheCursor() throws Exception {
        SimpleScreen screen = terminal(typed(""));

        screen.show("Ann:\u001B[2Jhi");
        screen.remark("! \u0007no");

        assertEquals("Ann:[2Jhi\n! no\n", shown(out));
    }

    @Test
    void lineThatComesBesideAPromptStandsOnALineOfItsOwn() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch shown = new CountDownLatch(1);
        SimpleScreen screen = terminal(new InputStream() {
            @Override
            public int read() {
                reading.countDown();
                await(shown);
                return -1;
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                return read();
            }
        });
        CompletableFuture<Void> keyboard = CompletableFuture.runAsync(() -> readLine(screen));
        await(reading);

        screen.show("*** The server stops.");
        shown.countDown();

        keyboard.get(60, TimeUnit.SECONDS);
        assertEquals(Wire.NAME_PROMPT + "\n*** The server stops.\n", shown(out));
    }

    @Test
    void brokenOutputIsTold() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws java.io.IOException {
                throw new java.io.IOException("Broken pipe");
            }
        };
        SimpleScreen screen = new SimpleScreen(
                false, InputStream.nullInputStream(), StandardCharsets.UTF_8, new PrintStream(broken), print(err));

        assertThrows(ScreenClosedException.class, () -> screen.show("Ann:hi"));
    }

    private SimpleScreen terminal(InputStream in) {
        return new SimpleScreen(true, in, StandardCharsets.UTF_8, print(out), print(out));
    }

    private SimpleScreen pipe(String typed, Charset charset) {
        InputStream in = new ByteArrayInputStream(typed.getBytes(charset));
        return new SimpleScreen(
                false, in, charset, new PrintStream(out, false, charset), new PrintStream(err, false, charset));
    }

    private static InputStream typed(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static PrintStream print(OutputStream stream) {
        return new PrintStream(stream, false, StandardCharsets.UTF_8);
    }

    private static String shown(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private static void readLine(SimpleScreen screen) {
        try {
            screen.readLine(Wire.NAME_PROMPT);
        } catch (java.io.IOException | OverlongLineException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
