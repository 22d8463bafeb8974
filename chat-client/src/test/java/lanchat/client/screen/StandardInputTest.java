package lanchat.client.screen;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class StandardInputTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"));

    @Test
    void fileOfTheJvmIsNobodysInput() {
        assertTrue(StandardInput.isInside(JAVA.resolve("lib").resolve("modules"), JAVA));
    }

    @Test
    void otherFilesAndThingsWithoutPathAreInput() {
        assertFalse(StandardInput.isInside(JAVA.getRoot(), JAVA));
        assertFalse(StandardInput.isInside(Path.of("/proc/self/fd/no-such"), JAVA));
    }
}
