package lanchat.client.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TerminalCharsetTest {
    @Test
    void java17KnowsOneForBothDirections() {
        Map<String, String> properties = Map.of("sun.stdout.encoding", "ISO-8859-1", "native.encoding", "UTF-8");

        assertEquals(StandardCharsets.ISO_8859_1, TerminalCharset.shown(properties::get));
        assertEquals(StandardCharsets.ISO_8859_1, TerminalCharset.typed(properties::get));
    }

    @Test
    void java25KnowsOneForEach() {
        Map<String, String> properties = Map.of("stdout.encoding", "ISO-8859-1", "stdin.encoding", "US-ASCII");

        assertEquals(StandardCharsets.ISO_8859_1, TerminalCharset.shown(properties::get));
        assertEquals(StandardCharsets.US_ASCII, TerminalCharset.typed(properties::get));
    }

    @Test
    void unknownCodePageFallsBackToTheNext() {
        Map<String, String> properties = Map.of("stdout.encoding", "cp-of-mars", "native.encoding", "ISO-8859-1");

        assertEquals(StandardCharsets.ISO_8859_1, TerminalCharset.shown(properties::get));
        assertEquals(StandardCharsets.UTF_8, TerminalCharset.shown(property -> null));
    }
}
