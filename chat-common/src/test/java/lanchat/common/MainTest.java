package lanchat.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MainTest {
    private static final int JAVA_8_CLASS_FILE = 52;

    @ParameterizedTest
    @CsvSource({"1.8, Java 8", "9, Java 9", "11, Java 11", "16, Java 16"})
    void aJavaThatIsTooOldIsToldWhatIsNeeded(String version, String named) {
        String problem = Main.problemWith(version);

        assertNotNull(problem);
        assertTrue(problem.contains("Java 17 or newer") && problem.contains("this is " + named), problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "21", "25", "100", "", "next"})
    void aJavaThatIsNewEnoughOrUnknownIsNoProblem(String version) {
        assertNull(Main.problemWith(version));
    }

    @Test
    void java8CanLoadIt() throws Exception {
        try (InputStream file = Main.class.getResourceAsStream("Main.class")) {
            assertNotNull(file);
            DataInputStream data = new DataInputStream(file);
            assertEquals(0xCAFEBABE, data.readInt());
            assertEquals(0, data.readUnsignedShort());
            assertEquals(JAVA_8_CLASS_FILE, data.readUnsignedShort());
        }
    }
}
