package lanchat.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import lanchat.common.Threads;
import lanchat.common.Wire;
import lanchat.server.Patience;
import lanchat.server.log.RoomLog.Past;
import lanchat.server.room.Outcome;
import lanchat.server.room.Proposal;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A room that is there again after a restart. */
class JournalTest {
    @TempDir
    private Path home;

    @Test
    void theRoomIsTheSameAfterARestart() throws Exception {
        String id;
        List<String> before;
        List<String> recent;
        try (KeptRoom room = KeptRoom.open(directory())) {
            room.joins(KeptRoom.ANN, "Ann").says(KeptRoom.ANN, "one", "two", "three", "four");
            id = room.log().room();
            before = room.onDisk();
            recent = KeptRoom.from(room.log().reader());
            assertEquals(recent, before);
        }

        try (KeptRoom room = KeptRoom.open(directory())) {
            assertEquals(id, room.log().room());
            assertEquals(before, room.onDisk());
            assertEquals(before, KeptRoom.from(room.log().reader()));
            assertEquals("Ann", room.log().presentAtStart().get(0).name());
            assertEquals("plain", room.log().presentAtStart().get(0).door());
            assertEquals(List.of(), room.log().remarksAtStart());
            room.says(KeptRoom.ANN, "five");
            assertEquals(before.size() + 1, room.onDisk().size());
        }
    }

    @Test
    void whoReadsBackWaitsForATurnAndLeavesProcessorsToOthers() throws Exception {
        try (KeptRoom room = KeptRoom.open(directory())) {
            room.joins(KeptRoom.ANN, "Ann").says(KeptRoom.ANN, "one");
            Semaphore turns = room.turns();
            int most = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
            assertEquals(most, turns.availablePermits());
            assertTrue(turns.isFair());

            turns.acquire(most);
            FutureTask<List<String>> reading = new FutureTask<>(room::onDisk);
            Thread reader = Threads.platform("reader", reading);
            reader.start();
            Patience.until("the reader waits for its turn", turns::hasQueuedThreads);
            room.says(KeptRoom.ANN, "two"); // Nobody else waits for it.
            assertFalse(reading.isDone());
            turns.release(most);

            assertEquals(3, reading.get().size());
            assertEquals(most, turns.availablePermits());
        }
    }

    @Test
    void aTornSegmentThatIsAllThereIsIsToldOf() throws Exception {
        try (KeptRoom room = KeptRoom.open(directory())) {
            assertEquals(0, room.log().newest());
        }
        Path only = KeptRoom.segments(directory()).get(0);
        Files.write(only, Arrays.copyOf(Files.readAllBytes(only), 20));

        try (KeptRoom room = KeptRoom.open(directory())) {
            List<String> remarks = room.log().remarksAtStart();
            assertEquals(1, remarks.size());
            assertTrue(remarks.get(0).contains(only.toString()), remarks.get(0));
            room.joins(KeptRoom.ANN, "Ann");
        }
    }

    @Test
    void severalSegmentsAreOneLog() throws Exception {
        List<String> before;
        try (KeptRoom room = KeptRoom.open(directory(), RealDisk.INSTANCE, 1_000)) {
            room.joins(KeptRoom.ANN, "Ann");
            for (int i = 0; i < 40; i++) {
                room.says(KeptRoom.ANN, "line " + i);
            }
            before = KeptRoom.from(room.log().reader());
            assertEquals(41, before.size());
            assertEquals(before, room.onDisk());
        }
        assertTrue(KeptRoom.segments(directory()).size() > 2);

        try (KeptRoom room = KeptRoom.open(directory(), RealDisk.INSTANCE, 1_000)) {
            assertEquals(before, room.onDisk());
            assertEquals(before, KeptRoom.from(room.log().reader()));
            Past past = room.log().past(15, 1_000_000, event -> true);
            assertEquals(
                    before.subList(26, 41),
                    past.entries().stream().map(KeptRoom::line).toList());
            assertFalse(past.whole());
            assertTrue(room.log().past(50, 1_000_000, event -> true).whole());
            assertEquals("Ann", room.log().presentAtStart().get(0).name());
        }
    }

    @Test
    void newcomersSeeTheRecentLinesOfEarlierSegmentsToo() throws Exception {
        try (KeptRoom room = KeptRoom.open(directory(), RealDisk.INSTANCE, 10)) {
            room.joins(KeptRoom.ANN, "Ann").says(KeptRoom.ANN, "one", "two", "three", "four");
            for (int i = 0; i < 20; i++) {
                room.joins(KeptRoom.BOB, "Bob").kept(new Proposal.Leave(KeptRoom.BOB, 5));
            }
            assertTrue(KeptRoom.segments(directory()).size() > 3);
        }

        try (KeptRoom room = KeptRoom.open(directory(), RealDisk.INSTANCE, 10)) {
            room.joins(KeptRoom.BOB, "Bob");
            List<Entry> recent = room.decisions().remove().recent();
            assertEquals(3, recent.size());
            assertTrue(KeptRoom.line(recent.get(0)).contains("Ann:two"));
            assertTrue(KeptRoom.line(recent.get(2)).contains("Ann:four"));
        }
    }

    @Test
    void whatMustNotLeaveTheServerIsKeptAndNotShown() throws Exception {
        try (KeptRoom room = KeptRoom.open(directory())) {
            room.joins(KeptRoom.ANN, "Ann");
            String shown = new String(room.log().after(0, 1000).get(0).json(), StandardCharsets.UTF_8);
            assertFalse(shown.contains("\"_"), shown);
            String kept = Files.readString(KeptRoom.lastSegment(directory()));
            assertTrue(kept.contains("\"_door\":\"plain\""), kept);
            try (LogReader reader = room.log().reader()) {
                assertEquals(shown, new String(reader.after(0, 1000).get(0).json(), StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void aSecondServerIsRefusedWithASentence() throws Exception {
        try (KeptRoom room = KeptRoom.open(directory())) {
            room.joins(KeptRoom.ANN, "Ann");
            JournalException refused = assertThrows(JournalException.class, () -> KeptRoom.open(directory()));
            assertTrue(refused.sentence().contains("--room"), refused.sentence());
            room.says(KeptRoom.ANN, "not disturbed");
        }
        KeptRoom.open(directory()).close();
    }

    @Test
    void aDirectoryThatCannotBeMadeIsRefusedWithASentence() throws Exception {
        Path file = Files.writeString(home.resolve("file"), "");
        JournalException refused = assertThrows(JournalException.class, () -> KeptRoom.open(file.resolve("room")));
        assertTrue(refused.sentence().contains("--home") && refused.sentence().contains("--ephemeral"));
    }

    @Test
    void onlyTheOwnerMayReadIt() throws Exception {
        Assumptions.assumeTrue(
                home.getFileSystem().supportedFileAttributeViews().contains("posix"));
        KeptRoom.open(directory()).joins(KeptRoom.ANN, "Ann").close();
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory())));
        List<Path> files = new ArrayList<>(KeptRoom.segments(directory()));
        files.add(directory().resolve("lock"));
        for (Path file : files) {
            assertEquals(
                    "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), file::toString);
        }
    }

    @Test
    void theOldestSegmentsGoWhenThereIsTooMuch() throws Exception {
        JournalSettings settings = new JournalSettings(directory(), true, 4_000, 0);
        List<String> left;
        try (KeptRoom room = KeptRoom.open(settings, RealDisk.INSTANCE, 1_000)) {
            room.joins(KeptRoom.ANN, "Ann");
            for (int i = 0; i < 100; i++) {
                room.says(KeptRoom.ANN, "line " + i);
            }
            long bytes = 0;
            for (Path segment : KeptRoom.segments(directory())) {
                bytes += Files.size(segment);
            }
            assertTrue(bytes < 6_000, "" + bytes);
            try (LogReader reader = room.journalReader()) {
                assertThrows(BehindException.class, () -> reader.after(0, 1000));
            }
            left = KeptRoom.from(room.log().reader());
        }

        try (KeptRoom room = KeptRoom.open(settings, RealDisk.INSTANCE, 1_000)) {
            assertEquals("Ann", room.log().presentAtStart().get(0).name());
            room.says(KeptRoom.ANN, "on and on");
            assertEquals(left.size() + 1L, room.log().newest());
        }
    }

    @Test
    void segmentsOfOldDaysGo() throws Exception {
        long day = 24L * 60 * 60 * 1000;
        long[] now = {100 * day};
        JournalSettings settings = new JournalSettings(directory(), true, 0, 7);
        try (KeptRoom room = KeptRoom.open(settings, () -> now[0])) {
            room.kept(Proposal.Join.by("plain", KeptRoom.ANN, now[0], KeptRoom.name("Ann"), "192.168.1.7"));
            for (int i = 0; i < 20; i++) {
                now[0] += 2 * day;
                room.kept(new Proposal.Say(KeptRoom.ANN, now[0], 0, "day " + i));
            }
        }
        int left = KeptRoom.segments(directory()).size();
        assertTrue(left >= 4 && left <= 5, "" + left);
    }

    @Test
    void aNewerFormatStopsTheStartWithASentence() throws Exception {
        KeptRoom.open(directory()).joins(KeptRoom.ANN, "Ann").close();
        Path segment = KeptRoom.lastSegment(directory());
        Files.writeString(
                segment,
                Files.readString(segment)
                        .replace("\"_version\":" + SegmentHead.VERSION, "\"_version\":" + (SegmentHead.VERSION + 1)));

        JournalException refused = assertThrows(JournalException.class, () -> KeptRoom.open(directory()));

        assertTrue(refused.sentence().contains("newer server"), refused.sentence());
    }

    @Test
    void aJournalOfTheFormerFormatIsRead() throws Exception {
        Path directory = Files.createDirectories(directory());
        byte[] salt = {1, 2, 3, 4};
        Fields head = Fields.ofType("_segment")
                .put("_version", 1)
                .put("_number", 1)
                .put("_room", "old-room")
                .put("_salt", "01020304")
                .put("_seq", 0)
                .put("_time", 0)
                .put("_sum", "")
                .put("_bytes", 0)
                .put("_spoken", 0)
                .put("_members", 1)
                .put("_absent", 0);
        Fields ann = Fields.ofType("_member")
                .put("_session", KeptRoom.ANN)
                .put("_name", "Ann")
                .put("_key", "ann");
        Checksum chain = new Checksum(salt);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(chain.line(head.bytes()));
        file.writeBytes(chain.line(ann.bytes()));
        Files.write(directory.resolve("log-000001.jsonl"), file.toByteArray());

        try (KeptRoom room = KeptRoom.open(directory)) {
            room.says(KeptRoom.ANN, "still here");
            assertEquals("old-room", room.log().room());
        }
        KeptRoom.open(directory).close();
    }

    @Test
    void whatWasRuledHoldsAfterARestartFromEventsAndFromTheHeadsOfSegments() throws Exception {
        for (long segmentBytes : new long[] {KeptRoom.HUGE, 1}) {
            Path directory = directory().resolveSibling("room-" + segmentBytes);
            try (KeptRoom room = KeptRoom.open(directory, RealDisk.INSTANCE, segmentBytes)) {
                room.joins(KeptRoom.ANN, "Ann").joins(KeptRoom.BOB, "Bob");
                room.kept(rules("ban", "Bob 2h flooding"));
                room.kept(rules("mute", "Ann"));
                room.kept(rules("motd", "Pizza \"at\" noon"));
                for (int i = 0; i < 150; i++) {
                    room.says(Wire.HOST_SESSION, "line " + i);
                }
            }
            try (KeptRoom room = KeptRoom.open(directory, RealDisk.INSTANCE, segmentBytes)) {
                room.proposes(new Proposal.Say(KeptRoom.ANN, 3_000, 0, "hm"));
                room.proposes(new Proposal.Join("new", 3_000, KeptRoom.name("bob"), "10.0.0.1"));
                room.proposes(new Proposal.Join("cat", 3_000, KeptRoom.name("Cat"), "10.0.0.1"));
                Patience.until("all is answered", () -> room.decisions().size() == 3);
                List<Outcome> outcomes = room.decisions().stream()
                        .map(Proposer.Decision::outcome)
                        .toList();
                assertEquals("muted", refusal(outcomes.get(0)));
                assertEquals("name_banned", refusal(outcomes.get(1)));
                assertEquals("Pizza \"at\" noon", ((Outcome.Admitted) outcomes.get(2)).motd());
            }
            assertTrue(segmentBytes > 1 || KeptRoom.segments(directory).size() > 1);
        }
    }

    private static Proposal rules(String rule, String text) {
        return new Proposal.Rule(Wire.HOST_SESSION, 2_000, 0, rule, text);
    }

    private static String refusal(Outcome outcome) {
        return ((Outcome.Refused) outcome).refusal().code();
    }

    @Test
    void whispersAreFoundByTheirTwoSessionsOnly() throws Exception {
        try (KeptRoom room = KeptRoom.open(directory())) {
            room.joins(KeptRoom.ANN, "Ann").joins(KeptRoom.BOB, "Bob").joins("eve", "Eve");
            room.kept(new Proposal.Whisper(KeptRoom.ANN, 1, 0, null, "Bob", "a secret"));
            List<Integer> found = new ArrayList<>();
            for (String reader : List.of(KeptRoom.ANN, KeptRoom.BOB, "eve", Wire.HOST_SESSION)) {
                found.add(room.log()
                        .past(5, 1_000, Wanted.words("Secret", reader))
                        .entries()
                        .size());
            }
            assertEquals(List.of(1, 1, 0, 0), found);
        }
    }

    private Path directory() {
        return home.resolve("server").resolve("room-8081");
    }
}
