package lanchat.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import lanchat.common.Event;
import lanchat.common.Person;
import lanchat.server.Patience;
import lanchat.server.log.Proposer.Decision;
import lanchat.server.log.RoomLog.Memory;
import lanchat.server.log.RoomLog.Proposed;
import lanchat.server.room.Member;
import lanchat.server.room.Outcome;
import lanchat.server.room.Proposal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that outlive their connections: who is heard, what is known after a restart, and what a full disk allows. */
class SessionsTest {
    private static final String SECRET = "hash of ann's secret";
    private static final int FOR_LONG = Integer.MAX_VALUE;

    @TempDir
    private Path home;

    private final FaultyDisk disk = new FaultyDisk();

    @Test
    void onlyTheLastConnectionIsHeardAndTheOneBeforeIsTold() throws Exception {
        try (KeptRoom room = open()) {
            Link first = comesIn(room, "a");
            first.says(1, "one");
            Link second = comesBack(room, "never used");
            first.says(2, "two, from the first").says(3, "three, from the first");
            second.says(2, "two");
            second.settles();

            assertEquals("a", second.session);
            assertEquals(List.of("one", "two"), said(room));
            assertInstanceOf(Outcome.Replaced.class, first.answers.remove().outcome());
            first.answers.forEach(answer -> assertEquals(new Outcome.Nothing(), answer.outcome()));
        }
    }

    @Test
    void theLeavingOfAReplacedConnectionChangesNothing() throws Exception {
        try (KeptRoom room = open()) {
            Link first = comesIn(room, "a");
            Link second = comesBack(room, "b");
            first.proposes(new Proposal.Away("a", 1)).proposes(new Proposal.Leave("a", 1));
            second.settles();

            assertEquals(List.of(false), awayFlags(second));
            assertEquals(1, room.log().newest(), "nobody has left");
        }
    }

    @Test
    void whoIsAwayIsMarkedUntilTheyAreBack() throws Exception {
        try (KeptRoom room = open()) {
            Link first = comesIn(room, "a");
            first.proposes(new Proposal.Away("a", 1));
            Link host = new Link(room, "host");
            assertEquals(List.of(true), awayFlags(host));

            comesBack(room, "b");

            assertEquals(List.of(false), awayFlags(host));
        }
    }

    @Test
    void sessionsAndTheirIdsOutliveTheServer() throws Exception {
        try (KeptRoom room = open()) {
            Link first = comesIn(room, "a");
            first.says(7, "seven").settles();
            room.joins(KeptRoom.BOB, "Bob");
        }
        try (KeptRoom room = open()) {
            assertEquals(
                    List.of("a", KeptRoom.BOB),
                    room.log().presentAtStart().stream().map(Member::session).toList());
            Link host = new Link(room, "host");
            assertEquals(List.of(true, false), awayFlags(host), "its connection has not been made again yet");

            Link again = comesBack(room, "b");
            again.says(7, "seven once more").says(8, "eight").settles();

            assertEquals(7, again.heard);
            assertEquals(List.of("seven", "eight"), said(room));
            again.proposes(new Proposal.Leave("a", 1)).settles();
        }
        try (KeptRoom room = open()) {
            Link again = comesIn(room, "c");
            assertEquals("a", again.session);
            assertEquals(8, again.heard);
        }
    }

    @Test
    void sessionsAreInTheSegmentsThatFollow() throws Exception {
        try (KeptRoom room = KeptRoom.open(home, disk, 2_000)) {
            comesIn(room, "a")
                    .says(7, "seven")
                    .proposes(new Proposal.Leave("a", 1))
                    .settles();
            Link bob = new Link(room, "b");
            bob.proposes(Proposal.Join.by("json", "hash of bob's", "b", 1, KeptRoom.name("Bob"), "::1"));
            bob.settles();
            while (KeptRoom.segments(home).size() < 3) {
                bob.says(++bob.lastId, "x".repeat(500)).settles();
            }
        }
        for (Path old : KeptRoom.segments(home).subList(0, 2)) {
            Files.delete(old);
        }
        try (KeptRoom room = open()) {
            Link again = comesIn(room, "c");
            assertEquals("a", again.session);
            assertEquals(7, again.heard);
            Link bob = new Link(room, "d");
            bob.proposes(Proposal.Join.by("json", "hash of bob's", "d", 1, KeptRoom.name("Bob"), "::1"));
            Patience.until("Bob is answered", () -> !bob.answers.isEmpty());
            var resumed =
                    assertInstanceOf(Outcome.Resumed.class, bob.answers.remove().outcome());
            assertEquals("b", resumed.member().session());
        }
    }

    @Test
    void comingBackWorksWhileTheDiskIsFullAndWhatWaitedIsTakenOnce() throws Exception {
        try (KeptRoom room = open()) {
            Link first = comesIn(room, "a");
            first.says(1, "one").settles();
            disk.failingWrites.set(FOR_LONG);
            first.says(2, "two");
            Patience.until("people are told", () -> room.log().trouble() != null);

            Link second = comesBack(room, "b");
            assertEquals(1, second.heard, "two is not safe");
            Patience.until("the first one is told", () -> !first.answers.isEmpty());
            assertInstanceOf(Outcome.Replaced.class, first.answers.remove().outcome());
            second.says(2, "two").says(3, "three");
            disk.failingWrites.set(0);
            Patience.until("people are told", () -> room.log().trouble() == null);
            second.settles();

            assertEquals(List.of("one", "two", "three"), said(room));
        }
    }

    @Test
    void comingInWaitsForTheDiskAndIsTakenBackWithIt() throws Exception {
        try (KeptRoom room = open()) {
            comesIn(room, "a").proposes(new Proposal.Leave("a", 1)).settles();
            disk.failingWrites.set(FOR_LONG);
            Link first = new Link(room, "b");
            first.joins();
            Patience.until("people are told", () -> room.log().trouble() != null);
            Link second = new Link(room, "c");
            second.joins();
            int tries = disk.writes.get();
            Patience.until("it is tried again", () -> disk.writes.get() > tries + 1);
            assertTrue(first.answers.isEmpty() && second.answers.isEmpty());

            disk.failingWrites.set(0);
            Patience.until("both are answered", () -> first.answers.size() == 2 && second.answers.size() == 1);

            assertInstanceOf(Outcome.Admitted.class, first.answers.remove().outcome());
            assertInstanceOf(Outcome.Replaced.class, first.answers.remove().outcome());
            assertInstanceOf(Outcome.Resumed.class, second.answers.remove().outcome());
        }
    }

    @Test
    void aLogKnowsWhetherItIsTheOneThatWasSeen() throws Exception {
        try (KeptRoom room = KeptRoom.open(home, disk, 2_000)) {
            room.joins(KeptRoom.ANN, "Ann");
            while (KeptRoom.segments(home).size() < 3) {
                room.says(KeptRoom.ANN, "x".repeat(500));
            }
            List<Entry> all = room.log().after(0, Integer.MAX_VALUE);
            for (Entry entry : all) {
                String sum = LogLine.sumOf(entry.json());
                assertEquals(Memory.SAME, room.log().recall(entry.seq(), sum));
                assertEquals(Memory.OTHER, room.log().recall(entry.seq(), "00000000"));
                assertEquals(Memory.OTHER, room.log().recall(entry.seq(), ""));
            }
            assertEquals(Memory.OTHER, room.log().recall(room.log().newest() + 1, "00000000"));
            assertEquals(Memory.OTHER, room.log().recall(Long.MAX_VALUE, "00000000"));
        }
        Files.delete(KeptRoom.segments(home).get(0));
        try (KeptRoom room = open()) {
            long oldest = room.log().reachesBackTo();
            assertTrue(oldest > 1);
            assertEquals(Memory.GONE, room.log().recall(oldest, "00000000"));
            assertEquals(Memory.OTHER, room.log().recall(oldest + 1, "00000000"));
        }
    }

    @Test
    void aClockThatJumpsBackHarmsNothing() throws Exception {
        long[] now = {1_000_000_000_000L};
        JournalSettings settings = new JournalSettings(home, true, 0, 1);
        for (int run = 0; run < 3; run++) {
            try (KeptRoom room = KeptRoom.open(settings, () -> now[0])) {
                Link ann = run == 0 ? comesIn(room, "a") : comesBack(room, "b" + run);
                for (int i = 1; i <= 5; i++) {
                    now[0] -= 86_400_000L * 7;
                    ann.proposes(new Proposal.Say("a", now[0], 5L * run + i, "line " + (5 * run + i)));
                }
                ann.settles();
                long time = 0;
                for (Entry entry : room.log().after(0, Integer.MAX_VALUE)) {
                    assertTrue(entry.event().time() >= time);
                    time = entry.event().time();
                }
                List<String> expected = new ArrayList<>();
                for (int i = 1; i <= 5 * (run + 1); i++) {
                    expected.add("line " + i);
                }
                assertEquals(expected, said(room));
            }
        }
    }

    private KeptRoom open() throws Exception {
        return KeptRoom.open(home, disk, KeptRoom.HUGE);
    }

    private Link comesIn(KeptRoom room, String session) throws Exception {
        Link link = new Link(room, session);
        link.joins();
        Patience.until("Ann is let in", () -> !link.answers.isEmpty());
        var admitted =
                assertInstanceOf(Outcome.Admitted.class, link.answers.remove().outcome());
        link.session = admitted.event().by();
        link.heard = admitted.heard();
        return link;
    }

    private Link comesBack(KeptRoom room, String session) throws Exception {
        Link link = new Link(room, session);
        link.joins();
        Patience.until("Ann is let in again", () -> !link.answers.isEmpty());
        var resumed =
                assertInstanceOf(Outcome.Resumed.class, link.answers.remove().outcome());
        link.session = resumed.member().session();
        link.heard = resumed.member().heard();
        return link;
    }

    private static List<Boolean> awayFlags(Link link) throws Exception {
        link.proposes(new Proposal.Who("host", 1));
        Patience.until("who is answered", () -> !link.answers.isEmpty());
        var present =
                assertInstanceOf(Outcome.Present.class, link.answers.remove().outcome());
        return present.people().stream()
                .filter(person -> !person.session().equals("host"))
                .map(Person::away)
                .toList();
    }

    private static List<String> said(KeptRoom room) throws Exception {
        List<String> texts = new ArrayList<>();
        for (Entry entry : room.log().after(0, Integer.MAX_VALUE)) {
            if (entry.event() instanceof Event.Said said) {
                texts.add(said.text());
            }
        }
        return texts;
    }

    /** One connection of Ann's, as the log sees it. */
    private static final class Link implements Proposer {
        final Queue<Decision> answers = new ConcurrentLinkedQueue<>();
        private final KeptRoom room;
        String session;
        long heard;
        long lastId;

        Link(KeptRoom room, String session) {
            this.room = room;
            this.session = session;
        }

        void joins() throws Exception {
            proposes(Proposal.Join.by("json", SECRET, session, 1, KeptRoom.name("Ann"), "192.168.1.7"));
        }

        Link says(long id, String text) throws Exception {
            return proposes(new Proposal.Say(session, 1, id, text));
        }

        Link proposes(Proposal proposal) throws Exception {
            room.log().propose(List.of(new Proposed(proposal, this)));
            return this;
        }

        /** Everything proposed by now has been decided. */
        void settles() throws Exception {
            Queue<Decision> decided = new ConcurrentLinkedQueue<>();
            room.log().propose(List.of(new Proposed(new Proposal.Who("host", 1), decided::add)));
            Patience.until("the log has got so far", () -> !decided.isEmpty());
        }

        @Override
        public void decided(Decision decision) {
            answers.add(decision);
        }
    }
}
