package lanchat.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PasswordTest {
    @TempDir
    private Path folder;

    @Test
    void itStandsInAFileWithOrWithoutALineEndOrInTheEnvironment() throws Exception {
        for (String end : new String[] {"", "\n", "\r\n"}) {
            assertEquals("pa ss", Password.given(file("pa ss" + end), Map.of()));
        }
        assertEquals("x", Password.given(null, Map.of(Password.VARIABLE, "x")));
        assertEquals("of the file", Password.given(file("of the file\n"), Map.of(Password.VARIABLE, "x")));
        assertNull(Password.given(null, Map.of()));
    }

    @Test
    void whatCanBeNoPasswordIsASentence() throws Exception {
        refused(file(""), ".* is empty.*");
        refused(file("\n"), ".* is empty.*");
        refused(file("one\ntwo\n"), ".* more than one line.*");
        refused(file("a\tb"), ".* characters that passwords can't have.*");
        refused(file("x".repeat(Password.MAX_BYTES + 1)), ".*longer than.*");
        refused(file("x".repeat(10_000)), ".*too long.*");
        refused(folder.resolve("nowhere"), "There is no file .*");
        refused(folder, "There is no file .*");
        refused(Files.write(file(""), new byte[] {(byte) 0xff, 'x'}), ".*not UTF-8.*");
        assertThrows(RefusedException.class, () -> Password.given(null, Map.of(Password.VARIABLE, "")));
    }

    @Test
    void aFileThatOthersCanReadIsRefused() throws Exception {
        Assumptions.assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Path file = file("secret");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        refused(file, "Others can read .*chmod 600.*");
    }

    @Test
    void itDoesNotMatterHowAnAccentIsPutTogether() {
        assertEquals(Password.normal("B\u00F6"), Password.normal("Bo\u0308"));
        assertEquals(Password.normal("a b"), Password.normal("a\u00A0b"));
        assertEquals("", Password.normal("x".repeat(Password.MAX_BYTES + 1)));
    }

    private void refused(@Nullable Path file, String pattern) {
        RefusedException no = assertThrows(RefusedException.class, () -> Password.given(file, Map.of()));
        assertTrue(no.refusal().sentence().matches(pattern), no.refusal().sentence());
    }

    private Path file(String content) throws Exception {
        Path file = Files.createTempFile(folder, "password", "", OwnerOnly.file());
        return Files.write(file, content.getBytes(StandardCharsets.UTF_8));
    }
}
