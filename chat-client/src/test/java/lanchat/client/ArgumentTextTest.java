package lanchat.client;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import lanchat.common.RefusedException;
import org.junit.jupiter.api.Test;

final class ArgumentTextTest {
    @Test
    void replacementCharacterIsDamage() {
        assertDamaged("J\uFFFDrgen", "UTF-8");
    }

    @Test
    void whatTheCommandLineCannotCarryIsDamage() {
        assertDamaged("J\u00FCrgen", "ANSI_X3.4-1968");
    }

    @Test
    void whatFitsIsLetPass() {
        assertDoesNotThrow(() -> ArgumentText.check("J\u00FCrgen", "UTF-8"));
        assertDoesNotThrow(() -> ArgumentText.check("Juergen?", "ANSI_X3.4-1968"));
        assertDoesNotThrow(() -> ArgumentText.check("J\u00FCrgen", "no-such-charset"));
    }

    private static void assertDamaged(String name, String encoding) {
        RefusedException e = assertThrows(RefusedException.class, () -> ArgumentText.check(name, encoding));
        assertEquals("name_damaged", e.refusal().code());
    }
}
