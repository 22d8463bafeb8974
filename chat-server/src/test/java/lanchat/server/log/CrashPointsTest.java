package lanchat.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lanchat.server.Dice;
import lanchat.server.Patience;
import lanchat.server.log.RoomLog.Proposed;
import lanchat.server.room.Proposal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal as a crash, or a bad disk, can leave it. */
class CrashPointsTest {
    @TempDir
    private Path home;

    private int copies;

    @Test
    void aJournalCutAnywhereInItsLastThreeRecordsHasAllBeforeTheCut() throws Exception {
        Killed killed = killed();
        List<Integer> starts = killed.lineStarts();
        int end = starts.get(starts.size() - 1);

        for (int cut = starts.get(starts.size() - 4); cut <= end; cut++) {
            Path directory = killed.copyWith(Arrays.copyOf(killed.bytes(), cut));
            int whole = 0;
            while (starts.get(whole + 1) <= cut && whole + 2 < starts.size()) {
                whole++;
            }
            whole = starts.get(starts.size() - 1) == cut ? starts.size() - 1 : whole;
            try (KeptRoom room = KeptRoom.open(directory, new FaultyDisk(), KeptRoom.HUGE)) {
                List<String> expected = killed.lines().subList(0, whole - 1);
                assertEquals(expected, room.onDisk(), "cut at " + cut);
                boolean torn = cut != starts.get(whole);
                assertEquals(torn ? 1 : 0, room.log().remarksAtStart().size(), "cut at " + cut);
                room.says(KeptRoom.ANN, "on");
                assertEquals(expected.size() + 1, room.onDisk().size(), "cut at " + cut);
            }
        }
    }

    @Test
    void anyFlippedByteIsNoticed() throws Exception {
        Killed killed = killed();
        List<Integer> starts = killed.lineStarts();
        int lastRecord = starts.get(starts.size() - 2);

        for (int at = 0; at < killed.bytes().length; at++) {
            for (int flip = 1; flip <= 0x80; flip *= Dice.scaled(1) == 1 ? 0x80 : 2) {
                byte[] flipped = killed.bytes().clone();
                flipped[at] ^= (byte) flip;
                Path directory = killed.copyWith(flipped);
                String what = "byte " + at + " flipped with " + flip;
                if (at >= lastRecord) {
                    // Nothing tells it from a torn end.
                    try (KeptRoom room = KeptRoom.open(directory, new FaultyDisk(), KeptRoom.HUGE)) {
                        assertEquals(killed.lines().subList(0, killed.lines().size() - 1), room.onDisk(), what);
                        assertEquals(1, room.log().remarksAtStart().size(), what);
                    }
                } else {
                    JournalException damage = assertThrows(
                            JournalException.class,
                            () -> KeptRoom.open(directory, new FaultyDisk(), KeptRoom.HUGE),
                            what);
                    String sentence = damage.sentence();
                    assertTrue(sentence.contains("log-000001.jsonl"), sentence);
                    assertTrue(sentence.contains("line ") || sentence.contains("newer server"), sentence);
                    assertFalse(Arrays.equals(killed.bytes(), Files.readAllBytes(KeptRoom.lastSegment(directory))));
                }
            }
        }
    }

    @Test
    void afterAnOrderlyEndAFlippedByteOfTheLastRecordIsDamage() throws Exception {
        Path directory = home.resolve("closed");
        try (KeptRoom room = KeptRoom.open(directory, new FaultyDisk(), KeptRoom.HUGE)) {
            room.joins(KeptRoom.ANN, "Ann").says(KeptRoom.ANN, "the last word");
        }
        Path file = KeptRoom.lastSegment(directory);
        Files.writeString(file, Files.readString(file).replace("last word", "lost word"));

        JournalException damage =
                assertThrows(JournalException.class, () -> KeptRoom.open(directory, new FaultyDisk(), KeptRoom.HUGE));

        assertTrue(damage.sentence().contains(file + ", line 3"), damage.sentence());
        assertTrue(damage.sentence().contains("journal repair"), damage.sentence());
    }

    @Test
    void aBatchIsCutWhereItIsTorn() throws Exception {
        Path directory = home.resolve("batch");
        List<String> lines;
        try (KeptRoom room = KeptRoom.open(directory, new FaultyDisk(), KeptRoom.HUGE)) {
            room.joins(KeptRoom.ANN, "Ann").says(KeptRoom.ANN, "before");
            List<Proposed> batch = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                batch.add(new Proposed(new Proposal.Say(KeptRoom.ANN, 0, 0, "in one go " + i), Proposer.NOBODY));
            }
            room.log().propose(batch);
            Patience.until("all are said", () -> room.log().newest() == 7);
            lines = room.onDisk();
        }
        // The power went while the batch was written: its third line never reached the disk, its last one did.
        Path file = KeptRoom.lastSegment(directory);
        byte[] bytes = Files.readAllBytes(file);
        List<Integer> starts = KeptRoom.lineStarts(file);
        int closing = starts.get(starts.size() - 2);
        Arrays.fill(bytes, starts.get(5), starts.get(6), (byte) 0);
        Files.write(file, Arrays.copyOf(bytes, closing));

        try (KeptRoom room = KeptRoom.open(directory, new FaultyDisk(), KeptRoom.HUGE)) {
            assertEquals(lines.subList(0, 4), room.onDisk());
        }
    }

    @Test
    void aNewSegmentThatWasTornAtOnceIsPutAside() throws Exception {
        Path directory = home.resolve("segments");
        List<String> lines;
        try (KeptRoom room = KeptRoom.open(directory, new FaultyDisk(), 1_000)) {
            room.joins(KeptRoom.ANN, "Ann");
            while (KeptRoom.segments(directory).size() < 3) {
                room.says(KeptRoom.ANN, "on and on and on");
            }
            lines = room.onDisk();
        }
        Path last = KeptRoom.lastSegment(directory);
        byte[] bytes = Files.readAllBytes(last);
        List<Integer> starts = KeptRoom.lineStarts(last);

        // Up to the end of its first batch; what follows is the mark of the orderly end.
        for (int cut = 0; cut < starts.get(starts.size() - 2); cut++) {
            Path copy = copyOf(directory, last.getFileName(), Arrays.copyOf(bytes, cut));
            try (KeptRoom room = KeptRoom.open(copy, new FaultyDisk(), 1_000)) {
                assertEquals(lines.subList(0, lines.size() - 1), room.onDisk(), "cut at " + cut);
                assertEquals("Ann", room.log().presentAtStart().get(0).name());
                room.says(KeptRoom.ANN, "on");
            }
            KeptRoom.open(copy, new FaultyDisk(), 1_000).close();
        }
    }

    @Test
    void sealedSegmentsMustBeWhole() throws Exception {
        Path directory = home.resolve("sealed");
        try (KeptRoom room = KeptRoom.open(directory, new FaultyDisk(), 1_000)) {
            room.joins(KeptRoom.ANN, "Ann");
            while (KeptRoom.segments(directory).size() < 4) {
                room.says(KeptRoom.ANN, "on and on and on");
            }
        }
        Path second = KeptRoom.segments(directory).get(1);
        byte[] bytes = Files.readAllBytes(second);

        Path shorter = copyOf(directory, second.getFileName(), Arrays.copyOf(bytes, bytes.length - 1));
        assertTrue(refused(shorter).contains("log-000002.jsonl"));
        byte[] other = bytes.clone();
        other[bytes.length - 5] ^= 1;
        assertTrue(refused(copyOf(directory, second.getFileName(), other)).contains("log-000002.jsonl"));
        Path missing = copyOf(directory, second.getFileName(), bytes);
        Files.delete(missing.resolve(second.getFileName()));
        assertTrue(refused(missing).contains("missing"));

        // Something beyond its end is nothing, and something wrong in its middle is found by who reads it.
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 10);
        KeptRoom.open(copyOf(directory, second.getFileName(), longer), new FaultyDisk(), 1_000)
                .close();
        byte[] middle = bytes.clone();
        middle[bytes.length / 2] ^= 1;
        try (KeptRoom room = KeptRoom.open(copyOf(directory, second.getFileName(), middle), new FaultyDisk(), 1_000)) {
            try (LogReader reader = room.journalReader()) {
                assertThrows(BehindException.class, () -> reader.after(0, Integer.MAX_VALUE));
            }
            assertTrue(room.troubles().element().forLog().contains("log-000002.jsonl"));
        }
    }

    @Test
    void aFileThatWasCopiedUnderAnotherNameIsNotGoneOnIn() throws Exception {
        Path directory = home.resolve("copied");
        try (KeptRoom room = KeptRoom.open(directory, new FaultyDisk(), 1_000)) {
            room.joins(KeptRoom.ANN, "Ann");
            while (KeptRoom.segments(directory).size() < 2) {
                room.says(KeptRoom.ANN, "on and on and on");
            }
        }
        Files.copy(KeptRoom.lastSegment(directory), directory.resolve("log-000007.jsonl"));

        String sentence = refused(directory);

        assertTrue(sentence.contains("log-000007.jsonl") && sentence.contains("number 2"), sentence);
    }

    @Test
    void aFileThatEndsInsideANameIsNoBeginning() throws Exception {
        Path directory = Files.createDirectories(home.resolve("inside"));
        Files.writeString(directory.resolve("log-000001.jsonl"), "{\"type\":\"_segment\",\"_ver\\");

        KeptRoom.open(directory, new FaultyDisk(), 1_000).close();

        assertTrue(Files.exists(directory.resolve("log-000001.jsonl.unused")));
    }

    private static String refused(Path directory) {
        return assertThrows(JournalException.class, () -> KeptRoom.open(directory, new FaultyDisk(), 1_000))
                .sentence();
    }

    /** The journal of a server that was killed: without the mark of an orderly end. */
    private Killed killed() throws Exception {
        Path directory = home.resolve("killed");
        try (KeptRoom room = KeptRoom.open(directory, new FaultyDisk(), KeptRoom.HUGE)) {
            room.joins(KeptRoom.ANN, "Ann").says(KeptRoom.ANN, "one", "two", "three", "four \u00fc\u4e2d");
            byte[] bytes = Files.readAllBytes(KeptRoom.lastSegment(directory));
            return new Killed(bytes, room.onDisk(), KeptRoom.lineStarts(KeptRoom.lastSegment(directory)));
        }
    }

    private Path copyOf(Path directory, Path changed, byte[] bytes) throws IOException {
        Path copy = Files.createDirectories(home.resolve("copy-" + copies++));
        for (Path segment : KeptRoom.segments(directory)) {
            Files.copy(segment, copy.resolve(segment.getFileName()));
        }
        Files.write(copy.resolve(changed), bytes);
        return copy;
    }

    private final class Killed {
        private final byte[] bytes;
        private final List<String> lines;
        private final List<Integer> lineStarts;

        Killed(byte[] bytes, List<String> lines, List<Integer> lineStarts) {
            this.bytes = bytes;
            this.lines = lines;
            this.lineStarts = lineStarts;
        }

        byte[] bytes() {
            return bytes;
        }

        /** The events, without the head. */
        List<String> lines() {
            return lines;
        }

        List<Integer> lineStarts() {
            return lineStarts;
        }

        Path copyWith(byte[] changed) throws IOException {
            Path copy = Files.createDirectories(home.resolve("copy-" + copies++));
            Files.write(copy.resolve("log-000001.jsonl"), changed);
            return copy;
        }
    }
}
