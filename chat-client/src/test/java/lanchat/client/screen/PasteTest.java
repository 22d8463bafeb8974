package lanchat.client.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PasteTest {
    @Test
    void eachLineIsALineWhateverEndsItAndBlankOnesAreDropped() {
        assertEquals(List.of("a", " b", "c"), Paste.lines("a\r\n b\r\r\n\n  \nc"));
    }

    @Test
    void whatCouldMoveTheCursorIsCleaned() {
        assertEquals(List.of("[2Jred", "a b"), Paste.lines("\033[2Jred\na\tb\n"));
    }

    @Test
    void aSlashInAPageIsNoCommand() {
        assertEquals(List.of("see", "//quit", "///two"), Paste.asTyped("see\n/quit\n//two", true));
        assertEquals(List.of("see", "/quit"), Paste.asTyped("see\n/quit", false));
    }

    @Test
    void aPageBehindACommandBelongsToItAsAWhole() {
        assertEquals(List.of("/msg Ann one two"), Paste.asTyped("/msg Ann one\ntwo", true));
    }

    @Test
    void oneLineStaysAsItWasTyped() {
        assertEquals(List.of("/etc\t"), Paste.asTyped("/etc\t", true));
        assertEquals(List.of(""), Paste.asTyped("", true));
    }
}
