package lanchat.client.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class NameColorsTest {
    private static final int[] LEVELS = {0, 95, 135, 175, 215, 255};

    @Test
    void everyColourReadsOnBlackAndOnWhite() {
        for (int code : NameColors.OF_MANY) {
            double light = luminance(code);
            assertTrue((light + 0.05) / 0.05 >= 4, () -> code + " on black");
            assertTrue(1.05 / (light + 0.05) >= 4, () -> code + " on white");
        }
    }

    @Test
    void aNameHasOneColourHoweverItIsWritten() {
        NameColors colors = NameColors.of(256);

        assertEquals(colors.begin("Pavan Kumar"), colors.begin("pavan  KUMAR"));
        // The same tomorrow and on every other machine.
        assertEquals("\033[38;5;63m", colors.begin("Pavan Kumar"));
    }

    @Test
    void namesOfAFamilyHaveDifferentColours() {
        NameColors colors = NameColors.of(256);
        Set<String> seen = new HashSet<>();
        for (char last = 'a'; last <= 'z'; last++) {
            seen.add(colors.begin("Guest " + last));
        }

        assertTrue(seen.size() >= 8, () -> "" + seen);
    }

    @Test
    void aTerminalGetsNoMoreThanItHas() {
        assertTrue(NameColors.of(8).begin("Ann").matches("\033\\[3[1256]m"));
        assertEquals("", NameColors.of(2).begin("Ann"));
        assertEquals("", NameColors.of(2).end());
    }

    /** WCAG's relative luminance of a colour of the 6 by 6 by 6 cube. */
    private static double luminance(int code) {
        int cube = code - 16;
        return 0.2126 * linear(LEVELS[cube / 36])
                + 0.7152 * linear(LEVELS[cube / 6 % 6])
                + 0.0722 * linear(LEVELS[cube % 6]);
    }

    private static double linear(int level) {
        double part = level / 255.0;
        return part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
