package lanchat.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a server does wrong is noticed, and what it does right is not taken for wrong. */
class LedgerTest {
    private static final int SENDERS = 3;
    private static final int LISTENER = 3;
    private static final int OTHER = 4;
    private static final int LINES = 30;

    private final Mark mark = new Mark(40);
    private final Ledger ledger = new Ledger(5, mark);
    private final List<String> others = new ArrayList<>();
    private final List<String> room = new ArrayList<>();

    LedgerTest() {
        for (int i = 0; i < LINES; i++) {
            int sender = i % SENDERS;
            room.add("m" + sender + ":" + text(sender, ledger.says(sender, 0)));
        }
    }

    @Test
    void allIsRightHoweverItIsCutInPieces() {
        for (int seed = 0; seed < 50; seed++) {
            Ledger fresh = new Ledger(5, mark);
            for (int i = 0; i < LINES; i++) {
                fresh.says(i % SENDERS, 0);
            }
            Random dice = new Random(seed);
            List<Copy> copies = new ArrayList<>();
            List<byte[]> streams = new ArrayList<>();
            for (int member = 0; member <= OTHER; member++) {
                copies.add(new Copy(fresh, PlainSpeech.DOOR, member, member < SENDERS, true, (b, from, to) -> {}));
                streams.add(withoutOwn(member, withNotices(dice)).getBytes(StandardCharsets.US_ASCII));
            }
            int[] read = new int[OTHER + 1];
            for (int left = OTHER + 1; left > 0; ) {
                int member = dice.nextInt(OTHER + 1);
                int length = streams.get(member).length;
                if (read[member] < length) {
                    int to = Math.min(length, read[member] + 1 + dice.nextInt(100));
                    copies.get(member).reads(streams.get(member), read[member], to, 1);
                    read[member] = to;
                    left -= to == length ? 1 : 0;
                }
            }
            copies.forEach(copy -> copy.goesOn(1));
            copies.forEach(Copy::close);
            fresh.close();

            assertEquals("", fresh.faults.toString(), "seed " + seed);
            assertEquals(2 * LINES + SENDERS * (LINES - LINES / SENDERS), fresh.delivered, "seed " + seed);
            copies.forEach(copy -> assertEquals(LINES, copy.lines()));
        }
    }

    @Test
    void otherMessagesAreHandedOn() {
        Copy copy = listening(LISTENER);

        reads(copy, "*** Welcome\n" + String.join("", room.subList(0, 2)) + "*** Someone left\n" + room.get(2));

        assertEquals(List.of("*** Welcome\n", "*** Someone left\n"), others);
        assertEquals(3, copy.lines());
    }

    @Test
    void aLineThatOneMemberMissesIsLost() {
        reads(listening(LISTENER), String.join("", room));
        List<String> less = new ArrayList<>(room);
        less.remove(10);
        reads(listening(OTHER), String.join("", less));

        assertEquals("1 lost", faults());
    }

    @Test
    void aLineThatNobodyReadsIsLost() {
        List<String> less = new ArrayList<>(room);
        less.remove(10);
        reads(listening(LISTENER), String.join("", less));
        reads(listening(OTHER), String.join("", less));

        assertEquals("1 lost", faults());
    }

    @Test
    void linesThatNeverComeAreLost() {
        reads(listening(LISTENER), String.join("", room));
        Copy other = listening(OTHER);
        reads(other, String.join("", room.subList(0, LINES - 4)));
        other.close();

        assertEquals("4 lost", faults());
    }

    @Test
    void linesThatAreSaidAndNeverComeToAnybodyAreLost() {
        reads(listening(LISTENER), String.join("", room.subList(0, LINES - 4)));

        assertEquals("4 lost", faults());
    }

    @Test
    void aLineThatComesTwiceIsDoubled() {
        reads(listening(LISTENER), String.join("", room));
        List<String> more = new ArrayList<>(room);
        more.add(10, room.get(9));
        reads(listening(OTHER), String.join("", more));

        assertEquals("1 doubled", faults());
    }

    @Test
    void aLineThatComesTwiceToTheFirstIsDoubled() {
        reads(listening(LISTENER), String.join("", room) + room.get(LINES - 1));

        assertEquals("1 doubled", faults());
    }

    @Test
    void anotherOrderIsNoticed() {
        reads(listening(LISTENER), String.join("", room));
        List<String> otherwise = new ArrayList<>(room);
        Collections.swap(otherwise, 10, 11);
        reads(listening(OTHER), String.join("", otherwise));

        assertEquals("1 lost, 1 doubled", faults());
    }

    @Test
    void aDamagedLineIsNoticed() {
        reads(listening(LISTENER), String.join("", room));
        List<String> damaged = new ArrayList<>(room);
        damaged.set(10, room.get(10).replace("efg", "eff"));
        reads(listening(OTHER), String.join("", damaged));

        assertEquals("1 lost, 1 damaged", faults());
    }

    @Test
    void ownLinesThatShouldNotComeAreDoubled() {
        reads(listening(LISTENER), String.join("", room));
        Copy sender = new Copy(ledger, PlainSpeech.DOOR, 0, true, true, (b, from, to) -> {});
        reads(sender, String.join("", room));

        assertEquals("10 doubled", faults());
    }

    @Test
    void whatAllHaveReadCanBeForgotten() {
        Ledger large = new Ledger(2, mark);
        Copy copy = new Copy(large, PlainSpeech.DOOR, 1, false, true, (b, from, to) -> {});
        int lines = 500_000;
        for (int i = 0; i < lines; i++) {
            reads(copy, "m0:" + text(0, large.says(0, 0)));
            large.forget(copy.place(), copy.lines());
        }
        copy.close();
        large.close();

        assertEquals("", large.faults.toString());
        assertEquals(lines, large.delivered);
    }

    @Test
    void whoHasGoneWhileTheLedgerForgotHasLostWhatCameSince() {
        Ledger large = new Ledger(2, mark);
        Copy gone = new Copy(large, PlainSpeech.DOOR, 2, false, true, (b, from, to) -> {});
        Copy copy = new Copy(large, PlainSpeech.DOOR, 1, false, true, (b, from, to) -> {});
        int lines = 500_000;
        for (int i = 0; i < lines; i++) {
            String line = "m0:" + text(0, large.says(0, 0));
            reads(copy, line);
            if (i == 0) {
                reads(gone, line);
            }
            large.forget(copy.place(), copy.lines());
        }
        copy.close();
        gone.close();

        assertEquals(lines - 1 + " lost", large.faults.toString());
    }

    @Test
    void latencyIsCountedFromWhenALineWasDue() {
        Copy copy = listening(LISTENER);
        int number = ledger.says(0, 1_000);
        reads(copy, String.join("", room));
        byte[] line = ("m0:" + text(0, number)).getBytes(StandardCharsets.US_ASCII);

        copy.reads(line, 0, line.length, 5_001_000);

        assertEquals(1, ledger.latency.getTotalCount());
        assertEquals(5.0, ledger.latency.getMaxValue() / 1e6, 0.01);
    }

    private Copy listening(int member) {
        return new Copy(
                ledger,
                PlainSpeech.DOOR,
                member,
                false,
                true,
                (bytes, from, to) -> others.add(new String(bytes, from, to - from, StandardCharsets.US_ASCII)));
    }

    private static void reads(Copy copy, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        copy.reads(bytes, 0, bytes.length, 1);
    }

    private String faults() {
        ledger.close();
        return ledger.faults.toString();
    }

    private List<String> withNotices(Random dice) {
        List<String> all = new ArrayList<>(room);
        for (int i = 0; i < 5; i++) {
            all.add(dice.nextInt(all.size()), "*** m" + i + " has come\n");
        }
        return all;
    }

    private static String withoutOwn(int member, List<String> lines) {
        return String.join(
                "",
                lines.stream()
                        .filter(line -> !line.startsWith("m" + member + ":"))
                        .toList());
    }

    private String text(int sender, int number) {
        return new String(mark.text(sender, number), StandardCharsets.US_ASCII) + "\n";
    }
}
