package lanchat.server.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lanchat.common.Threads;
import lanchat.server.Patience;
import lanchat.server.door.Feed.Pen;
import lanchat.server.door.LoopbackMember.Mood;
import org.junit.jupiter.api.Test;

/**
 * Nobody waits for another member. Who may wait for whom:
 *
 * <pre>
 * reader          -> the log (back-pressure), its own outbox
 * appending thread -> nobody
 * walk            -> a member's socket for a moment, then it is handed over
 * laggard         -> its own member's socket
 * host's screen   -> its own terminal
 * </pre>
 *
 * Each test stops one of them for good and sees the others go on; the host's stopped terminal is in HostScreenTest.
 */
class WaitGraphTest {
    private static final int NEVER_MS = 24 * 60 * 60 * 1000;

    @Test
    void stuckMembersHoldUpNobody() throws Exception {
        try (Chat chat = new Chat(new LoopbackRoom(Probe.NONE))) {
            LoopbackMember ann = chat.join("Ann");
            LoopbackMember bo = chat.join("Bo");
            for (int i = 0; i < 5; i++) {
                chat.stall(chat.join("Stuck" + i));
            }

            ann.say("does anybody hear me?");
            chat.hears(bo, "does anybody hear me?");
            chat.join("Newcomer");
            bo.say("yes");
            chat.hears(ann, "\"text\":\"yes\"");
            Chat.assertGapless(ann.lines());
        }
    }

    @Test
    void aStuckMemberCanStillTalkAndLeave() throws Exception {
        try (Chat chat = new Chat(new LoopbackRoom(Probe.NONE))) {
            LoopbackMember ann = chat.join("Ann");
            LoopbackMember bo = chat.join("Bo");
            chat.stall(bo);

            bo.say("I do not read, but I talk");
            chat.hears(ann, "I do not read, but I talk");
            bo.bye();
            chat.hears(ann, "\"type\":\"left\"");
            chat.join("Bo2");
        }
    }

    @Test
    void aHandOverThatComesLateDoesNotHideTheNextStuckWrite() throws Exception {
        Gate takeOver = new Gate("take over");
        Gate write = new Gate("write");
        Gate written = new Gate("written");
        Probe gates = place -> {
            takeOver.at(place);
            write.at(place);
            written.at(place);
        };
        try (Chat chat = new Chat(new LoopbackRoom(gates))) {
            LoopbackMember ann = chat.join("Ann");
            LoopbackMember stuck = chat.join("Stuck");
            LoopbackMember bo = chat.join("Bo");
            stuck.mood(Mood.STALLED);
            takeOver.shut();
            written.shut();
            ann.ping(); // A round for Ann alone, and a write that takes its time: the watchdog sees it.
            written.awaitSomebody();
            takeOver.awaitSomebody();
            write.shut();
            chat.hostTalksForARound();
            written.open(); // Then the round is over, and the next one begins with Ann again.
            write.awaitSomebody();

            takeOver.open(); // Only now Ann is handed over, and another thread goes on to the member who is stuck.
            Patience.until(
                    "somebody writes to the stuck one",
                    () -> chat.connectionAt("Stuck").feed().pen() != Pen.WALK);
            write.open();

            chat.hostIsHeardBy("on and on", ann, bo);
        }
    }

    @Test
    void aFullInboxHoldsBackWhoeverTalksAndNobodyElse() throws Exception {
        Gate log = new Gate("answer");
        try (Chat chat = new Chat(new LoopbackRoom(log))) {
            LoopbackMember ann = chat.join("Ann");
            LoopbackMember bo = chat.join("Bo");
            log.shut();
            ann.who();
            log.awaitSomebody(); // The appending thread stands still, as if its disk did.
            CountDownLatch saidAll = new CountDownLatch(1);
            int lines = 4_000;
            Thread talker = Threads.platform("talker", () -> talk(ann, lines, saidAll));
            talker.start();
            Patience.until("Ann is held back", chat.room.log::holdsSomebodyBack);

            for (int i = 0; i < 10; i++) {
                bo.ping();
            }
            Patience.until(
                    "Bo has all pongs",
                    () -> bo.lines().stream()
                                    .filter(line -> line.contains("pong"))
                                    .count()
                            == 10);
            assertEquals(1, saidAll.getCount(), "Ann is held back");

            log.open();
            Patience.untilEnded(talker);
            chat.hears(bo, "\"text\":\"" + lines + " ");
            Chat.assertGapless(bo.lines());
        }
    }

    @Test
    void anOutboxNobodyReadsHoldsBackItsOwnReaderOnly() throws Exception {
        try (Chat chat = new Chat(new LoopbackRoom(Probe.NONE))) {
            LoopbackMember ann = chat.join("Ann");
            LoopbackMember bo = chat.join("Bo");
            bo.mood(Mood.STALLED);
            int questions = 40_000;
            Thread asker = Threads.platform("asker", () -> ask(bo, questions));
            asker.start();
            Patience.until(
                    "Bo's outbox is full",
                    () -> chat.connectionAt("Bo").feed().outbox().full());

            ann.say("does anybody hear me?");
            chat.hears(ann, "does anybody hear me?");
            chat.join("Cy");

            bo.mood(Mood.QUICK);
            Patience.untilEnded(asker);
            Patience.until(
                    "every question is answered",
                    () -> bo.lines().stream()
                                    .filter(line -> line.contains("\"type\":\"people\""))
                                    .count()
                            == questions);
        }
    }

    @Test
    void aLoggerThatStandsStillHoldsUpNobodyButWhoeverHasEnded() throws Exception {
        CountDownLatch ctrlQ = new CountDownLatch(1);
        Gate walk = new Gate("walk parks");
        PrintStream standardError = System.err;
        try (Chat chat = new Chat(new LoopbackRoom(walk, 200_000, NEVER_MS))) {
            LoopbackMember ann = chat.join("Ann");
            System.setErr(new PrintStream(new Stopped(ctrlQ), true));
            walk.shut();
            chat.hostSays("come, walk");
            walk.awaitSomebody();
            chat.hostFloodsTheRoom(); // Now Ann is too far behind, which is worth a line in the log.
            walk.open();
            Patience.until("Ann is let go", ann::ended);

            LoopbackMember bo = chat.join("Bo");
            chat.stall(bo);
            LoopbackMember cy = chat.join("Cy");
            chat.hostIsHeardBy("on and on", cy);

            ctrlQ.countDown();
        } finally {
            ctrlQ.countDown();
            System.setErr(standardError);
        }
    }

    private static void talk(LoopbackMember member, int lines, CountDownLatch saidAll) {
        try {
            for (int i = 1; i <= lines; i++) {
                member.say(i + " " + "x".repeat(4_000));
            }
            saidAll.countDown();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void ask(LoopbackMember member, int questions) {
        try {
            for (int i = 0; i < questions; i++) {
                member.who();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(2 * Patience.HANG_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A terminal on which somebody has pressed Ctrl-S. */
    private static final class Stopped extends OutputStream {
        private final CountDownLatch ctrlQ;

        Stopped(CountDownLatch ctrlQ) {
            this.ctrlQ = ctrlQ;
        }

        @Override
        public void write(int b) {
            await(ctrlQ);
        }

        @Override
        public void write(byte[] bytes, int start, int length) {
            await(ctrlQ);
        }
    }
}
