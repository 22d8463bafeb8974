package lanchat.client.screen;

import java.io.IOError;
import java.util.EnumSet;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;

/**
 * What {@code stty} shows: the modes the terminal was found in, and ours. Keys are never echoed by the terminal itself,
 * not even between two lines, when somebody types ahead. Ctrl-Z is always the system's; Ctrl-C is a key like others
 * while a line is edited, and a signal while this program is busy, so that it ends it even then. Any thread.
 */
final class TerminalModes {
    private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    /** The value that switches a control character off. */
    private static final int DISABLED = System.getProperty("os.name", "").startsWith("Linux") ? 0 : 0xFF;

    private final Terminal terminal;
    private final Attributes found;
    private final Attributes betweenLines;
    private final Attributes editing;

    /** Looks at the terminal, and changes nothing yet. */
    TerminalModes(Terminal terminal) {
        this.terminal = terminal;
        this.found = terminal.getAttributes();
        this.betweenLines = new Attributes(found);
        betweenLines.setLocalFlags(EnumSet.of(LocalFlag.ICANON, LocalFlag.ECHO, LocalFlag.IEXTEN), false);
        betweenLines.setInputFlags(EnumSet.of(InputFlag.IXON, InputFlag.ICRNL, InputFlag.INLCR), false);
        if (!WINDOWS) {
            betweenLines.setLocalFlag(LocalFlag.ISIG, true);
            betweenLines.setControlChar(ControlChar.VMIN, 1);
            betweenLines.setControlChar(ControlChar.VTIME, 0);
            betweenLines.setControlChar(ControlChar.VQUIT, DISABLED); // The JVM would write its threads on the screen.
        }
        this.editing = new Attributes(betweenLines);
        if (WINDOWS) {
            editing.setLocalFlag(LocalFlag.ISIG, false);
        } else {
            editing.setControlChar(ControlChar.VINTR, DISABLED);
        }
    }

    /** While no line is edited. */
    void betweenLines() {
        set(betweenLines);
    }

    /** While a line is edited. */
    void editing() {
        set(editing);
    }

    /** As it was before us. */
    void asFound() {
        set(found);
    }

    private void set(Attributes modes) {
        try {
            terminal.setAttributes(modes);
        } catch (IOError gone) {
            // A terminal that has gone has no modes; whoever reads from it will notice.
        }
    }
}
