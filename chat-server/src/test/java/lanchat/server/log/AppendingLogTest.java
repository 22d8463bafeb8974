package lanchat.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import lanchat.common.Event;
import lanchat.common.Name;
import lanchat.common.RefusedException;
import lanchat.common.Threads;
import lanchat.common.Wire;
import lanchat.server.Dice;
import lanchat.server.Patience;
import lanchat.server.log.Proposer.Decision;
import lanchat.server.log.RoomLog.Proposed;
import lanchat.server.room.Outcome;
import lanchat.server.room.Proposal;
import lanchat.server.room.Rules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The log that lives in memory, with the thread that decides. */
class AppendingLogTest {
    private static final long MAX_BYTES = 1024 * 1024 * 1024;

    private final AppendingLog log = AppendingLog.inMemory(new Rules(name("Host"), true), MAX_BYTES, 20);
    private final Queue<Decision> decisions = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void manyTalkersMakeOneOrder() throws Exception {
        int talkers = 6;
        int lines = Dice.scaled(3_000);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < talkers; t++) {
            String session = "talker" + t;
            threads.add(Threads.platform(session, () -> talk(session, lines)));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            Patience.untilEnded(thread);
        }
        log.close();

        long[] heard = new long[talkers];
        long seq = 0;
        for (Entry entry : log.after(0, Integer.MAX_VALUE)) {
            assertEquals(++seq, entry.seq());
            if (entry.event() instanceof Event.Said said) {
                int talker = Integer.parseInt(said.by().substring("talker".length()));
                assertEquals(++heard[talker], said.id(), "each talker's lines in the order they were said");
            }
        }
        assertEquals((long) talkers * (lines + 1), seq);
    }

    @Test
    void answersComeBeforeWhatFollowsThemAndWaitForWhatCameBefore() {
        Dice.roll(5, dice -> {
            try (var room = new Closing(AppendingLog.inMemory(new Rules(name("Host"), true), MAX_BYTES, 20))) {
                AtomicLong promised = new AtomicLong();
                Queue<String> broken = new ConcurrentLinkedQueue<>();
                room.log().onCommit(() -> {
                    if (room.log().newest() < promised.get()) {
                        broken.add("handed out up to " + room.log().newest() + " after an answer that belongs after "
                                + promised.get());
                    }
                });
                Proposer proposer = decision -> {
                    if (room.log().newest() > decision.after()) {
                        broken.add(decision + " came when " + room.log().newest() + " had been handed out");
                    }
                    if (decision.after() < promised.getAndSet(decision.after())) {
                        broken.add("answers go back to " + decision.after());
                    }
                };
                for (int i = 0; i < 400; i++) {
                    room.log().propose(batch(dice, proposer, i));
                }
                room.log().close();
                assertEquals(List.of(), List.copyOf(broken));
                assertEquals(promised.get(), Math.min(promised.get(), room.log().newest()));
            }
        });
    }

    @Test
    void whatIsNewIsThereBeforeAnybodyIsWoken() throws Exception {
        AtomicLong seenWhenWoken = new AtomicLong();
        log.onCommit(() -> seenWhenWoken.set(log.newest()));

        join("a", "Ann");
        say("a", 1);

        Patience.until("the newest was there when woken", () -> seenWhenWoken.get() == 2);
    }

    @Test
    void itIsBusyUntilAllThatWasProposedIsHandedOut() throws Exception {
        CountDownLatch deciding = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Patience.until("it waits for something", () -> !log.isBusy());

        log.propose(List.of(new Proposed(new Proposal.Who("a", 1), decision -> {
            deciding.countDown();
            await(goOn);
        })));

        assertTrue(log.isBusy(), "from the moment on that something is proposed");
        await(deciding);
        say("a", 1);
        assertTrue(log.isBusy());
        goOn.countDown();
        Patience.until("it waits again", () -> !log.isBusy());
        assertEquals(1, decisions.size());
    }

    @Test
    void aNewcomerGetsExactlyTheRecentLinesBeforeTheOwnJoining() {
        Dice.roll(10, dice -> {
            int recent = dice.nextInt(25);
            try (var room = new Closing(AppendingLog.inMemory(new Rules(name("Host"), true), MAX_BYTES, recent))) {
                Queue<Decision> admitted = new ConcurrentLinkedQueue<>();
                Proposer proposer = decision -> {
                    if (decision.outcome() instanceof Outcome.Admitted) {
                        admitted.add(decision);
                    }
                };
                for (int i = 0; i < 100; i++) {
                    room.log().propose(batch(dice, proposer, i));
                }
                room.log().close();
                List<Entry> all = room.log().after(0, Integer.MAX_VALUE);
                for (Decision decision : admitted) {
                    long joined = decision.after();
                    List<Entry> before = all.stream()
                            .filter(entry -> entry.seq() < joined && isSaidOrActed(entry.event()))
                            .toList();
                    assertEquals(before.subList(Math.max(0, before.size() - recent), before.size()), decision.recent());
                }
            }
        });
    }

    @Test
    void closingDecidesWhatWasTakenAndNothingAfter() throws Exception {
        CountDownLatch deciding = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        join("a", "Ann");
        log.propose(List.of(new Proposed(new Proposal.Who("a", 1), decision -> {
            deciding.countDown();
            await(goOn);
        })));
        await(deciding);
        for (int i = 1; i <= 100; i++) {
            say("a", i);
        }

        Thread closer = Threads.platform("closer", log::close);
        closer.start();
        Patience.until("the closer waits for the log", () -> closer.getState() == Thread.State.WAITING);
        say("a", 101);
        log.proposeAtOnce(new Proposed(new Proposal.Leave("a", 1), decisions::add));
        goOn.countDown();
        Patience.untilEnded(closer);

        assertEquals(101, log.newest(), "joined, and a hundred lines");
        assertTrue(decisions.stream().noneMatch(decision -> decision.proposal() instanceof Proposal.Leave));
        say("a", 102);
        assertEquals(101, log.newest());
    }

    @Test
    void whoeverTalksTooFastWaitsForTheLogAndGoesOn() throws Exception {
        CountDownLatch deciding = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        join("a", "Ann");
        log.propose(List.of(new Proposed(new Proposal.Who("a", 1), decision -> {
            deciding.countDown();
            await(goOn);
        })));
        await(deciding);
        int lines = (int) (Inbox.MAX_WEIGHT_BYTES / 100); // Each weighs more than that.
        Thread talker = Threads.platform("talker", () -> talkOn("a", lines));
        talker.start();
        Patience.until("the talker waits", () -> talker.getState() == Thread.State.WAITING);

        goOn.countDown();

        Patience.untilEnded(talker);
        Patience.until("all lines are there", () -> log.newest() == 1 + lines);
    }

    @Test
    void whoeverLooksBackDoesSoOnTheLogsOwnThreadAndOneAfterTheOther() throws Exception {
        join("talker", "Talker");
        say("talker", 1);
        Patience.until("the line is there", () -> log.newest() == 2);
        Queue<String> looking = new ConcurrentLinkedQueue<>();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Thread first = Threads.reader(
                "first",
                () -> look(event -> {
                    looking.add("first on " + Thread.currentThread().getName());
                    begun.countDown();
                    await(goOn);
                    return false;
                }));
        Thread second = Threads.reader(
                "second",
                () -> look(event -> {
                    looking.add("second on " + Thread.currentThread().getName());
                    return false;
                }));

        first.start();
        await(begun);
        second.start();
        Patience.until("the second one waits", () -> second.getState() == Thread.State.WAITING);
        assertEquals(List.of("first on history"), List.copyOf(looking));
        goOn.countDown();
        Patience.untilEnded(first);
        Patience.untilEnded(second);

        assertEquals(
                List.of("first on history", "first on history", "second on history", "second on history"),
                List.copyOf(looking));
    }

    @Test
    void whoWaitsForALookBackIsToldWhenTheLogIsClosed() throws Exception {
        join("talker", "Talker");
        Patience.until("the event is there", () -> log.newest() == 1);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<IOException> told = new CompletableFuture<>();
        Thread first = Threads.platform(
                "first",
                () -> look(event -> {
                    begun.countDown();
                    await(goOn);
                    return false;
                }));
        Thread second = Threads.platform(
                "second",
                () -> told.complete(assertThrows(IOException.class, () -> log.past(10, 1_000, event -> true))));
        first.start();
        await(begun);
        second.start();
        Patience.until("the second one waits", () -> second.getState() == Thread.State.WAITING);

        log.close();

        Patience.untilEnded(second);
        assertTrue(told.isDone());
        assertThrows(IOException.class, () -> log.past(10, 1_000, event -> true));
        goOn.countDown();
        Patience.untilEnded(first);
    }

    @Test
    void aRefusedProposalIsAnsweredAndLeavesNoTrace() throws Exception {
        join("a", "Ann");
        log.propose(List.of(new Proposed(new Proposal.Say("nobody", 1, 7, "hi"), decisions::add)));
        say("a", 1);
        log.close();

        Decision refused = decisions.stream()
                .filter(decision -> decision.outcome() instanceof Outcome.Refused)
                .findFirst()
                .orElseThrow();
        assertEquals(7, refused.proposal().id());
        assertEquals(1, refused.after());
        assertEquals(2, log.newest());
    }

    @Test
    void aMistakeThatEndsTheLogIsToldAndNobodyWaitsForItAnyMore() throws Exception {
        AssertionError mistake = new AssertionError("made by the test");
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        Proposer faulty = decision -> {
            throw mistake;
        };
        log.onFault(told::complete);

        log.proposeAtOnce(new Proposed(new Proposal.Who(Wire.HOST_SESSION, 1), faulty));

        assertEquals(mistake, told.get(60, TimeUnit.SECONDS));
        log.close();
    }

    @Test
    void theLogReachesBackAsFarAsItsBytes() throws Exception {
        try (var room = new Closing(AppendingLog.inMemory(new Rules(name("Host"), true), 2_000, 20))) {
            room.log().propose(List.of(new Proposed(new Proposal.Join("a", 1, name("Ann"), "::1"), Proposer.NOBODY)));
            for (int i = 1; i <= 100; i++) {
                room.log().propose(List.of(new Proposed(new Proposal.Say("a", 1, i, "hi"), Proposer.NOBODY)));
            }
            room.log().close();

            assertThrows(BehindException.class, () -> room.log().after(0, 100));
            assertThrows(BehindException.class, () -> room.log().bytesAfter(1));
            List<Entry> last = room.log().after(100, 100);
            assertEquals(1, last.size());
            assertEquals(last.get(0).json().length, room.log().bytesAfter(100));
        }
    }

    private static List<Proposed> batch(Random dice, Proposer proposer, int number) {
        List<Proposed> batch = new ArrayList<>();
        for (int i = dice.nextInt(30); i >= 0; i--) {
            String session = "s" + dice.nextInt(10);
            batch.add(new Proposed(
                    switch (dice.nextInt(6)) {
                        case 0 -> new Proposal.Join(session, number, name("n" + dice.nextInt(10)), "::1");
                        case 1 -> new Proposal.Leave(session, number);
                        case 2 -> new Proposal.Who(session, number);
                        case 3 -> new Proposal.Act(session, number, 0, "waves");
                        default -> new Proposal.Say(session, number, 0, "hi");
                    },
                    proposer));
        }
        return batch;
    }

    private static boolean isSaidOrActed(Event event) {
        return event instanceof Event.Said || event instanceof Event.Acted;
    }

    private void look(Predicate<Event> wanted) {
        try {
            log.past(10, 1_000, wanted);
        } catch (IOException | InterruptedException nobodyExpects) {
            throw new IllegalStateException(nobodyExpects);
        }
    }

    private void talk(String session, int lines) {
        join(session, session);
        talkOn(session, lines);
    }

    private void talkOn(String session, int lines) {
        for (int i = 1; i <= lines; i++) {
            say(session, i);
        }
    }

    private void join(String session, String name) {
        propose(new Proposal.Join(session, 1, name(name), "::1"));
    }

    private void say(String session, int id) {
        propose(new Proposal.Say(session, 1, id, "hi"));
    }

    private void propose(Proposal proposal) {
        try {
            log.propose(List.of(new Proposed(proposal, decisions::add)));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(Patience.HANG_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Name name(String typed) {
        try {
            return Name.of(typed);
        } catch (RefusedException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A log that is closed whatever happens. */
    private record Closing(AppendingLog log) implements AutoCloseable {
        @Override
        public void close() {
            log.close();
        }
    }
}
