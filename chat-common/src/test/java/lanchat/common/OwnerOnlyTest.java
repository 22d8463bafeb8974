package lanchat.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
final class OwnerOnlyTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsMadeIsForTheOwnerOnly() throws Exception {
        Path directory = folder.resolve("a/b");
        OwnerOnly.makeDirectory(directory);
        Path file = directory.resolve("file");
        OwnerOnly.replace(file, new byte[] {1});
        OwnerOnly.open(directory.resolve("other")).close();

        assertEquals("rwx------", permissions(directory));
        assertEquals("rw-------", permissions(file));
        assertEquals("rw-------", permissions(directory.resolve("other")));
        assertEquals("rwx------", permissions(OwnerOnly.temporaryDirectory(directory, "x")));
    }

    @Test
    void aFileIsReplacedAsAWholeAndNothingElseIsLeftBehind() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "a longer text than the new one");

        OwnerOnly.replace(file, "new".getBytes(StandardCharsets.UTF_8));

        assertEquals("new", Files.readString(file));
        try (var all = Files.list(folder)) {
            assertEquals(List.of(file), all.toList());
        }
    }

    @Test
    void whatIsOpenToOthersIsSeenAndCanBeClosed() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "text");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertTrue(OwnerOnly.isOpenToOthers(file));

        OwnerOnly.close(file);

        assertFalse(OwnerOnly.isOpenToOthers(file));
        assertEquals("rw-------", permissions(file));
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
