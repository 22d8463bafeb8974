package lanchat.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lanchat.common.Event;
import lanchat.common.Threads;
import lanchat.common.Wire;
import lanchat.server.Dice;
import lanchat.server.Patience;
import lanchat.server.log.RoomLog.Proposed;
import lanchat.server.room.Outcome;
import lanchat.server.room.Proposal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the room does while its disk does not. */
class FailingDiskTest {
    private static final int FOR_LONG = Integer.MAX_VALUE;

    @TempDir
    private Path home;

    private final FaultyDisk disk = new FaultyDisk();

    @Test
    void whatAFullDiskDoesNotTakeWaitsAndIsSaidInItsOrder() throws Exception {
        try (KeptRoom room = open()) {
            room.joins(KeptRoom.ANN, "Ann").joins(KeptRoom.BOB, "Bob").says(KeptRoom.ANN, "before");
            long newest = room.log().newest();
            long length = Files.size(KeptRoom.lastSegment(home));
            disk.failingWrites.set(FOR_LONG);

            room.proposes(say(KeptRoom.ANN, "one")).proposes(say(KeptRoom.ANN, "two"));
            Patience.until("people are told", () -> room.log().trouble() != null);
            room.proposes(say(KeptRoom.ANN, "three"));
            int tries = disk.writes.get();
            Patience.until("it is tried again", () -> disk.writes.get() > tries + 1);

            assertEquals(newest, room.log().newest());
            Patience.until("it is cut back", () -> Files.size(KeptRoom.lastSegment(home)) == length);
            assertEquals(1, room.troubles().size());

            disk.failingWrites.set(0);
            Patience.until("it goes on", () -> room.log().newest() == newest + 3);
            Patience.until(
                    "that is told, which comes after", () -> room.troubles().size() == 2);
            assertNull(room.log().trouble());
            assertEquals(List.of("before", "one", "two", "three"), said(room));
        }
        assertEquals(List.of("before", "one", "two", "three"), saidAfterRestart());
    }

    @Test
    void whoIsHereIsToldWhileTheDiskIsFull() throws Exception {
        try (KeptRoom room = open()) {
            room.joins(KeptRoom.ANN, "Ann").joins(KeptRoom.BOB, "Bob");
            disk.failingWrites.set(FOR_LONG);
            room.proposes(say(KeptRoom.ANN, "waits"));
            Patience.until("people are told", () -> room.log().trouble() != null);

            room.proposes(new Proposal.Who(KeptRoom.BOB, 1));
            Patience.until(
                    "Bob is answered",
                    () -> room.decisions().stream()
                            .anyMatch(decision -> decision.outcome() instanceof Outcome.Present));
            room.proposes(new Proposal.Who(KeptRoom.ANN, 1)).proposes(new Proposal.Who(KeptRoom.BOB, 1));
            Patience.until("Bob is answered again", () -> answeredWho(room).size() == 2);
            // Ann's question came after her line, and is answered after it.
            assertEquals(List.of(KeptRoom.BOB, KeptRoom.BOB), answeredWho(room));

            disk.failingWrites.set(0);
            Patience.until("Ann is answered", () -> answeredWho(room).size() == 3);
        }
    }

    @Test
    void whoIsShownOutWhileTheDiskIsFullIsToldOnceWhenItIsSafe() throws Exception {
        for (boolean canComeBack : new boolean[] {false, true}) {
            Path directory = home.resolve("can come back " + canComeBack);
            try (KeptRoom room = KeptRoom.open(directory, disk, KeptRoom.HUGE)) {
                room.kept(Proposal.Join.by(
                        "json", canComeBack ? "hash" : "", KeptRoom.ANN, 1, KeptRoom.name("Ann"), "10.0.0.1"));
                disk.failingWrites.set(FOR_LONG);
                room.proposes(new Proposal.Rule(Wire.HOST_SESSION, 1, 0, "kick", "Ann flooding"));
                Patience.until("people are told", () -> room.log().trouble() != null);
                int tries = disk.writes.get();
                Patience.until("it is tried again", () -> disk.writes.get() > tries + 2);
                assertEquals(0, shownOut(room));

                disk.failingWrites.set(0);
                Patience.until("it goes on", () -> room.log().newest() == 3);
                room.says(Wire.HOST_SESSION, "that was that");
                assertEquals(1, shownOut(room));
            }
        }
    }

    private static long shownOut(KeptRoom room) {
        return room.decisions().stream()
                .filter(decision -> decision.outcome() instanceof Outcome.ShownOut)
                .count();
    }

    @Test
    void readersAreHeldBackWhileTheDiskIsFull() throws Exception {
        try (KeptRoom room = open()) {
            room.joins(KeptRoom.ANN, "Ann");
            disk.failingWrites.set(FOR_LONG);
            room.proposes(say(KeptRoom.ANN, "x".repeat(200_000)));
            Patience.until("people are told", () -> room.log().trouble() != null);

            Thread talker = Threads.platform("talker", () -> propose(room, say(KeptRoom.ANN, "held back")));
            talker.start();
            Patience.until("the talker waits", () -> talker.getState() == Thread.State.WAITING);
            assertEquals(1, room.log().newest());

            disk.failingWrites.set(0);
            Patience.untilEnded(talker);
            Patience.until("both are said", () -> room.log().newest() == 3);
        }
    }

    @Test
    void aRoomWithAFullDiskCanBeClosed() throws Exception {
        try (KeptRoom room = open()) {
            room.joins(KeptRoom.ANN, "Ann").says(KeptRoom.ANN, "kept");
            disk.failingWrites.set(FOR_LONG);
            room.proposes(say(KeptRoom.ANN, "never answered"));
            Patience.until("people are told", () -> room.log().trouble() != null);
        }
        disk.failingWrites.set(0);
        assertEquals(List.of("kept"), saidAfterRestart());
    }

    @Test
    void afterAFailedForceTheRoomGoesOnInANewSegment() throws Exception {
        List<String> before;
        try (KeptRoom room = open()) {
            room.joins(KeptRoom.ANN, "Ann").says(KeptRoom.ANN, "one");
            disk.failingForces.set(1);
            room.says(KeptRoom.ANN, "two", "three");
            assertEquals(2, KeptRoom.segments(home).size());
            assertNull(room.log().trouble());
            assertFalse(room.troubles().isEmpty());
            before = room.onDisk();
            assertEquals(before, KeptRoom.from(room.log().reader()));
        }
        // What the first segment has beyond its end is nothing.
        assertTrue(Files.readString(KeptRoom.segments(home).get(0)).contains("\"two\""));
        assertEquals(List.of("one", "two", "three"), saidAfterRestart());
        try (KeptRoom room = open()) {
            assertEquals(before, room.onDisk());
        }
    }

    @Test
    void afterTwoFailedForcesNothingIsAcknowledgedAnyMore() throws Exception {
        try (KeptRoom room = open()) {
            room.joins(KeptRoom.ANN, "Ann").says(KeptRoom.ANN, "one");
            disk.failingForces.set(2);
            room.proposes(say(KeptRoom.ANN, "two"));
            Patience.until("people are told", () -> room.log().trouble() != null);
            assertTrue(assertNotNullText(room.log().trouble()).contains("started the server again"));
            room.proposes(say(KeptRoom.ANN, "three")).proposes(new Proposal.Who("nobody", 1));
            Patience.until("that is refused", () -> !room.decisions().isEmpty());
            int writes = disk.writes.get();
            assertEquals(2, room.log().newest());
            assertEquals(writes, disk.writes.get());
        }
        List<String> found = saidAfterRestart();
        assertTrue(found.equals(List.of("one")) || found.equals(List.of("one", "two")), found::toString);
    }

    @Test
    void whatCannotBeCutBackIsLeftBehind() throws Exception {
        try (KeptRoom room = open()) {
            room.joins(KeptRoom.ANN, "Ann").says(KeptRoom.ANN, "one");
            disk.failingCuts.set(1);
            disk.failingWrites.set(3);
            room.says(KeptRoom.ANN, "two", "three");
            assertEquals(2, KeptRoom.segments(home).size());
        }
        assertEquals(List.of("one", "two", "three"), saidAfterRestart());
    }

    @Test
    void aFullDiskRightAfterAFailedForceIsOnlyLate() throws Exception {
        try (KeptRoom room = open()) {
            room.joins(KeptRoom.ANN, "Ann").says(KeptRoom.ANN, "one");
            disk.failingForces.set(1);
            room.proposes(say(KeptRoom.ANN, "two"));
            Patience.until("it is said", () -> room.log().newest() == 3);
            disk.failingWrites.set(2);
            room.says(KeptRoom.ANN, "three");
        }
        assertEquals(List.of("one", "two", "three"), saidAfterRestart());
    }

    @Test
    void aBatchIsOneWriteAndOneForce() throws Exception {
        try (KeptRoom room = open()) {
            room.joins(KeptRoom.ANN, "Ann");
            int writes = disk.writes.get();
            int forces = disk.forces.get();
            List<Proposed> batch = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                batch.add(new Proposed(say(KeptRoom.ANN, "line " + i), Proposer.NOBODY));
            }
            room.log().propose(batch);
            Patience.until("it is said", () -> room.log().newest() == 501);
            assertEquals(writes + 1, disk.writes.get());
            assertEquals(forces + 1, disk.forces.get());
        }
    }

    @Test
    void whateverFailsEachLineIsThereOnceAndInOrder() {
        Dice.roll(6, dice -> {
            Path directory = home.resolve("room-" + dice.nextLong());
            List<String> expected = new ArrayList<>();
            for (int restart = 0; restart < 3; restart++) {
                FaultyDisk failing = new FaultyDisk();
                try (KeptRoom room = KeptRoom.open(directory, failing, 2_000)) {
                    if (restart == 0) {
                        room.joins(KeptRoom.ANN, "Ann");
                    }
                    for (int i = 0; i < 10; i++) {
                        if (dice.nextInt(4) == 0) {
                            failing.failingForces.set(dice.nextInt(2));
                            failing.failingWrites.set(dice.nextInt(2));
                            failing.failingCuts.set(dice.nextInt(2));
                        }
                        String line = restart + "/" + i;
                        long newest = room.log().newest();
                        room.proposes(say(KeptRoom.ANN, line));
                        Patience.until(
                                () -> line + " is said, or the disk has failed for good: " + room.troubles(),
                                () -> room.log().newest() > newest || isLost(room));
                        if (isLost(room)) {
                            break;
                        }
                        expected.add(line);
                        assertEquals(KeptRoom.from(room.log().reader()), room.onDisk());
                    }
                    failing.failingForces.set(0);
                    failing.failingWrites.set(0);
                    failing.failingCuts.set(0);
                }
                try (KeptRoom room = KeptRoom.open(directory, failing, 2_000)) {
                    List<String> said = said(room);
                    if (said.size() == expected.size() + 1) {
                        // The one whose force had failed may be there: nobody was told that it is not.
                        expected.add(said.get(said.size() - 1));
                    }
                    assertEquals(expected, said);
                }
            }
        });
    }

    private static boolean isLost(KeptRoom room) {
        String trouble = room.log().trouble();
        return trouble != null && trouble.contains("has failed");
    }

    private static List<String> answeredWho(KeptRoom room) {
        return room.decisions().stream()
                .filter(decision -> decision.outcome() instanceof Outcome.Present)
                .map(decision -> decision.proposal().session())
                .toList();
    }

    private KeptRoom open() throws Exception {
        return KeptRoom.open(home, disk, KeptRoom.HUGE);
    }

    private List<String> saidAfterRestart() throws Exception {
        try (KeptRoom room = open()) {
            return said(room);
        }
    }

    private static List<String> said(KeptRoom room) throws Exception {
        List<String> all = new ArrayList<>();
        try (LogReader reader = room.journalReader()) {
            for (Entry entry : reader.after(0, Integer.MAX_VALUE)) {
                if (entry.event() instanceof Event.Said said) {
                    all.add(said.text());
                }
            }
        }
        return all;
    }

    private static void propose(KeptRoom room, Proposal proposal) {
        try {
            room.proposes(proposal);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String assertNotNullText(@Nullable String text) {
        assertNotNull(text);
        return text;
    }

    private static Proposal say(String session, String text) {
        return new Proposal.Say(session, 2_000, 0, text);
    }
}
