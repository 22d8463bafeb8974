package lanchat.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import lanchat.common.Threads;
import lanchat.server.Dice;
import lanchat.server.Patience;
import lanchat.server.log.RoomLog.Proposed;
import lanchat.server.room.Proposal;
import org.junit.jupiter.api.Test;

/** Back-pressure: the inbox takes what there is room for, and wakes whoever waits. */
class InboxTest {
    private static final String HEAVY = "x".repeat(16 * 1024);

    private static final long FOR_EVER = Long.MAX_VALUE;

    private final Inbox inbox = new Inbox(Inbox.MAX_WEIGHT_BYTES);

    @Test
    void whoeverPutsWaitsWhileItIsFullAndGoesOnWhenItIsTaken() throws Exception {
        int taken = fill();
        Thread waiting = Threads.platform("talker", () -> put("late"));
        waiting.start();
        Patience.until("the talker waits", () -> waiting.getState() == Thread.State.WAITING);

        assertEquals(taken, inbox.takeAll(0, 0).size());

        Patience.untilEnded(waiting);
        assertEquals(1, inbox.takeAll(0, 0).size());
    }

    @Test
    void whatMustNeverWaitDoesNot() throws Exception {
        int taken = fill();

        inbox.putAtOnce(proposed("gone"));

        assertEquals(taken + 1, inbox.takeAll(0, 0).size());
    }

    @Test
    void closingFreesWhoeverWaitsAndDropsWhatComesLater() throws Exception {
        int taken = fill();
        Thread waiting = Threads.platform("talker", () -> put("dropped"));
        waiting.start();
        Patience.until("the talker waits", () -> waiting.getState() == Thread.State.WAITING);

        inbox.close();

        Patience.untilEnded(waiting);
        put("dropped too");
        inbox.putAtOnce(proposed("and this"));
        assertEquals(taken, inbox.takeAll(0, 0).size(), "what had been taken in is still there");
        assertEquals(List.of(), inbox.takeAll(0, 0));
    }

    @Test
    void closingFreesWhoeverTakes() throws Exception {
        Thread taker = Threads.platform("taker", () -> assertEquals(List.of(), inbox.takeAll(0, 0)));
        taker.start();
        Patience.until("the taker waits", () -> taker.getState() == Thread.State.WAITING);

        inbox.close();

        Patience.untilEnded(taker);
    }

    @Test
    void whoWaitsForManyIsWokenOnceAndNotForTheFirst() throws Exception {
        AtomicLong waits = new AtomicLong();
        Thread taker = Threads.platform("taker", () -> {
            assertEquals(3, inbox.takeAll(3, FOR_EVER).size());
            waits.set(ManagementFactory.getThreadMXBean()
                    .getThreadInfo(Thread.currentThread().getId())
                    .getWaitedCount());
        });
        taker.start();
        Patience.until("the taker waits", () -> taker.getState() == Thread.State.TIMED_WAITING);

        put("one");
        letOthersRun();
        put("two");
        put("three");

        Patience.untilEnded(taker);
        assertEquals(1, waits.get());
    }

    /** Whoever was woken has run by then, as good as always: where one must not be, that only makes a fault seen. */
    private static void letOthersRun() throws Exception {
        for (int i = 0; i < 50; i++) {
            Thread other = Threads.platform("other", () -> {});
            other.start();
            Patience.untilEnded(other);
        }
    }

    @Test
    void whoExpectsManyAndGetsFewerTakesThem() throws Exception {
        long patience = TimeUnit.MILLISECONDS.toNanos(1);
        Thread taker = Threads.platform(
                "taker", () -> assertEquals(1, inbox.takeAll(3, patience).size()));
        taker.start();
        Patience.until("the taker no longer expects many", () -> taker.getState() == Thread.State.WAITING);
        assertTrue(inbox.isIdle());

        put("one");

        Patience.untilEnded(taker);
    }

    @Test
    void whoTakesWaitsForAsManyAsItWants() throws Exception {
        Thread taker = Threads.platform(
                "taker", () -> assertEquals(3, inbox.takeAll(3, FOR_EVER).size()));
        put("one");
        taker.start();
        Patience.until("the taker waits", () -> taker.getState() == Thread.State.TIMED_WAITING);
        put("two");
        Patience.until("the taker waits", () -> taker.getState() == Thread.State.TIMED_WAITING);

        put("three");

        Patience.untilEnded(taker);
    }

    @Test
    void whoTakesGetsFewerThanItWantsWhenItsTimeIsOver() throws Exception {
        put("one");

        assertEquals(1, inbox.takeAll(3, 1).size());
    }

    @Test
    void whoTakesWaitsForNoMoreThanThereIsRoomFor() throws Exception {
        Thread taker = Threads.platform(
                "taker",
                () -> assertTrue(inbox.takeAll(Integer.MAX_VALUE, FOR_EVER).size() > 1));
        put("one");
        taker.start();
        Patience.until("the taker waits", () -> taker.getState() == Thread.State.TIMED_WAITING);

        fill();

        Patience.untilEnded(taker);
    }

    @Test
    void closingEndsTheWaitForMore() throws Exception {
        put("one");
        Thread taker = Threads.platform(
                "taker", () -> assertEquals(1, inbox.takeAll(3, FOR_EVER).size()));
        taker.start();
        Patience.until("the taker waits", () -> taker.getState() == Thread.State.TIMED_WAITING);

        inbox.close();

        Patience.untilEnded(taker);
    }

    @Test
    void whoeverWaitsCanBeInterrupted() throws Exception {
        fill();
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread waiting = Threads.platform("talker", () -> {
            try {
                inbox.put(List.of(proposed("late")));
            } catch (InterruptedException e) {
                interrupted.set(true);
            }
        });
        waiting.start();

        waiting.interrupt();

        Patience.untilEnded(waiting);
        assertTrue(interrupted.get());
    }

    @Test
    void everyTalkersLinesStayInTheirOrderAndNoneIsLost() throws Exception {
        int talkers = 8;
        int lines = Dice.scaled(2_000);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < talkers; t++) {
            int talker = t;
            threads.add(Threads.platform("talker " + t, () -> {
                for (int i = 0; i < lines; i++) {
                    put(talker + ":" + i + ":" + HEAVY);
                }
            }));
        }
        threads.forEach(Thread::start);

        Map<String, Integer> next = new HashMap<>();
        for (int count = 0; count < talkers * lines; ) {
            List<Proposed> some = inbox.takeAll(0, 0);
            count += some.size();
            for (Proposed proposed : some) {
                String[] parts = ((Proposal.Say) proposed.proposal()).text().split(":", -1);
                assertEquals(next.merge(parts[0], 1, Integer::sum) - 1, Integer.parseInt(parts[1]));
            }
            assertTrue(some.size() <= talkers + Inbox.MAX_WEIGHT_BYTES / HEAVY.length() + 1, "it is bounded");
        }

        for (Thread thread : threads) {
            Patience.untilEnded(thread);
        }
    }

    /** Fills it with one batch: such a batch goes in whole, if there is room when it comes. */
    private int fill() throws InterruptedException {
        List<Proposed> batch =
                Collections.nCopies((int) (Inbox.MAX_WEIGHT_BYTES / HEAVY.length()) + 1, proposed(HEAVY));
        inbox.put(batch);
        return batch.size();
    }

    private void put(String text) {
        try {
            inbox.put(List.of(proposed(text)));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Proposed proposed(String text) {
        return new Proposed(new Proposal.Say("a", 1, 0, text), Proposer.NOBODY);
    }
}
