package lanchat.server.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.function.Predicate;
import javax.net.ssl.SSLSocket;
import lanchat.server.Patience;
import lanchat.server.TestKey;
import lanchat.server.door.LoopbackMember.Mood;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is harder for a member in TLS than for others: to be freed from a write that is stuck, and to part in order. */
@Timeout(120)
final class EncryptedMemberTest {
    private static final long LARGE = 4L * 1024 * 1024 * 1024;
    private static final int NEVER_MS = 24 * 60 * 60 * 1000;
    private static final byte[] PLAIN_NAME = "Ann\n".getBytes(UTF_8);

    @Test
    void closingTheSocketFreesTheThreadThatIsStuckInAWrite() throws Exception {
        try (Chat chat = chat(NEVER_MS)) {
            LoopbackMember ann = chat.join("Ann");
            Connection stuck = chat.stall(chat.join("Bo"));
            assertTrue(stuck.isEncrypted());

            stuck.closeRaw("the proof says so");

            chat.untilHereAre(1);
            chat.hostIsHeardBy("still here", ann);
        }
        Patience.until("no thread is left", () -> threads(name -> name.startsWith("rebroadcaster")) == 0);
    }

    @Test
    void whoeverTakesNoByteForLongIsClosed() throws Exception {
        try (Chat chat = chat(200)) {
            LoopbackMember ann = chat.join("Ann");
            chat.stall(chat.join("Bo"));

            chat.untilHereAre(1);

            chat.hears(ann, "\"type\":\"left\"");
            Chat.assertGapless(ann.lines());
        }
    }

    @Test
    void whoeverIsSlowMissesNothing() throws Exception {
        try (Chat chat = chat(NEVER_MS)) {
            LoopbackMember ann = chat.join("Ann");
            LoopbackMember bo = chat.join("Bo");
            chat.stall(bo);

            bo.mood(Mood.QUICK);

            chat.hostIsHeardBy("the last", ann, bo);
            Chat.assertGapless(bo.lines());
        }
    }

    @Test
    void whoeverTakesLeaveWhileStuckHoldsUpNobodyAndGetsEverything() throws Exception {
        try (Chat chat = chat(NEVER_MS)) {
            LoopbackMember ann = chat.join("Ann");
            LoopbackMember bo = chat.join("Bo");
            chat.stall(bo);
            bo.bye();
            chat.hears(ann, "\"type\":\"left\"");
            chat.hostIsHeardBy("nobody waits", ann);

            bo.mood(Mood.QUICK);

            Patience.until("Bo has been parted from", bo::ended);
            List<String> lines = bo.lines();
            Chat.assertGapless(lines);
            assertTrue(lines.get(lines.size() - 1).contains("\"type\":\"left\""), lines.get(lines.size() - 1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void everythingIsSaidBeforeTheEndAndTheEndIsSaidToo(String version) throws Exception {
        try (Chat chat = chat(NEVER_MS);
                Socket raw = bare(chat.room);
                SSLSocket ann = TestKey.encrypt(raw, version)) {
            ann.getOutputStream().write("Ann\nhello\n/quit\n".getBytes(UTF_8));

            // Without the alert of the end this would be an exception: TestKey has asked for it.
            String heard = new String(ann.getInputStream().readAllBytes(), UTF_8);
            assertTrue(heard.endsWith("Ann<127.0.0.1> connected\n"), heard);
            chat.untilHereAre(0);
        }
    }

    @Test
    void whoeverStopsTalkingStillHearsWhatIsOwed() throws Exception {
        try (Chat chat = chat(NEVER_MS);
                SSLSocket ann = TestKey.encrypt(bare(chat.room), "TLSv1.3")) {
            ann.getOutputStream().write("Ann\n/who\n".getBytes(UTF_8));
            ann.shutdownOutput();

            String heard = new String(ann.getInputStream().readAllBytes(), UTF_8);
            assertTrue(heard.contains("2 here:"), heard);
        }
    }

    @Test
    void aNewcomerWhoIsShownOutReadsWhy() throws Exception {
        try (Chat chat = chat(NEVER_MS);
                SSLSocket nobody = TestKey.encrypt(bare(chat.room))) {
            nobody.getOutputStream().write("x".repeat(300).getBytes(UTF_8));

            String heard = new String(nobody.getInputStream().readAllBytes(), UTF_8);
            assertTrue(heard.matches("! The first line is your name, and .*\n"), heard);
        }
    }

    @Test
    void whatWasTypedAheadOfARefusedNameIsForgottenWithIt() throws Exception {
        ShapedSocket shaped = new ShapedSocket();
        try (Chat chat = chat(NEVER_MS);
                Socket raw = chat.room.connectBare(shaped);
                SSLSocket ann = TestKey.encrypt(raw)) {
            shaped.gather();
            ann.getOutputStream().write("You\n".getBytes(UTF_8));
            ann.getOutputStream().write("Typed Ahead\n".getBytes(UTF_8)); // A record of its own.
            shaped.inPieces(false);
            BufferedReader heard = new BufferedReader(new InputStreamReader(ann.getInputStream(), UTF_8));
            assertTrue(heard.readLine().startsWith("! "));

            ann.getOutputStream().write("Ann\n".getBytes(UTF_8));

            assertEquals("Welcome to this chatroom!", heard.readLine());
            assertEquals("Ann<127.0.0.1> connected", heard.readLine());
        }
    }

    @Test
    void recordsInPiecesAreReadAsAWhole() throws Exception {
        ShapedSocket shaped = new ShapedSocket();
        shaped.inPieces(true);
        try (Chat chat = chat(NEVER_MS);
                Socket raw = chat.room.connectBare(shaped);
                SSLSocket ann = TestKey.encrypt(raw)) {
            ann.getOutputStream().write("Ann\nhello\n/quit\n".getBytes(UTF_8));

            String heard = new String(ann.getInputStream().readAllBytes(), UTF_8);
            assertTrue(heard.endsWith("Ann<127.0.0.1> connected\n"), heard);
        }
    }

    @Test
    void plainTextIsStillWelcome() throws Exception {
        try (Chat chat = chat(NEVER_MS);
                Socket ann = bare(chat.room)) {
            ann.getOutputStream().write(PLAIN_NAME);

            byte[] welcome = "Welcome to this chatroom!".getBytes(UTF_8);
            assertArrayEquals(welcome, ann.getInputStream().readNBytes(welcome.length));
        }
    }

    private static Chat chat(int noProgressMs) throws IOException {
        return new Chat(new LoopbackRoom(Probe.NONE, LARGE, noProgressMs, new Encryption(TestKey.tls(), false)));
    }

    private static Socket bare(LoopbackRoom room) throws IOException {
        return room.connectBare(new Socket());
    }

    private static long threads(Predicate<String> named) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> named.test(thread.getName()))
                .count();
    }

    /** A socket whose bytes go out one by one, or many at once. For one thread. */
    private static final class ShapedSocket extends Socket {
        private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
        private boolean gathering;
        private boolean single;

        void gather() {
            gathering = true;
        }

        /** From now on each byte in a packet of its own, or as it comes; what was gathered goes out at once. */
        void inPieces(boolean ofOneByte) throws IOException {
            single = ofOneByte;
            gathering = false;
            if (gathered.size() > 0) {
                super.getOutputStream().write(gathered.toByteArray());
            }
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            OutputStream out = super.getOutputStream();
            return new OutputStream() {
                @Override
                public void write(int one) throws IOException {
                    (gathering ? gathered : out).write(one);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    if (single) {
                        super.write(bytes, offset, length); // One by one.
                    } else {
                        (gathering ? gathered : out).write(bytes, offset, length);
                    }
                }
            };
        }
    }
}
