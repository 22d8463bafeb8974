package lanchat.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import lanchat.server.Dice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A journal damaged as the dice say: the start refuses it with a sentence, or cuts a torn end and says so. Never does it
 * end in an exception of another kind, and never is anything in the room that was not said there.
 *
 * <p>{@link CrashPointsTest} has each single cut and flip; here damage is coarse, and comes several times at once.
 */
final class FuzzedJournalTest {
    private static final int JOURNALS = 120;
    private static final long SMALL_SEGMENT = 1_000;

    @TempDir
    private Path home;

    private Path whole = Path.of("");
    private Path killed = Path.of("");
    private List<String> said = List.of();
    private int copies;

    @BeforeEach
    void keepSomeSegments() throws Exception {
        whole = home.resolve("whole");
        killed = home.resolve("killed");
        try (KeptRoom room = KeptRoom.open(whole, new FaultyDisk(), SMALL_SEGMENT)) {
            room.joins(KeptRoom.ANN, "Ann").joins(KeptRoom.BOB, "Bob \u00FC");
            while (KeptRoom.segments(whole).size() < 4) {
                room.says(KeptRoom.ANN, "a line with \"_at\":12 in it", "\u4E2D\uD83D\uDE00");
            }
            room.says(KeptRoom.BOB, "the last");
            said = room.onDisk();
            copy(whole, killed); // Without the mark of an orderly end.
        }
    }

    @Test
    void aDamagedJournalIsRefusedOrCutAndNeverSaysWhatWasNotSaid() throws Exception {
        Dice.rollTheSame(JOURNALS, dice -> {
            Path damaged = damagedCopy(dice);
            try (KeptRoom room = KeptRoom.open(damaged, new FaultyDisk(), SMALL_SEGMENT)) {
                isBeginningOf(said, room);
                room.joins("session-of-cy", "Cy " + dice.nextInt());
            } catch (JournalException refused) {
                assertTrue(refused.sentence().matches("[^\\r\\n]{10,}"), refused.sentence());
                return;
            }
            // What was taken once is taken again, with what was said since.
            try (KeptRoom room = KeptRoom.open(damaged, new FaultyDisk(), SMALL_SEGMENT)) {
                assertFalse(room.log().newest() == 0);
            }
        });
    }

    @Test
    void whatARepairSavesWasSaidInThisOrder() throws Exception {
        Dice.rollTheSame(JOURNALS, dice -> {
            Path damaged = damagedCopy(dice);
            List<String> problems = new JournalTool(damaged).read(entry -> {}).problems();
            try {
                JournalRepair.Result result = JournalRepair.repair(damaged, KeptRoom.host());
                assertTrue(result.events() <= said.size(), result::toString);
            } catch (JournalException nothingCanBeSaved) {
                assertFalse(problems.isEmpty(), nothingCanBeSaved.sentence());
                return;
            }
            try (KeptRoom room = KeptRoom.open(damaged, new FaultyDisk(), SMALL_SEGMENT)) {
                isPartOf(said.stream().map(FuzzedJournalTest::what).toList(), room);
            }
        });
    }

    /** The oldest segments can be gone, as they are when they were old; nothing can be missing in the middle. */
    private static void isBeginningOf(List<String> said, KeptRoom room) throws Exception {
        List<String> found = new ArrayList<>();
        try (LogReader reader = room.journalReader()) {
            readAll(reader, room, found);
        } catch (BehindException unreadable) {
            // Damage in the middle of what is not read at the start: told to the host, and to who wants to read it.
            assertEquals(1, room.troubles().size(), room.troubles()::toString);
        }
        if (!found.isEmpty()) {
            int from = said.indexOf(found.get(0));
            assertTrue(from >= 0 && from + found.size() <= said.size(), found::toString);
            assertEquals(said.subList(from, from + found.size()), found);
        }
    }

    private static void isPartOf(List<String> said, KeptRoom room) throws Exception {
        int next = 0;
        List<String> found = new ArrayList<>();
        try (LogReader reader = room.journalReader()) {
            readAll(reader, room, found);
        }
        for (String line : found) {
            String what = what(line);
            while (next < said.size() && !said.get(next).equals(what)) {
                next++;
            }
            assertTrue(next++ < said.size(), () -> "this was not said, or not then: " + line);
        }
    }

    private static void readAll(LogReader reader, KeptRoom room, List<String> found) throws BehindException {
        List<Entry> some = reader.after(room.log().reachesBackTo(), 500);
        while (!some.isEmpty()) {
            some.forEach(entry -> found.add(KeptRoom.line(entry)));
            some = reader.after(some.get(some.size() - 1).seq(), 500);
        }
    }

    /** Place and checksum are new after a repair. */
    private static String what(String line) {
        return line.replaceAll("^\\d+ \\S+ (.*) \\d+ \\d+$", "$1");
    }

    private Path damagedCopy(Random dice) throws IOException {
        Path copy = home.resolve("copy-" + copies++);
        copy(dice.nextBoolean() ? whole : killed, copy);
        for (int times = 1 + dice.nextInt(3); times > 0; times--) {
            List<Path> files = KeptRoom.segments(copy);
            if (!files.isEmpty()) {
                damage(files.get(dice.nextInt(files.size())), files, dice);
            }
        }
        return copy;
    }

    private static void damage(Path file, List<Path> files, Random dice) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int from = dice.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + dice.nextInt(dice.nextBoolean() ? 4 : 400));
        switch (dice.nextInt(12)) {
            case 0 -> Files.write(file, Arrays.copyOf(bytes, from));
            case 1 -> {
                Arrays.fill(bytes, from, to, (byte) 0);
                Files.write(file, bytes);
            }
            case 2 -> Files.write(file, joined(bytes, 0, from, bytes, to, bytes.length));
            case 3 -> Files.write(file, joined(bytes, 0, to, bytes, from, bytes.length));
            case 4 -> {
                byte[] noise = new byte[to - from];
                dice.nextBytes(noise);
                System.arraycopy(noise, 0, bytes, from, noise.length);
                Files.write(file, bytes);
            }
            case 5 -> Files.delete(file);
            case 6 -> Files.write(file, Files.readAllBytes(files.get(dice.nextInt(files.size()))));
            case 7 -> Files.write(file.resolveSibling("log-00000" + (1 + dice.nextInt(9)) + ".jsonl"), bytes);
            case 8, 9 -> Files.write(file, withLinesMoved(bytes, dice));
            case 10 -> Files.writeString(file, "{\"type\":\"_segment\",\"_version\":1,\"_members\":2000000000}\n");
            default -> {
                if (bytes.length > 0) {
                    bytes[dice.nextInt(bytes.length)] ^= (byte) (1 << dice.nextInt(8));
                }
                Files.write(file, bytes);
            }
        }
    }

    /** A line twice, gone, or changed with its neighbour. */
    private static byte[] withLinesMoved(byte[] bytes, Random dice) {
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                lines.add(Arrays.copyOfRange(bytes, start, i + 1));
                start = i + 1;
            }
        }
        if (lines.size() > 1) {
            int at = dice.nextInt(lines.size() - 1);
            switch (dice.nextInt(3)) {
                case 0 -> lines.add(at, lines.get(at));
                case 1 -> lines.remove(at);
                default -> lines.add(at, lines.remove(at + 1));
            }
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        lines.forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] joined(byte[] one, int from, int to, byte[] other, int otherFrom, int otherTo) {
        byte[] all = new byte[to - from + otherTo - otherFrom];
        System.arraycopy(one, from, all, 0, to - from);
        System.arraycopy(other, otherFrom, all, to - from, otherTo - otherFrom);
        return all;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (Path segment : KeptRoom.segments(from)) {
            Files.copy(segment, to.resolve(segment.getFileName()));
        }
    }
}
