package lanchat.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class TerminalKindTest {
    @Test
    void aTerminalOfNoKindCanOnlyPrint() {
        assertEquals(true, TerminalKind.canOnlyPrint(Map.of()));
        assertEquals(true, TerminalKind.canOnlyPrint(Map.of("TERM", "dumb")));
        assertEquals(true, TerminalKind.canOnlyPrint(Map.of("TERM", "")));
        assertEquals(false, TerminalKind.canOnlyPrint(Map.of("TERM", "xterm")));
        assertEquals(false, TerminalKind.canOnlyPrint(Map.of("SystemRoot", "C:\\Windows")));
    }

    @Test
    void noColorCountsWhenItIsSetToAnything() {
        assertEquals(true, TerminalKind.mayHaveColor(Map.of()));
        assertEquals(true, TerminalKind.mayHaveColor(Map.of("NO_COLOR", "")));
        assertEquals(false, TerminalKind.mayHaveColor(Map.of("NO_COLOR", "0")));
    }
}
