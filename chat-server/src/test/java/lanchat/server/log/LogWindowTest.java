package lanchat.server.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import lanchat.common.Event;
import lanchat.common.Json;
import lanchat.common.Threads;
import lanchat.server.Dice;
import lanchat.server.Patience;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The window against a plain list of everything, and under readers while it is written. */
class LogWindowTest {
    private final List<Entry> all = new ArrayList<>();

    @Test
    void anEmptyWindowHasNothingAndMissesNothing() throws Exception {
        LogWindow window = new LogWindow(100, 20);

        assertEquals(0, window.newest());
        assertEquals(List.of(), window.after(0, 10));
        assertEquals(0, window.bytesAfter(0));
        assertEquals(List.of(), window.recent());
    }

    @Test
    void itKeepsTheNewestBytesAndSaysWhoIsBehind() {
        Dice.roll(30, dice -> {
            all.clear();
            int maxBytes = 200 + dice.nextInt(2_000);
            int maxRecent = dice.nextInt(5);
            LogWindow window = new LogWindow(maxBytes, maxRecent);
            for (int i = 0; i < 150; i++) {
                List<Entry> some = grow(dice, 1 + dice.nextInt(30));
                window.append(some);
                assertEquals(newest(), window.newest());
                assertEquals(newestUnspoken(), window.newestUnspoken());
                assertLooksAlike(window, maxBytes, 1 + dice.nextInt(500), (long) (dice.nextDouble() * newest()));
                assertEquals(newestSaid(maxRecent), window.recent());
            }
        });
    }

    @Test
    void itKeepsExactlyItsBytes() throws Exception {
        LogWindow window = new LogWindow(100, 0);
        window.append(List.of(entry(1, 50, 50, true), entry(2, 50, 100, true)));
        assertEquals(2, window.after(0, 1_000).size());

        window.append(List.of(entry(3, 1, 101, true)));
        assertThrows(BehindException.class, () -> window.after(0, 1_000));
        assertEquals(2, window.after(1, 1_000).size());
    }

    @Test
    void oneLineLargerThanTheWindowIsStillKept() throws Exception {
        LogWindow window = new LogWindow(10, 0);
        window.append(List.of(entry(1, 5, 5, true), entry(2, 500, 505, true)));

        assertThrows(BehindException.class, () -> window.after(0, 100));
        assertEquals(2, window.after(1, 100).get(0).seq());
        assertEquals(500, window.bytesAfter(1));
    }

    @Test
    void atLeastOneEntryIsGivenHoweverSmallTheLimit() throws Exception {
        LogWindow window = new LogWindow(1_000, 0);
        window.append(List.of(entry(1, 50, 50, true), entry(2, 50, 100, true), entry(3, 50, 150, true)));

        assertEquals(1, window.after(0, 1).size());
        assertEquals(2, window.after(0, 100).size());
        assertEquals(2, window.after(1, 100).size());
        assertEquals(List.of(), window.after(3, 1));
    }

    @Test
    void whatIsPackedIsTheSameAsBefore() {
        Dice.roll(30, dice -> {
            all.clear();
            int maxBytes = 20_000 + dice.nextInt(600_000);
            LogWindow window = new LogWindow(maxBytes, 3, 1 + dice.nextInt(20_000));
            for (int i = 0; i < 40; i++) {
                window.append(growSpoken(dice, 1 + dice.nextInt(100)));
                long reachesBackTo = reachesBackTo(maxBytes);
                long seq = reachesBackTo + (long) (dice.nextDouble() * (newest() - reachesBackTo + 1));
                assertEquals(reachesBackTo, window.reachesBackTo());
                assertEquals(bytesAfter(seq), window.bytesAfter(seq));
                assertThrows(BehindException.class, () -> window.after(reachesBackTo - 1, 1));
                assertSame(entriesAfter(seq), allAfter(window, seq, 1 + dice.nextInt(60_000)));
                long place = newest() + 1 - dice.nextInt(5);
                assertSame(entriesBetween(reachesBackTo, place), allBefore(window, place, 1 + dice.nextInt(3_000)));
            }
        });
    }

    private static List<Entry> allAfter(LogWindow window, long seq, int most) throws BehindException {
        List<Entry> found = new ArrayList<>();
        List<Entry> next = window.after(seq, most);
        while (!next.isEmpty()) {
            long bytes = next.stream().mapToLong(entry -> entry.json().length).sum();
            assertTrue(next.size() == 1 || bytes <= most, "no more than asked for");
            found.addAll(next);
            next = window.after(found.get(found.size() - 1).seq(), most);
        }
        return found;
    }

    private static List<Entry> allBefore(LogWindow window, long place, int most) {
        List<Entry> found = new ArrayList<>();
        List<Entry> next = window.before(place, most);
        while (!next.isEmpty()) {
            assertTrue(next.size() <= most, "no more than asked for");
            found.addAll(0, next);
            next = window.before(found.get(0).seq(), most);
        }
        return found;
    }

    private static void assertSame(List<Entry> expected, List<Entry> found) {
        assertEquals(expected.size(), found.size());
        for (int i = 0; i < expected.size(); i++) {
            Entry one = expected.get(i);
            Entry other = found.get(i);
            assertEquals(one.event(), other.event());
            assertArrayEquals(one.json(), other.json());
            assertEquals(one.members(), other.members());
            assertEquals(one.end(), other.end());
        }
    }

    private List<Entry> entriesAfter(long seq) {
        return all.stream().filter(entry -> entry.seq() > seq).toList();
    }

    private List<Entry> entriesBetween(long after, long before) {
        return all.stream()
                .filter(entry -> entry.seq() > after && entry.seq() < before)
                .toList();
    }

    private long bytesAfter(long seq) {
        return entriesAfter(seq).stream()
                .mapToLong(entry -> entry.json().length)
                .sum();
    }

    /** The place before the oldest that a window of so many bytes still has. */
    private long reachesBackTo(int maxBytes) {
        int first = all.size() - 1;
        long end = all.get(first).end();
        while (first > 0 && end - startOf(first - 1) <= maxBytes) {
            first--;
        }
        return first == 0 ? 0 : all.get(first - 1).seq();
    }

    @Test
    void readersSeeAGaplessOrderWhileItGrows() throws Exception {
        int entries = Dice.scaled(200_000);
        LogWindow window = new LogWindow(50_000, 20, 10_000);
        AtomicBoolean done = new AtomicBoolean();
        AtomicReference<@Nullable Throwable> trouble = new AtomicReference<>();
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Random dice = new Random(i);
            readers.add(Threads.platform("follower " + i, () -> follow(window, dice, done, trouble)));
        }
        readers.forEach(Thread::start);

        long end = 0;
        for (int seq = 1; seq <= entries; seq++) {
            Entry next = spoken(seq, "hi", end);
            end = next.end();
            window.append(List.of(next));
        }
        done.set(true);

        for (Thread reader : readers) {
            Patience.untilEnded(reader);
        }
        assertEquals(null, trouble.get());
    }

    private static void follow(
            LogWindow window, Random dice, AtomicBoolean done, AtomicReference<@Nullable Throwable> trouble) {
        try {
            long seen = 0;
            boolean last = false;
            while (!last || seen < window.newest()) {
                last = done.get();
                long published = window.newest();
                try {
                    List<Entry> next = window.after(seen, 1 + dice.nextInt(4_000));
                    assertTrue(!next.isEmpty() || seen >= published, "what is the newest can be read");
                    for (Entry entry : next) {
                        assertEquals(seen + 1, entry.seq(), "no gap");
                        seen = entry.seq();
                    }
                    List<Entry> recent = window.recent();
                    for (int i = 1; i < recent.size(); i++) {
                        assertEquals(recent.get(i - 1).seq() + 1, recent.get(i).seq());
                    }
                } catch (BehindException e) {
                    seen = published; // It had gone: that is no gap, we were told.
                }
            }
        } catch (Throwable e) {
            trouble.set(e);
        }
    }

    private void assertLooksAlike(LogWindow window, int maxBytes, int most, long seq) throws BehindException {
        long end = all.get(all.size() - 1).end();
        long reachesBackTo = reachesBackTo(maxBytes);
        if (seq < reachesBackTo) {
            assertThrows(BehindException.class, () -> window.after(seq, most));
            assertThrows(BehindException.class, () -> window.bytesAfter(seq));
            return;
        }
        List<Entry> expected = new ArrayList<>();
        long before = 0;
        for (Entry entry : all) {
            if (entry.seq() <= seq) {
                before = entry.end();
            } else if (expected.isEmpty() || entry.end() - before <= most) {
                expected.add(entry);
            } else {
                break;
            }
        }
        assertEquals(expected, window.after(seq, most));
        assertEquals(end - before, window.bytesAfter(seq));
    }

    private long startOf(int index) {
        return index == 0 ? 0 : all.get(index - 1).end();
    }

    private long newest() {
        return all.isEmpty() ? 0 : all.get(all.size() - 1).seq();
    }

    private List<Entry> newestSaid(int most) {
        List<Entry> said = all.stream()
                .filter(entry -> entry.event() instanceof Event.Said)
                .toList();
        return said.subList(Math.max(0, said.size() - most), said.size());
    }

    /** More entries, with gaps in their numbers and of all sizes. */
    private long newestUnspoken() {
        return all.stream()
                .filter(entry -> !(entry.event() instanceof Event.Said))
                .mapToLong(Entry::seq)
                .max()
                .orElse(0);
    }

    private List<Entry> grow(Random dice, int count) {
        List<Entry> more = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int bytes = dice.nextInt(20) == 0 ? 3_000 : 1 + dice.nextInt(120);
            long end = all.isEmpty() ? bytes : all.get(all.size() - 1).end() + bytes;
            Entry entry = entry(newest() + 1 + dice.nextInt(3), bytes, end, dice.nextBoolean());
            all.add(entry);
            more.add(entry);
        }
        return more;
    }

    /** More entries with their real lines, a few of them long. */
    private List<Entry> growSpoken(Random dice, int count) {
        List<Entry> more = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int length = dice.nextInt(100) == 0 ? 16_000 : 1 + dice.nextInt(300);
            Entry entry = spoken(
                    newest() + 1 + dice.nextInt(3),
                    "x".repeat(length),
                    all.isEmpty() ? 0 : all.get(all.size() - 1).end());
            all.add(entry);
            more.add(entry);
        }
        return more;
    }

    private static Entry spoken(long seq, String text, long start) {
        Event event = new Event.Said(seq, 1, "a", 0, "Ann", text, null);
        byte[] line = Json.bytes(event);
        return new Entry(event, line, (int) (seq % 7), start + line.length);
    }

    private static Entry entry(long seq, int bytes, long end, boolean said) {
        Event event = said
                ? new Event.Said(seq, 1, "a", 0, "Ann", "hi", null)
                : new Event.Left(seq, 1, "a", 0, "Ann", "::1", null);
        return new Entry(event, new byte[bytes], 1, end);
    }
}
