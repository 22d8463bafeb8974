package lanchat.common;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class SignalsTest {
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void signalsOfTheTerminalCanBeIgnored() {
        assertTrue(Signals.ignore("TTIN"));
        assertTrue(Signals.ignore("TTOU"));
    }

    @Test
    void aSignalThatIsNotThereIsNoProblem() {
        assertFalse(Signals.ignore("NOSUCHSIGNAL"));
    }

    @Test
    void aSignalTheSystemKeepsForItselfIsNoProblem() {
        assertFalse(Signals.ignore("KILL"));
    }
}
