package lanchat.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking after a journal with no server running. */
class JournalRepairTest {
    @TempDir
    private Path home;

    private String room = "";
    private int said;

    @BeforeEach
    void keepSomeSegments() throws Exception {
        try (KeptRoom kept = open()) {
            room = kept.log().room();
            kept.joins(KeptRoom.ANN, "Ann");
            while (KeptRoom.segments(home).size() < 4) {
                kept.says(KeptRoom.ANN, "line-" + said++ + "-end");
            }
        }
    }

    @Test
    void aWholeJournalIsWell() throws Exception {
        List<Entry> events = new ArrayList<>();
        JournalTool.Report report = new JournalTool(home).read(events::add);
        assertEquals(List.of(), report.problems());
        assertEquals(List.of(), report.remarks());
        assertEquals(said + 1, report.events());
        assertEquals(said + 1, events.size());
        assertEquals(4, report.segments());
    }

    @Test
    void damageInAnyFileIsFoundWithItsLine() throws Exception {
        Path second = KeptRoom.segments(home).get(1);
        damage(second, "line-", 2);
        JournalTool.Report report = new JournalTool(home).read(entry -> {});
        assertEquals(1, report.problems().size());
        assertTrue(report.problems().get(0).startsWith(second + ", line "), report.problems()::toString);
    }

    @Test
    void aTornEndIsNoDamage() throws Exception {
        Path last = KeptRoom.lastSegment(home);
        List<Integer> starts = KeptRoom.lineStarts(last);
        byte[] bytes = Files.readAllBytes(last);
        Files.write(last, Arrays.copyOf(bytes, starts.get(starts.size() - 2) + 10));
        JournalTool.Report report = new JournalTool(home).read(entry -> {});
        assertEquals(List.of(), report.problems());
        assertEquals(1, report.remarks().size());
    }

    @Test
    void aRepairSavesAllButTheDamagedLines() throws Exception {
        damage(KeptRoom.segments(home).get(1), "line-", 2);
        damage(KeptRoom.segments(home).get(2), "\"sum\":\"", 4);
        damage(KeptRoom.segments(home).get(3), "_segment", 0);
        assertThrows(JournalException.class, this::open);

        JournalRepair.Result result = JournalRepair.repair(home, KeptRoom.host());

        assertEquals(said, result.events());
        assertTrue(result.skipped() >= 1 && result.skipped() <= 3, result::toString);
        assertEquals(List.of(), new JournalTool(home).read(entry -> {}).problems());
        try (KeptRoom kept = open()) {
            assertEquals(room, kept.log().room());
            assertEquals("Ann", kept.log().presentAtStart().get(0).name());
            List<String> lines = kept.onDisk();
            assertEquals(said, lines.size());
            assertTrue(lines.get(said - 1).contains("line-" + (said - 1) + "-end"));
            kept.says(KeptRoom.ANN, "on and on");
        }
    }

    @Test
    void aRepairThatWasNotFinishedStopsTheStartAndCanBeBegunAgain() throws Exception {
        List<Path> damaged = KeptRoom.segments(home);
        damage(damaged.get(1), "line-", 2);
        Files.writeString(home.resolve(JournalDirectory.REPAIRING), "4");
        Files.copy(damaged.get(0), home.resolve("log-000005.jsonl"));
        assertTrue(assertThrows(JournalException.class, this::open).sentence().contains("repair"));

        assertEquals(said, JournalRepair.repair(home, KeptRoom.host()).events());

        assertFalse(JournalRepair.isUnfinished(home));
        open().close();
    }

    private KeptRoom open() throws Exception {
        return KeptRoom.open(home, new FaultyDisk(), 1_000);
    }

    /** Flips a bit behind the n-th place where this stands. */
    private static void damage(Path file, String behind, int nth) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int at = text.indexOf(behind);
        for (int i = 0; i < nth; i++) {
            at = text.indexOf(behind, at + 1);
        }
        bytes[at + behind.length()] ^= 1;
        Files.write(file, bytes);
    }
}
