package lanchat.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lanchat.server.log.RoomLog.Proposed;
import lanchat.server.room.Proposal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class HostScreenTest {
    private static final long HANG_MILLIS = 60_000;

    private final Transcript out = new Transcript();

    @Test
    void aPipeGetsOnlyWhoComesAndGoes() throws Exception {
        TalkingRoom room = new TalkingRoom();
        HostScreen screen = new HostScreen(room.log, false, out, UTF_8, List::of);

        room.joins("Pavan Kumar");
        room.says("Pavan Kumar", "hello");
        room.leaves("Pavan Kumar");

        assertEquals(
                List.of("Pavan Kumar<192.168.1.7> connected", "Pavan Kumar<192.168.1.7> disconnected"),
                shown(room, screen, UTF_8));
    }

    @Test
    void aTerminalGetsWhatTheHostMaySee() throws Exception {
        TalkingRoom room = new TalkingRoom();
        HostScreen screen = new HostScreen(room.log, true, out, UTF_8, List::of);

        room.joins("Ann");
        room.joins("Bob");
        room.says("Ann", "hello");
        room.says("host", "hello yourself");
        room.whispers("Ann", "Bob", "a secret");
        room.whispers("Ann", "Host", "for the host");

        assertEquals(
                List.of(
                        "Ann<192.168.1.7> connected",
                        "Bob<192.168.1.7> connected",
                        "Ann:hello",
                        "You:hello yourself",
                        "Ann (to you):for the host"),
                shown(room, screen, UTF_8));
        assertEquals("Ann", screen.lastWhisperer());
    }

    @Test
    void anAnswerStandsWhereItBelongsInTheOrder() throws Exception {
        TalkingRoom room = new TalkingRoom();
        HostScreen screen = new HostScreen(room.log, true, out, UTF_8, List::of);

        room.joins("Ann");
        room.log.proposeAtOnce(new Proposed(new Proposal.Who("host", 0), screen));
        room.joins("Bob");
        room.log.proposeAtOnce(new Proposed(new Proposal.Whisper("host", 0, 0, null, "Zoe", "x"), screen));
        room.leaves("Ann");

        assertEquals(
                List.of(
                        "Ann<192.168.1.7> connected",
                        "*** 2 here:",
                        "*** Host",
                        "*** Ann<192.168.1.7>",
                        "Bob<192.168.1.7> connected",
                        "! Nobody here is called Zoe. See /who.",
                        "Ann<192.168.1.7> disconnected"),
                shown(room, screen, UTF_8));
    }

    @Test
    void aPipeGoesByTalkAndMissesNothingBetween() throws Exception {
        TalkingRoom room = new TalkingRoom();
        HostScreen screen = new HostScreen(room.log, false, out, UTF_8, List::of);
        screen.start();
        List<String> expected = new ArrayList<>();
        room.joins("Ann");
        expected.add("Ann<192.168.1.7> connected");
        for (int i = 0; i < 60; i++) {
            room.says("Ann", "line " + i);
            String nobody = "Zoe" + i;
            room.log.proposeAtOnce(new Proposed(new Proposal.Whisper("host", 0, 0, null, nobody, "x"), screen));
            expected.add("! Nobody here is called " + nobody + ". See /who.");
            if (i % 7 == 0) {
                room.joins("Bo");
                room.whispers("Bo", "Host", "number " + i);
                room.leaves("Bo");
                expected.addAll(List.of("Bo<192.168.1.7> connected", "Bo<192.168.1.7> disconnected"));
            }
            if (i % 5 == 0) {
                out.await(nobody + ". See");
            }
        }
        room.says("Ann", "the last");
        room.log.close();
        screen.finish(HANG_MILLIS);

        assertEquals(expected, out.text().lines().toList());
        assertEquals("Bo", screen.lastWhisperer());
    }

    @Test
    void whatWasSaidBeforeTheScreenWasMadeIsNotShown() throws Exception {
        TalkingRoom room = new TalkingRoom();
        room.joins("Ann");
        awaitNewest(room, 1);
        HostScreen screen = new HostScreen(room.log, true, out, UTF_8, List::of);

        room.says("Ann", "only this");

        assertEquals(List.of("Ann:only this"), shown(room, screen, UTF_8));
    }

    @Test
    void aScreenThatFellBehindTheLogSaysSoAndGoesOn() throws Exception {
        TalkingRoom room = new TalkingRoom(1000);
        StuckOutput stuck = new StuckOutput();
        HostScreen screen = new HostScreen(room.log, true, stuck, UTF_8, List::of);
        screen.start();
        screen.show(List.of("ready"));
        stuck.reached.await();

        room.joins("Ann");
        for (int i = 0; i < 200; i++) {
            room.says("Ann", "line " + i);
        }
        awaitNewest(room, 201);
        stuck.loosened.countDown();
        stuck.written.await("skipped");
        room.says("Ann", "the last");
        room.log.close();
        screen.finish(HANG_MILLIS);

        assertEquals(
                List.of("ready", "*** some lines were skipped here", "Ann:the last"),
                stuck.written.text().lines().toList());
    }

    @Test
    void aStuckTerminalHoldsUpNeitherTheRoomNorTheEnd() throws Exception {
        TalkingRoom room = new TalkingRoom();
        StuckOutput stuck = new StuckOutput();
        HostScreen screen = new HostScreen(room.log, true, stuck, UTF_8, List::of);
        screen.start();
        room.joins("Ann");
        stuck.reached.await();

        room.says("Ann", "goes on");
        for (int i = 0; i < 1000; i++) {
            room.log.propose(List.of(new Proposed(new Proposal.Who("host", 0), screen)));
        }
        screen.finish(1);

        assertEquals(2, room.ends().size());
        stuck.loosened.countDown();
    }

    @Test
    void nothingIsMissedWhileManyTalk() throws Exception {
        TalkingRoom room = new TalkingRoom();
        HostScreen screen = new HostScreen(room.log, true, out, UTF_8, List::of);
        screen.start();
        room.joins("Ann");
        List<String> said = new ArrayList<>(List.of("Ann<192.168.1.7> connected"));

        for (int i = 0; i < 5000; i++) {
            room.log.propose(List.of(new Proposed(new Proposal.Say("Ann", 0, 0, "line " + i), screen)));
            said.add("Ann:line " + i);
        }
        room.log.close();
        screen.finish(HANG_MILLIS);

        assertEquals(said, out.text().lines().toList());
    }

    @Test
    void whileManyTalkItIsWrittenSeldom() throws Exception {
        TalkingRoom room = new TalkingRoom();
        CountingOutput counting = new CountingOutput();
        HostScreen screen = new HostScreen(room.log, true, counting, UTF_8, List::of);
        long start = System.nanoTime();
        screen.start();
        room.joins("Ann");
        for (int i = 0; i < 300; i++) { // Each is a commit of its own.
            room.says("Ann", "line " + i);
            awaitNewest(room, i + 2);
        }
        room.log.close();
        screen.finish(HANG_MILLIS);
        long millis = (System.nanoTime() - start) / 1_000_000;

        assertEquals(301, counting.written.text().lines().count());
        assertTrue(counting.writes <= 3 + millis / 20, () -> counting.writes + " writes in " + millis + " ms");
    }

    @Test
    void whatIsSaidWhileItWritesWaitsForTheRestToo() throws Exception {
        TalkingRoom room = new TalkingRoom();
        int most = 10;
        CountDownLatch enough = new CountDownLatch(most);
        CountingOutput talking = new CountingOutput() {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                super.write(bytes, from, length);
                enough.countDown();
                if (writes < most) {
                    room.says("Ann", "line " + writes);
                    assertDoesNotThrow(() -> awaitNewest(room, writes + 1));
                }
            }
        };
        HostScreen screen = new HostScreen(room.log, true, talking, UTF_8, List::of);
        long start = System.nanoTime();
        screen.start();
        room.joins("Ann");
        enough.await();
        long millis = (System.nanoTime() - start) / 1_000_000;
        room.log.close();
        screen.finish(HANG_MILLIS);

        assertTrue(millis >= 20L * (most - 1), () -> most + " writes in " + millis + " ms");
    }

    @Test
    void aScreenWhoseReaderHasGoneTakesEverythingQuietly() throws Exception {
        TalkingRoom room = new TalkingRoom();
        HostScreen screen = new HostScreen(room.log, true, new BrokenOutput(), UTF_8, List::of);
        screen.start();
        room.joins("Ann");
        screen.finish(HANG_MILLIS);

        for (int i = 0; i < 1000; i++) {
            screen.show(List.of("nobody reads this"));
        }

        assertEquals(1, room.ends().size());
    }

    @Test
    void aTerminalGetsItsOwnCharset() throws Exception {
        TalkingRoom room = new TalkingRoom();
        HostScreen screen = new HostScreen(room.log, true, out, ISO_8859_1, List::of);

        room.says("host", "gr\u00fc\u00df \u4f60");

        assertEquals(List.of("You:gr\u00fc\u00df ?"), shown(room, screen, ISO_8859_1));
    }

    private List<String> shown(TalkingRoom room, HostScreen screen, Charset charset) throws Exception {
        room.log.close();
        screen.start();
        screen.finish(HANG_MILLIS);
        return new String(out.bytes(), charset).lines().toList();
    }

    private static void awaitNewest(TalkingRoom room, long seq) throws InterruptedException {
        CountDownLatch there = new CountDownLatch(1);
        Runnable look = () -> {
            if (room.log.newest() >= seq) {
                there.countDown();
            }
        };
        room.log.onCommit(look);
        look.run();
        assertTrue(there.await(HANG_MILLIS, TimeUnit.MILLISECONDS));
    }

    /** A terminal stopped with Ctrl-S, until it is let go on. */
    private static final class StuckOutput extends OutputStream {
        final CountDownLatch reached = new CountDownLatch(1);
        final CountDownLatch loosened = new CountDownLatch(1);
        final Transcript written = new Transcript();

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            reached.countDown();
            try {
                loosened.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            written.write(bytes, from, length);
        }
    }

    /** Counts how often it is written to; to be asked when nobody writes any more. */
    private static class CountingOutput extends OutputStream {
        final Transcript written = new Transcript();
        int writes;

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            writes++;
            written.write(bytes, from, length);
        }
    }

    /** A pipe whose reader has gone. */
    private static final class BrokenOutput extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
        }
    }
}
