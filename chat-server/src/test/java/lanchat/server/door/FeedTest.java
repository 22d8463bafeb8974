package lanchat.server.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import lanchat.common.Event;
import lanchat.common.Reply;
import lanchat.server.Dice;
import lanchat.server.door.Outbox.Letter;
import lanchat.server.log.Entry;
import org.junit.jupiter.api.Test;

/** What a member is owed, however the log is cut into rounds and wherever letters belong. */
class FeedTest {
    private static final int HISTORIES = 400;
    private static final List<Dialect> DIALECTS = List.of(PlainDialect.INSTANCE, JsonDialect.INSTANCE);
    private static final List<String> READERS = List.of("ann", "bo", "cy", "bystander");

    @Test
    void everybodyGetsTheLogInItsOrderHoweverItIsCut() {
        AtomicInteger outside = new AtomicInteger();
        Dice.roll(HISTORIES, dice -> {
            MadeUpLog log = new MadeUpLog(dice, dice.nextInt(60));
            Drafts drafts = new Drafts();
            int announceUpTo = dice.nextInt(10);
            List<Member> members = new ArrayList<>();
            for (Dialect dialect : DIALECTS) {
                for (String reader : READERS) {
                    members.add(new Member(dialect, reader, dice.nextInt((int) log.newest() + 1)));
                }
            }

            for (long from = 0; from < log.newest(); ) {
                long to = Math.min(log.newest(), from + 1 + dice.nextInt(10));
                Round round = new Round(from, to, log.between(from, to), announceUpTo).draftedIn(drafts);
                members.forEach(
                        member -> member.takes(dice.nextInt(3) == 0 ? member.ownPartOf(round, announceUpTo) : round));
                from = to;
            }

            outside.addAndGet(
                    members.stream().mapToInt(member -> member.outside).sum());
            for (Member member : members) {
                StringBuilder expected = new StringBuilder();
                for (Entry entry : log.between(member.start, log.newest())) {
                    expected.append(MadeUpLog.seen(member.dialect, entry, member.session, announceUpTo));
                }
                assertEquals(expected.toString(), member.read.toString(), member::toString);
            }
        });
        assertTrue(outside.get() > HISTORIES, () -> "only " + outside + " from outside the heap");
    }

    @Test
    void everyLetterGoesOutInItsPlace() {
        Dice.roll(HISTORIES, dice -> {
            MadeUpLog log = new MadeUpLog(dice, 1 + dice.nextInt(40));
            Member member = new Member(DIALECTS.get(dice.nextInt(2)), READERS.get(dice.nextInt(4)), 0);
            List<Long> places = places(dice, log.newest());
            int posted = 0;

            for (long from = 0; from < log.newest(); ) {
                long to = Math.min(log.newest(), from + 1 + dice.nextInt(10));
                // A letter is posted before the event that follows its place is handed out, or long before.
                while (posted < places.size() && (places.get(posted) < to || dice.nextInt(3) == 0)) {
                    member.feed.outbox().post(letter(places.get(posted++)));
                }
                member.takes(new Round(from, to, log.between(from, to), 1_000));
                from = to;
            }
            places.subList(posted, places.size())
                    .forEach(place -> member.feed.outbox().post(letter(place)));
            member.takes(new Round(log.newest(), log.newest(), List.of(), 1_000));

            assertEquals(inTheirPlaces(log, places, member), member.read.toString(), member::toString);
        });
    }

    private static String inTheirPlaces(MadeUpLog log, List<Long> places, Member member) {
        StringBuilder expected = new StringBuilder();
        int next = 0;
        for (Entry entry : log.entries()) {
            while (next < places.size() && places.get(next) < entry.seq()) {
                expected.append(new String(letter(places.get(next++)).bytes(), UTF_8));
            }
            expected.append(MadeUpLog.seen(member.dialect, entry, member.session, 1_000));
        }
        for (long place : places.subList(next, places.size())) {
            expected.append(new String(letter(place).bytes(), UTF_8));
        }
        return expected.toString();
    }

    @Test
    void nothingFollowsTheLastLetter() {
        Dice.roll(HISTORIES, dice -> {
            MadeUpLog log = new MadeUpLog(dice, 1 + dice.nextInt(20));
            Member member = new Member(JsonDialect.INSTANCE, "ann", 0);
            long end = dice.nextInt((int) log.newest() + 1);
            member.feed.outbox().post(new Letter(end, "the end\n".getBytes(UTF_8), true));

            for (long to = 1; to <= log.newest() && !member.feed.ended(); to++) {
                member.takes(new Round(to - 1, to, log.between(to - 1, to), 1_000));
            }
            assertTrue(member.feed.ended());
            assertTrue(member.read.toString().endsWith("the end\n"), member.read::toString);
            StringBuilder expected = new StringBuilder();
            log.between(0, end)
                    .forEach(entry -> expected.append(MadeUpLog.seen(member.dialect, entry, member.session, 1_000)));
            assertEquals(expected + "the end\n", member.read.toString());
        });
    }

    @Test
    void bystandersShareTheBytesOfARound() {
        MadeUpLog log = new MadeUpLog(new Random(1), 30);
        Round round = new Round(0, log.newest(), log.entries(), 1_000);

        for (Dialect dialect : DIALECTS) {
            byte[] first = new Member(dialect, "bystander", 0).feed.owed(round);
            byte[] second = new Member(dialect, "another bystander", 0).feed.owed(round);
            assertSame(first, second, "encoded once, and not copied");
        }
    }

    @Test
    void whatOneRoundHasStaysWhenTheNextIsPutTogetherInTheSameMemory() {
        MadeUpLog log = new MadeUpLog(new Random(1), 30);
        Drafts drafts = new Drafts();
        for (Dialect dialect : DIALECTS) {
            Round round = new Round(0, 20, log.between(0, 20), 1_000).draftedIn(drafts);
            byte[] owed = new Member(dialect, "bystander", 0).feed.owed(round);
            byte[] before = owed.clone();

            Round next = new Round(20, log.newest(), log.between(20, log.newest()), 1_000).draftedIn(drafts);
            byte[] owedNext = new Member(dialect, "bystander", 20).feed.owed(next);

            assertArrayEquals(before, owed);
            assertFalse(Arrays.equals(owed, owedNext));
        }
    }

    @Test
    void whatIsTooMuchForTheMemoryOutsideTheHeapIsHadFromTheHeap() {
        List<Entry> entries = new ArrayList<>();
        for (int seq = 1; seq <= OutsideBytes.BYTES / 1_000 + 2; seq++) {
            Event said = new Event.Said(seq, seq, seq % 10 == 0 ? "ann" : "bo", 0, "Bo", "x".repeat(1_000), null);
            entries.add(new Entry(said, new byte[0], 1, 0));
        }
        Drafts drafts = new Drafts();
        for (int size : List.of(entries.size(), 3, entries.size())) {
            for (String reader : READERS) {
                Member member = new Member(PlainDialect.INSTANCE, reader, 0);
                member.takes(new Round(0, size, entries.subList(0, size), 1_000).draftedIn(drafts));
                boolean talks = reader.equals("ann") || reader.equals("bo");
                assertTrue(member.outside == (size == 3 ? 1 : 0) || talks, reader);
                long own = entries.subList(0, size).stream()
                        .filter(entry -> entry.event().by().equals(reader))
                        .count();
                assertEquals(size - own, member.read.toString().lines().count());
            }
        }
    }

    @Test
    void aNoticeAtTheEndOfARoundIsForAllWhoTakeIt() {
        Dice.roll(HISTORIES, dice -> {
            MadeUpLog log = new MadeUpLog(dice, dice.nextInt(10));
            Round round = new Round(0, log.newest(), log.entries(), 3).withNotice("Ana joined");
            for (Dialect dialect : DIALECTS) {
                String notice = new String(dialect.reply(new Reply.Notice("Ana joined")), UTF_8);
                for (String reader : READERS) {
                    Member member = new Member(dialect, reader, dice.nextInt((int) log.newest() + 1));
                    StringBuilder expected = new StringBuilder();
                    log.between(member.start, log.newest())
                            .forEach(entry -> expected.append(MadeUpLog.seen(dialect, entry, reader, 3)));
                    member.takes(round);
                    assertEquals(expected + notice, member.read.toString(), member::toString);
                }
            }
        });
    }

    @Test
    void whoeverWasWhisperedToLastIsKnownOnceItIsWritten() {
        Member member = new Member(PlainDialect.INSTANCE, "ann", 0);
        Round nothing = new Round(0, 1, List.of(whisper(1, "bo", "cy")), 1_000);
        Round something = new Round(1, 3, List.of(whisper(2, "bo", "ann"), whisper(3, "ann", "cy")), 1_000);

        member.takes(nothing);
        assertNull(member.feed.lastWhisperer());
        assertNull(member.feed.owedOutside(something, member.memory), "more is to be done than to write it");
        member.takes(something);

        assertEquals("bo", member.feed.lastWhisperer());
    }

    private static Entry whisper(long seq, String by, String to) {
        return new Entry(new Event.Whispered(seq, seq, by, 0, by, to, to, "psst", null), new byte[0], 1, 0);
    }

    private static Letter letter(long after) {
        return new Letter(after, ("letter after " + after + "\n").getBytes(UTF_8), false);
    }

    /** Where letters belong: they are posted in this order. */
    private static List<Long> places(Random dice, long newest) {
        List<Long> places = new ArrayList<>();
        for (int i = dice.nextInt(10); i > 0; i--) {
            places.add((long) dice.nextInt((int) newest + 1));
        }
        places.sort(null);
        return places;
    }

    /** A member with a cursor, and what it has read. */
    private static final class Member {
        final Feed feed = new Feed();
        final Dialect dialect;
        final String session;
        final long start;
        final StringBuilder read = new StringBuilder();
        final OutsideBytes memory = new OutsideBytes();
        int outside;

        Member(Dialect dialect, String session, long start) {
            this.dialect = dialect;
            this.session = session;
            this.start = start;
            feed.begin(dialect, session, start);
        }

        /** As the walk does it. */
        void takes(Round round) {
            ByteBuffer same = feed.owedOutside(round, memory);
            byte[] owed = feed.owed(round);
            if (same != null) {
                outside++;
                byte[] bytes = new byte[same.remaining()];
                same.get(bytes);
                assertArrayEquals(owed, bytes);
            }
            memory.clear();
            read.append(new String(owed, UTF_8));
            feed.advance(round.to());
        }

        /** As the walk does it for who comes in: without what this member does not hear of. */
        Round ownPartOf(Round round, int announceUpTo) {
            List<Entry> own = round.entries().stream()
                    .filter(entry -> feed.mayHearOf(entry, announceUpTo))
                    .toList();
            return new Round(round.from(), round.to(), own, announceUpTo);
        }

        @Override
        public String toString() {
            return session + " at " + dialect + " from " + start;
        }
    }
}
