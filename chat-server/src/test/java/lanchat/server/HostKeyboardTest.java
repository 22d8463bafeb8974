package lanchat.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import lanchat.common.Event;
import lanchat.common.Fingerprint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class HostKeyboardTest {
    private static final long HANG_MILLIS = 60_000;
    private static final Fingerprint KEY = new Fingerprint("0123456789abcdef".repeat(4));

    private final Transcript out = new Transcript();
    private final TalkingRoom room = new TalkingRoom();
    private final HostScreen screen = new HostScreen(room.log, true, out, UTF_8, () -> List.of("up 5 minutes"));
    private final AtomicInteger stops = new AtomicInteger();

    @Test
    void linesAreSaidUnderTheHostsName() throws Exception {
        types("hello\n\n  \n//who\nlast without end");

        List<Event> events = room.ends();
        assertEquals(3, events.size());
        assertTrue(events.stream().allMatch(event -> event.name().equals("Host")));
        assertEquals(List.of("You:hello", "You:/who", "You:last without end"), shown());
    }

    @Test
    void controlCharactersDoNotEnterTheRoom() throws Exception {
        types("a\u001b[31mb\n");

        assertEquals(List.of("You:a[31mb"), shown());
    }

    @Test
    void theKeyIsShownToCompareItAlsoInWords() throws Exception {
        types("/key\n");

        List<String> shown = shown();
        assertEquals(3, shown.size());
        assertEquals("*** SHA-256 " + KEY.shown(), shown.get(1));
        assertEquals("*** in words: " + KEY.words(), shown.get(2));
    }

    @Test
    void theHostDoesWhisperAndAct() throws Exception {
        room.joins("Ann Smith");

        types("/msg ann smith one\n/msg \"Ann Smith\" two\n/me waves\n");

        assertEquals(
                List.of(
                        "Ann Smith<192.168.1.7> connected",
                        "You (to Ann Smith):one",
                        "You (to Ann Smith):two",
                        "* Host waves"),
                shown());
    }

    @Test
    void replyAnswersTheLastWhisperer() throws Exception {
        screen.start();
        room.joins("Ann");
        room.whispers("Ann", "Host", "psst");
        out.await("psst");

        types("/reply yes\n");

        room.log.close();
        screen.finish(HANG_MILLIS);
        assertTrue(out.text().contains("You (to Ann):yes"), out.text());
    }

    @Test
    void replyWithoutAWhispererIsRefused() throws Exception {
        types("/reply hello\n");

        assertEquals(List.of("! Nobody has whispered to you yet: /msg NAME TEXT begins."), shown());
    }

    @ParameterizedTest
    @CsvSource({"/nick Anna, --host-name", "/quit, /stop", "/stpo, /stop", "/msg, /msg", "/me, /me"})
    void whatCannotBeDoneIsRefusedWithASentence(String typed, String named) throws Exception {
        types(typed + "\n");

        List<String> shown = shown();
        assertEquals(1, shown.size());
        assertTrue(shown.get(0).startsWith("! ") && shown.get(0).contains(named), shown.toString());
        assertEquals(0, stops.get());
    }

    @Test
    void helpListsWhatTheHostCanDo() throws Exception {
        types("/help\n");

        List<String> shown = shown();
        assertTrue(shown.stream().anyMatch(line -> line.startsWith("*** /stop")));
        assertTrue(shown.stream().anyMatch(line -> line.startsWith("*** /who")));
        assertFalse(shown.stream().anyMatch(line -> line.startsWith("*** /nick") || line.startsWith("*** /quit")));
    }

    @Test
    void stopStopsOnceAndEndsTheReading() throws Exception {
        types("one\n/STOP\ntwo\n/stop\n");

        assertEquals(1, stops.get());
        assertEquals(List.of("You:one"), shown());
    }

    @Test
    void theEndOfInputStopsNothing() throws Exception {
        types("");

        room.joins("Ann");
        assertEquals(0, stops.get());
        assertEquals(1, room.ends().size());
    }

    @Test
    void anUnreadableTerminalCountsAsTheEnd() throws Exception {
        InputStream unreadable = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Input/output error");
            }

            @Override
            public int read(byte[] to, int from, int length) throws IOException {
                throw new IOException("Input/output error");
            }
        };

        types(new SequenceInputStream(new ByteArrayInputStream("one\n".getBytes(UTF_8)), unreadable));

        assertEquals(0, stops.get());
        assertEquals(List.of("You:one"), shown());
    }

    @Test
    void aLineOver16KiBIsRefusedWhole() throws Exception {
        String longest = "x".repeat(16 * 1024);

        types(longest + "\n" + longest + "y\nafter\n");

        assertEquals(2, room.ends().size());
        List<String> shown = shown();
        assertTrue(shown.contains("! That is longer than 16 KiB; nothing of it was said."));
        assertTrue(shown.contains("You:" + longest));
        assertTrue(shown.contains("You:after"));
    }

    @Test
    void aLineThatGrowsOver16KiBWhenRepairedIsRefused() throws Exception {
        byte[] noUtf8 = new byte[16 * 1024];
        Arrays.fill(noUtf8, (byte) 0x80);

        types(new SequenceInputStream(
                new ByteArrayInputStream(noUtf8), new ByteArrayInputStream("\nafter\n".getBytes(UTF_8))));

        assertEquals(1, room.ends().size());
    }

    private void types(String text) {
        types(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    private void types(InputStream in) {
        new HostKeyboard(room.log, screen, in, KEY, stops::incrementAndGet).read();
    }

    private List<String> shown() throws Exception {
        room.log.close();
        screen.start();
        screen.finish(HANG_MILLIS);
        return out.text().lines().toList();
    }
}
