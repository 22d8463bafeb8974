package lanchat.server.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import lanchat.server.Patience;
import lanchat.server.door.Feed.Pen;
import lanchat.server.door.LoopbackMember.Mood;
import org.junit.jupiter.api.Test;

/** What becomes of a member whose write blocks, and of the thread that it keeps. */
class StuckMemberTest {
    private static final long MEMORY_BYTES = 200_000;
    private static final int NEVER_MS = 24 * 60 * 60 * 1000;
    private static final String TOO_FAR_BEHIND = "too far behind";

    @Test
    void closingTheSocketFreesTheThread() throws Exception {
        try (Chat chat = new Chat(new LoopbackRoom(Probe.NONE))) {
            LoopbackMember ann = chat.join("Ann");
            Connection stuck = chat.stall(chat.join("Bo"));

            stuck.closeRaw("the proof says so");

            chat.untilHereAre(1);
            chat.hostIsHeardBy("still here", ann);
            untilAtMostTheseThreads(2); // The walk, and the one that is ready.
        }
        untilAtMostTheseThreads(0);
    }

    @Test
    void whatIsAlwaysAboutToComeIsNotWaitedFor() throws Exception {
        try (Chat chat = new Chat(new LoopbackRoom(Probe.NONE))) {
            LoopbackMember ann = chat.join("Ann");
            LoopbackMember bo = chat.join("Bo");
            chat.room.log.saysBusy = true;

            for (int i = 0; i < 100; i++) {
                chat.hostIsHeardBy("line " + i, ann, bo);
            }

            Chat.assertGapless(ann.lines());
            Chat.assertGapless(bo.lines());
        }
    }

    @Test
    void whatIsBeingWrittenStaysWhileTheOthersAreBroughtMore() throws Exception {
        try (Chat chat = new Chat(new LoopbackRoom(Probe.NONE))) {
            LoopbackMember ann = chat.join("Ann");
            LoopbackMember bo = chat.join("Bo");
            chat.stallWhileAllHear(bo, ann);
            for (int i = 0; i < 40; i++) {
                chat.hostIsHeardBy("another line " + i, ann);
            }

            bo.mood(Mood.QUICK);

            chat.hears(bo, "another line 39");
            assertEquals(said(ann), said(bo));
        }
    }

    @Test
    void whatIsBeingWrittenToOneWhoTalksStaysWhileAnotherWhoTalksIsBroughtMore() throws Exception {
        try (Chat chat = new Chat(new LoopbackRoom(Probe.NONE))) {
            LoopbackMember bo = chat.joinPlain("Bo");
            LoopbackMember cy = chat.joinPlain("Cy");
            Feed feed = chat.connectionAt("Bo").feed();
            List<String> said = new ArrayList<>();
            bo.mood(Mood.STALLED);
            while (feed.pen() != Pen.LAGGARD) {
                said.add("x".repeat(4_000) + said.size());
                chat.hostIsHeardBesides("Bo", said.get(said.size() - 1), cy);
            }
            for (int i = 0; i < 40; i++) {
                said.add("y".repeat(4_000) + said.size());
                chat.hostIsHeardBesides("Cy", said.get(said.size() - 1), cy);
            }

            bo.mood(Mood.QUICK);

            chat.hears(bo, said.get(said.size() - 1));
            assertEquals(
                    said,
                    bo.lines().stream()
                            .filter(line -> line.startsWith("Host:"))
                            .map(line -> line.substring("Host:".length()))
                            .toList());
        }
    }

    private static List<String> said(LoopbackMember member) {
        return member.lines().stream().filter(line -> line.contains("\"said\"")).toList();
    }

    @Test
    void aResetFreesTheThread() throws Exception {
        try (Chat chat = new Chat(new LoopbackRoom(Probe.NONE))) {
            LoopbackMember ann = chat.join("Ann");
            LoopbackMember bo = chat.join("Bo");
            chat.stall(bo);

            bo.reset();

            chat.untilHereAre(1);
            chat.hostIsHeardBy("still here", ann);
            untilAtMostTheseThreads(2);
        }
    }

    @Test
    void whoeverTakesNoByteForLongIsClosed() throws Exception {
        try (Chat chat = new Chat(new LoopbackRoom(Probe.NONE, Long.MAX_VALUE, 200))) {
            LoopbackMember ann = chat.join("Ann");
            chat.stall(chat.join("Bo"));

            chat.untilHereAre(1);

            chat.hears(ann, "\"type\":\"left\"");
            Chat.assertGapless(ann.lines());
        }
    }

    @Test
    void withoutASpareThreadTheStuckMemberIsClosedAndTheWalkGoesOn() throws Exception {
        NoMoreThreads threads = new NoMoreThreads();
        try (Chat chat = new Chat(new LoopbackRoom(threads))) {
            LoopbackMember ann = chat.join("Ann");
            LoopbackMember bo = chat.join("Bo");
            LoopbackMember cy = chat.join("Cy");
            untilAtMostTheseThreads(2); // One that a slow write had to itself is soon ready again.
            threads.gone = true;

            assertFalse(chat.stallWhileAllHear(bo, ann, cy).isBroken(), "one thread was ready");
            assertTrue(chat.stallWhileAllHear(cy, ann).isBroken(), "there was no further one");

            chat.untilHereAre(2);
            chat.hostIsHeardBy("the walk goes on", ann);
            threads.gone = false;
            assertFalse(chat.stallWhileAllHear(chat.join("Di"), ann).isBroken(), "there are threads again");
            chat.hostIsHeardBy("and on", ann);
            Chat.assertGapless(ann.lines());
        }
    }

    @Test
    void whoeverIsTooFarBehindIsToldAndLetGo() throws Exception {
        try (Chat chat = new Chat(new LoopbackRoom(Probe.NONE, MEMORY_BYTES, NEVER_MS))) {
            LoopbackMember bo = chat.join("Bo");
            chat.stall(bo);
            chat.hostTalksALot();

            bo.mood(Mood.QUICK);

            assertIsLetGo(chat, bo);
        }
    }

    @Test
    void whoeverTakesLeaveWhileTooFarBehindIsLetGoToo() throws Exception {
        try (Chat chat = new Chat(new LoopbackRoom(Probe.NONE, MEMORY_BYTES, NEVER_MS))) {
            LoopbackMember ann = chat.join("Ann");
            LoopbackMember bo = chat.join("Bo");
            chat.stallWhileAllHear(bo, ann);
            chat.hostTalksALotTo(ann); // No faster than she reads: she is not to fall behind as well.
            bo.bye();
            chat.hears(ann, "\"type\":\"left\"");

            bo.mood(Mood.QUICK);

            assertIsLetGo(chat, bo);
        }
    }

    @Test
    void whenTheWalkFallsBehindTheLogThoseInItAreLetGoAndItGoesOn() throws Exception {
        Gate walk = new Gate("walk parks");
        try (Chat chat = new Chat(new LoopbackRoom(walk, MEMORY_BYTES, NEVER_MS))) {
            LoopbackMember ann = chat.join("Ann");
            fallBehind(chat, walk);

            walk.open();

            assertIsLetGo(chat, ann);
            LoopbackMember bo = chat.join("Bo");
            chat.hostIsHeardBy("hello", bo);
            Chat.assertGapless(bo.lines());
        }
    }

    @Test
    void whoeverWaitsForAWalkThatFellBehindGoesOnThoughNobodyIsInIt() throws Exception {
        Gate walk = new Gate("walk parks");
        try (Chat chat = new Chat(new LoopbackRoom(walk, MEMORY_BYTES, NEVER_MS))) {
            chat.stall(chat.join("Ann"));
            fallBehind(chat, walk);
            LoopbackMember bo = new LoopbackMember(chat.room, "Bo", true);
            chat.hears(bo, "\"type\":\"server\"");

            walk.open();

            chat.hears(bo, "\"type\":\"joined\"");
            bo.close();
        }
    }

    private static void fallBehind(Chat chat, Gate walk) throws Exception {
        walk.shut();
        chat.hostSays("come, walk");
        walk.awaitSomebody();
        chat.hostFloodsTheRoom();
        long before = chat.room.log.newest();
        chat.hostSays("the last of it");
        Patience.until("all has been said", () -> chat.room.log.newest() > before);
    }

    private static void assertIsLetGo(Chat chat, LoopbackMember member) throws Exception {
        Patience.until(() -> member + " is parted from; " + chat.room.whereEverybodyStands(), member::ended);
        List<String> lines = member.lines();
        Chat.assertGapless(lines);
        assertTrue(lines.get(lines.size() - 1).contains(TOO_FAR_BEHIND), () -> lines.get(lines.size() - 1));
        assertEquals("", member.torn());
    }

    private static void untilAtMostTheseThreads(int most) throws Exception {
        Patience.until(
                "threads end",
                () -> Thread.getAllStackTraces().keySet().stream()
                                .filter(thread -> thread.getName().startsWith("rebroadcaster"))
                                .count()
                        <= most);
    }

    /** A machine that gives no further thread from some time on. */
    private static final class NoMoreThreads implements Probe {
        private volatile boolean gone;

        @Override
        public void at(String place) {
            if (gone && place.equals("thread")) {
                throw new OutOfMemoryError("unable to create native thread (the proof says so)");
            }
        }
    }
}
