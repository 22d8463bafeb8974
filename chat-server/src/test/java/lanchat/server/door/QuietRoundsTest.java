package lanchat.server.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import lanchat.common.Name;
import lanchat.common.Reply;
import lanchat.server.Patience;
import lanchat.server.door.Feed.Pen;
import lanchat.server.log.Proposer;
import lanchat.server.log.RoomLog.Proposed;
import lanchat.server.room.Aside;
import lanchat.server.room.Proposal;
import org.junit.jupiter.api.Test;

/** Comings and goings that are not announced are brought to those few whom they concern, and nobody lacks anything. */
class QuietRoundsTest {
    private static final long MEMORY_BYTES = 1024 * 1024;
    private static final long LITTLE_MEMORY_BYTES = 64 * 1024;

    @Test
    void whoComesInHearsOfItAndNobodyElseIsVisited() throws Exception {
        try (Chat chat = new Chat(LoopbackRoom.announcingUpTo(2, Probe.NONE, MEMORY_BYTES))) {
            LoopbackMember ann = chat.join("Ann");
            chat.join("Bo");
            chat.hostIsHeardBy("before", ann);
            Feed feed = chat.connectionAt("Ann").feed();
            long before = chat.room.log.newest();
            Patience.until("Ann's cursor is there", () -> feed.cursor() == before);

            LoopbackMember cy = chat.join("Cy");
            LoopbackMember dee = chat.join("Dee"); // Its round is behind that of Cy's coming.

            assertEquals(before, feed.cursor());
            chat.hostIsHeardBy("after", ann, cy, dee);
            assertEquals(1, count(ann, "\"text\":\"after\""));
            assertEquals(0, count(ann, "Cy"));
            assertEquals(1, count(cy, "\"type\":\"joined\""));
        }
    }

    @Test
    void whoIsInTheWalkBeforeTheOwnComingHearsOfItWithTheRound() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch visited = new CountDownLatch(1);
        try (Chat chat = new Chat(LoopbackRoom.announcingUpTo(1, Probe.NONE, MEMORY_BYTES))) {
            chat.join("Ann");
            chat.join("Bo");
            holdTheLog(chat, asked);
            int before = chat.room.log.proposed.get();
            try (LoopbackMember cy = new LoopbackMember(chat.room, "Cy", true)) {
                Patience.until("Cy has asked to come in", () -> chat.room.log.proposed.get() > before);
                holdTheLog(chat, visited); // Between the answer to Cy and the event itself.
                asked.countDown();
                Patience.until("a round has been brought to Cy", () -> inStep(chat) == 3);
                visited.countDown();

                chat.hears(cy, "\"type\":\"joined\"");
            } finally {
                asked.countDown();
                visited.countDown();
            }
        }
    }

    @Test
    void whoLeavesHearsOfIt() throws Exception {
        try (Chat chat = new Chat(LoopbackRoom.announcingUpTo(1, Probe.NONE, MEMORY_BYTES))) {
            LoopbackMember ann = chat.join("Ann");
            LoopbackMember bo = chat.join("Bo");
            chat.join("Cy");

            bo.bye();

            Patience.until("Bo's connection has ended", bo::ended);
            assertEquals(1, count(bo, "\"type\":\"left\""), bo::toString);
            assertEquals(0, count(ann, "\"type\":\"left\""));
        }
    }

    @Test
    void whoLeavesWhileTheWalkIsAboutToLookHearsOfItToo() throws Exception {
        Gate looks = new Gate("before a look");
        try (Chat chat = new Chat(LoopbackRoom.announcingUpTo(1, looks, MEMORY_BYTES))) {
            LoopbackMember ann = chat.join("Ann");
            LoopbackMember bo = chat.join("Bo");
            chat.join("Cy");
            chat.hostIsHeardBy("before", ann, bo);
            long before = chat.room.log.newest();
            looks.shut();
            try {
                chat.connectionAt("Ann").tell(new Reply.Notice("to bring"), 0);
                looks.awaitSomebody();
                bo.bye();
                Patience.until("Bo has left", () -> chat.room.log.newest() > before);
            } finally {
                looks.open();
            }

            Patience.until("Bo's connection has ended", bo::ended);
            assertEquals(1, count(bo, "\"type\":\"left\""), bo::toString);
        }
    }

    @Test
    void aLetterWithItsPlaceBehindAQuietEventGoesOutWithIt() throws Exception {
        AtomicInteger parked = new AtomicInteger();
        try (Chat chat = new Chat(LoopbackRoom.announcingUpTo(1, countsParking(parked), MEMORY_BYTES))) {
            LoopbackMember ann = chat.join("Ann");
            chat.join("Bo");
            chat.hostIsHeardBy("before", ann);
            Connection connection = chat.connectionAt("Ann");
            int before = parked.get();
            connection.tell(new Reply.Notice("in its place"), chat.room.log.newest() + 1);
            Patience.until("the walk has visited Ann too early", () -> parked.get() > before);
            assertTrue(connection.feed().outbox().filled());

            comes(chat, "Cy");

            chat.hears(ann, "in its place");
        }
    }

    @Test
    void whoMissedMoreQuietEventsThanMemoryHoldsLacksNothing() throws Exception {
        try (Chat chat = new Chat(LoopbackRoom.announcingUpTo(1, Probe.NONE, LITTLE_MEMORY_BYTES))) {
            LoopbackMember ann = chat.join("Ann");
            chat.join("Bo");
            chat.hostIsHeardBy("before", ann);
            long before = chat.room.log.newest();
            while (chat.room.log.unrecorded().reachesBackTo() <= before) {
                chat.room.doors.rebroadcaster().awaitNear();
                comes(chat, "Cy");
                goes(chat, "Cy");
            }

            chat.hostIsHeardBy("after", ann);

            assertFalse(chat.connectionAt("Ann").isBroken());
            assertEquals(1, count(ann, "\"text\":\"after\""));
        }
    }

    @Test
    void whoComesInBeforeThousandsWhomTheWalkHasNotSeenEitherGetsNoThread() throws Exception {
        Gate walkParks = new Gate("walk parks");
        AtomicInteger parked = new AtomicInteger();
        AtomicInteger threads = new AtomicInteger();
        AtomicInteger takenOver = new AtomicInteger();
        Probe probe = place -> {
            if (place.equals("thread")) {
                threads.incrementAndGet();
            } else if (place.equals("taken over")) {
                takenOver.incrementAndGet(); // A write took long on a busy machine: the next thread is made ready then.
            }
            countsParking(parked).at(place);
            walkParks.at(place);
        };
        try (Chat chat = new Chat(LoopbackRoom.announcingUpTo(1, probe, MEMORY_BYTES))) {
            LoopbackMember ann = chat.join("Ann");
            chat.join("Bo");
            chat.hostIsHeardBy("before", ann);
            walkParks.shut();
            // Wherever the walk is, it comes to the gate now with all of that behind it.
            chat.connectionAt("Ann").tell(new Reply.Notice("to bring"), 0);
            walkParks.awaitSomebody();
            long before = chat.room.log.newest();
            try (LoopbackMember cy = new LoopbackMember(chat.room, "Cy", true)) {
                Patience.until("Cy is in the room", () -> chat.room.log.newest() > before);
                while (chat.room.log.unrecorded().bytesAfter(before) <= 2 * Rebroadcaster.MAX_ROUND_BYTES) {
                    comes(chat, "Dee");
                    goes(chat, "Dee");
                }
                Patience.until(
                        "Cy is offered to the walk",
                        () -> Stream.of(chat.room.doors.list().snapshot())
                                .allMatch(connection -> connection.feed().pen() != Pen.READER));
                int started = threads.get() - takenOver.get();
                int parkedBefore = parked.get();

                walkParks.open();

                chat.hears(cy, "\"type\":\"joined\"");
                Patience.until("the walk is done", () -> parked.get() > parkedBefore);
                assertEquals(started, threads.get() - takenOver.get());
                chat.hostIsHeardBy("after", ann, cy);
                assertEquals(0, count(cy, "Dee"));
            } finally {
                walkParks.open();
            }
        }
    }

    @Test
    void whoComesLateToTheWalkReadsNothingOfWhoCameMeanwhile() throws Exception {
        Gate offered = new Gate("offer");
        try (Chat chat = new Chat(LoopbackRoom.announcingUpTo(1, offered, MEMORY_BYTES))) {
            LoopbackMember ann = chat.join("Ann");
            chat.join("Bo");
            chat.hostIsHeardBy("before", ann);
            offered.shut();
            try (LoopbackMember cy = new LoopbackMember(chat.room, "Cy", true)) {
                offered.awaitSomebody();
                long came = chat.room.log.newest();
                while (chat.room.log.unrecorded().bytesAfter(came) <= Rebroadcaster.MAX_ROUND_BYTES) {
                    comes(chat, "Dee");
                    goes(chat, "Dee");
                }
                LoopbackMember eve = chat.join("Eve"); // The walk has passed all of these.
                int before = chat.room.log.handedOut.get();

                offered.open();

                chat.hears(cy, "\"type\":\"joined\"");
                assertEquals(before + 1, chat.room.log.handedOut.get());
                chat.hostIsHeardBy("after", ann, cy, eve);
                assertEquals(1, count(cy, "\"type\":\"joined\""));
                assertEquals(0, count(cy, "Dee") + count(cy, "Eve"));
            } finally {
                offered.open();
            }
        }
    }

    @Test
    void onlyWhoCameInIsAskedAboutForHavingHeardOfIt() throws Exception {
        try (Chat chat = new Chat(LoopbackRoom.announcingUpTo(1, Probe.NONE, MEMORY_BYTES))) {
            LoopbackMember ann = chat.join("Ann");
            chat.join("Bo");
            chat.join("Cy");
            Feed feed = chat.connectionAt("Cy").feed();
            Patience.until("Cy's cursor is there", () -> feed.cursor() == chat.room.log.newest());

            ann.sends("{\"type\":\"seen\",\"seq\":" + chat.room.log.newest() + "}");

            chat.hears(ann, "\"type\":\"seen\"");
            String seen = ann.lines().stream()
                    .filter(line -> line.contains("\"type\":\"seen\""))
                    .findFirst()
                    .orElseThrow();
            assertTrue(seen.contains("\"waiting\":[]") && seen.contains("\"sent\":1"), seen);
        }
    }

    /** Has the log, once it has got so far, wait for this. */
    private static void holdTheLog(Chat chat, CountDownLatch until) throws InterruptedException {
        Proposal nobodys = new Proposal.Leave("nobody's session", 0);
        Proposer holds = decision -> {
            try {
                until.await();
            } catch (InterruptedException nobodyDoes) {
                throw new IllegalStateException(nobodyDoes);
            }
        };
        chat.room.log.unrecorded().propose(List.of(new Proposed(nobodys, holds)));
    }

    private static Probe countsParking(AtomicInteger parked) {
        return place -> {
            if (place.equals("walk parks")) {
                parked.incrementAndGet();
            }
        };
    }

    private static long inStep(Chat chat) {
        return Stream.of(chat.room.doors.list().snapshot())
                .filter(connection -> connection.feed().inStep())
                .count();
    }

    private static long count(LoopbackMember member, String part) {
        return member.lines().stream().filter(line -> line.contains(part)).count();
    }

    private static void comes(Chat chat, String name) throws Exception {
        propose(chat, new Proposal.Join("session of " + name, 0, Name.of(name), "::1", Aside.NONE));
    }

    private static void goes(Chat chat, String name) throws Exception {
        propose(chat, new Proposal.Leave("session of " + name, 0));
    }

    private static void propose(Chat chat, Proposal proposal) throws InterruptedException {
        chat.room.log.unrecorded().propose(List.of(new Proposed(proposal, Proposer.NOBODY)));
    }
}
