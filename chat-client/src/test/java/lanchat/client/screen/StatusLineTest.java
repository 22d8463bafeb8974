package lanchat.client.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class StatusLineTest {
    private final StatusLine status = new StatusLine(true);

    @Test
    void itSaysNothingBeforeAnythingIsKnown() {
        assertEquals("", status.text());
    }

    @Test
    void itSaysOnlyWhatThereIsToSay() {
        status.standing(new Standing(1, "connected", 0, ""));

        assertEquals("[1 here | connected]", status.text());
    }

    @Test
    void itSaysHowThingsStand() {
        status.standing(new Standing(12, "no connection, try 3", 2, "Cy and Dee"));
        status.mentioned();

        assertEquals(
                "[12 here | no connection, try 3 | 1 line for you | 2 lines wait | not yet: Cy and Dee]",
                status.text());
    }

    @Test
    void whatWasReadIsForgotten() {
        status.standing(new Standing(2, "connected", 1, ""));
        status.mentioned();
        status.mentioned();
        assertEquals("[2 here | connected | 2 lines for you | 1 line waits]", status.text());

        assertTrue(status.read());
        assertFalse(status.read());
        assertEquals("[2 here | connected | 1 line waits]", status.text());
    }

    @Test
    void itCanBeTurnedOffAndOnAgain() {
        status.standing(new Standing(2, "connected", 0, ""));
        TerminalCommands commands = new TerminalCommands(status);

        assertEquals("*** How things stand is not shown.", commands.set("status", "OFF"));
        assertEquals("", status.text());
        assertEquals("*** How things stand is not shown.", commands.set("status", ""));
        assertEquals(
                "! Should it be shown how things stand? /status on or /status off", commands.set("status", "maybe"));
        assertEquals("*** How things stand is shown below.", commands.set("status", "on"));
        assertEquals("[2 here | connected]", status.text());
    }
}
