package lanchat.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import lanchat.common.Chain;
import lanchat.common.Chains;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The digest of what was said in public goes on, whatever becomes of the files. */
@Timeout(60)
final class KeptChainTest {
    @TempDir
    Path home;

    /** What somebody has counted who was sent everything. */
    private final Chains sent = new Chains(0, Chain.START);

    private long sentUpTo;

    @Test
    void itIsThatOfEverybodyWhoWasSentAllOfIt() throws Exception {
        try (KeptRoom room = KeptRoom.open(home.resolve("room"))) {
            room.joins(KeptRoom.ANN, "Ann").says(KeptRoom.ANN, "one", "two\u00E9", "\"three\"");

            assertEquals(counted(room), room.log().chainAt(room.log().newest()));
            assertNull(room.log().chainAt(room.log().newest() + 1));
        }
    }

    @Test
    void itGoesOnAfterARestartAlsoFromTheHeadOfASegment() throws Exception {
        for (long segmentBytes : new long[] {KeptRoom.HUGE, 1}) {
            Path directory = home.resolve("room-" + segmentBytes);
            Chains before = new Chains(0, Chain.START);
            for (int run = 0; run < 3; run++) {
                try (KeptRoom room = KeptRoom.open(directory, RealDisk.INSTANCE, segmentBytes)) {
                    long from = before.newest();
                    assertEquals(before.digest(), room.log().chainAt(room.log().newest()));
                    if (run == 0) {
                        room.joins(KeptRoom.ANN, "Ann");
                    }
                    room.says(KeptRoom.ANN, "one of run " + run, "another");
                    count(room, from, before);
                    assertEquals(before.digest(), room.log().chainAt(room.log().newest()));
                }
            }
        }
    }

    @Test
    void itGoesOnAfterAStartThatReadsMuch() throws Exception {
        Path directory = home.resolve("room");
        String[] lines = new String[2 * ChainBeside.ENTRIES_AT_ONCE + 1];
        Arrays.setAll(lines, i -> "line " + i);
        String before;
        try (KeptRoom room = KeptRoom.open(directory)) {
            room.joins(KeptRoom.ANN, "Ann").says(KeptRoom.ANN, lines);
            before = counted(room);
            assertEquals(before, room.log().chainAt(room.log().newest()));
        }
        try (KeptRoom room = KeptRoom.open(directory)) {
            assertEquals(before, room.log().chainAt(room.log().newest()));
        }
    }

    @Test
    void itOutlivesTheSegmentsThatAreDeleted() throws Exception {
        Path directory = home.resolve("room");
        JournalSettings small = new JournalSettings(directory, true, 0, 2_000);
        try (KeptRoom room = KeptRoom.open(small, RealDisk.INSTANCE, 1)) {
            room.joins(KeptRoom.ANN, "Ann");
            for (int i = 0; i < 20; i++) {
                room.says(KeptRoom.ANN, "line " + i);
                counted(room);
            }
            assertTrue(room.log().reachesBackTo() > 0 || files(directory) < 20, "something was deleted");
        }
        try (KeptRoom room = KeptRoom.open(small, RealDisk.INSTANCE, 1)) {
            room.says(KeptRoom.ANN, "and on");

            assertEquals(counted(room), room.log().chainAt(room.log().newest()));
        }
    }

    @Test
    void aJournalWithoutItBeginsItAnew() throws Exception {
        Path directory = home.resolve("room");
        KeptRoom.open(directory).close();
        Path file = directory.resolve("log-000001.jsonl");
        String text = Files.readString(file);
        String head = text.substring(0, text.indexOf('\n'));
        byte[] salt = HexFormat.of().parseHex(head.replaceAll(".*\"_salt\":\"([0-9a-f]+)\".*", "$1"));
        String older = head.replaceAll(",\"_chain\":\"[0-9a-f]+\"", "").replaceAll(",\"sum\".*", "}");
        Files.write(file, new Checksum(salt).line(older.getBytes(StandardCharsets.UTF_8)));

        try (KeptRoom room = KeptRoom.open(directory)) {
            assertEquals(Chain.START, room.log().chainAt(0));
            room.joins(KeptRoom.ANN, "Ann").says(KeptRoom.ANN, "one");
            assertEquals(counted(room), room.log().chainAt(room.log().newest()));
        }
    }

    @Test
    void aRepairedJournalHasTheDigestOfWhatIsLeft() throws Exception {
        Path directory = home.resolve("room");
        try (KeptRoom room = KeptRoom.open(directory)) {
            room.joins(KeptRoom.ANN, "Ann").says(KeptRoom.ANN, "one", "two", "three");
        }
        Path file = directory.resolve("log-000001.jsonl");
        Files.writeString(file, Files.readString(file).replace("\"two\"", "\"tvo\""));
        JournalRepair.repair(directory, KeptRoom.host());

        try (KeptRoom room = KeptRoom.open(directory)) {
            String digest = room.log().chainAt(room.log().newest());
            assertNotNull(digest);
            assertEquals(counted(room), digest);
        }
    }

    /** The digest of all that the log hands out, as somebody counts it who follows. */
    private String counted(KeptRoom room) throws Exception {
        count(room, sentUpTo, sent);
        sentUpTo = sent.newest();
        return sent.digest();
    }

    private static void count(KeptRoom room, long from, Chains into) throws Exception {
        try (LogReader reader = room.log().reader()) {
            for (Entry entry : reader.after(from, Integer.MAX_VALUE)) {
                String line = new String(entry.json(), StandardCharsets.UTF_8).strip();
                into.take(entry.event(), line);
            }
        }
    }

    private static long files(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jsonl")).count();
        }
    }
}
