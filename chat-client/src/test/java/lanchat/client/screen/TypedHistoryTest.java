package lanchat.client.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TypedHistoryTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("a/b/history");
    }

    @ParameterizedTest
    @CsvSource({
        "hello,true",
        "/me waves,true",
        "/nick Ann,true",
        "//msg,true",
        "/msg Ann psst,false",
        "/reply psst,false",
        "/r psst,false",
        "/mgs Ann psst,false",
        "/msg,false"
    })
    void whatMayBePrivateIsNotWrittenDown(String line, boolean kept) {
        assertEquals(kept, TypedHistory.isForAll(line));
    }

    @Test
    void whatWasTypedIsThereAgain() {
        TypedHistory first = new TypedHistory(new LineMemory(file()));
        first.add(Instant.EPOCH, "one");
        first.add(Instant.EPOCH, "/msg Ann psst");
        first.add(Instant.EPOCH, "a\nb");
        first.add(Instant.EPOCH, "two ü 漢");

        assertEquals(List.of("one", "two ü 漢"), new LineMemory(file()).recall());
        assertEquals(2, new TypedHistory(new LineMemory(file())).size());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyItsOwnerCanReadIt() throws Exception {
        new LineMemory(file()).remember("one");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())));

        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        new LineMemory(file()).recall();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    }

    @Test
    void itKeepsTheNewestLinesAndStaysSmall() throws Exception {
        LineMemory memory = new LineMemory(file());
        for (int i = 0; i < 400; i++) {
            memory.remember("x".repeat(500) + i);
        }
        memory.remember("y".repeat(5000));

        assertTrue(Files.size(file()) < 140_000);
        List<String> lines = memory.recall();
        assertEquals("x".repeat(500) + 399, lines.get(lines.size() - 1));
        assertTrue(lines.stream().allMatch(line -> line.startsWith("x".repeat(500))), "each is whole");
    }

    @Test
    void withoutAPlaceThereIsNoMemoryAndNoError() throws Exception {
        Path taken = Files.createFile(folder.resolve("file"));
        LineMemory memory = new LineMemory(taken.resolve("history"));
        memory.remember("one");
        assertEquals(List.of(), memory.recall());

        LineMemory none = new LineMemory(null);
        none.remember("one");
        assertEquals(List.of(), none.recall());
    }

    @Test
    void whatSomebodyElseWroteThereIsCleaned() throws Exception {
        Files.createDirectories(file().getParent());
        Files.write(file(), new byte[] {'a', 27, '[', '2', 'J', '\n', '\n', (byte) 0xFF, '\n'});

        assertEquals(List.of("a[2J", "\uFFFD"), new LineMemory(file()).recall());
        assertFalse(new LineMemory(folder.resolve("none")).recall().iterator().hasNext());
    }
}
