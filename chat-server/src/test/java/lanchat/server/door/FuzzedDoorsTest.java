package lanchat.server.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.regex.Pattern;
import lanchat.common.Event;
import lanchat.common.Json;
import lanchat.common.Message;
import lanchat.common.Threads;
import lanchat.server.Dice;
import lanchat.server.Patience;
import lanchat.server.TestKey;
import org.junit.jupiter.api.Test;

/**
 * Garbage at every door, made by dice: no thread dies of it, no connection outlives it, the server finds no fault in
 * itself, and two members who only listen read clean lines in the forms that PROTOCOL.md names.
 */
final class FuzzedDoorsTest {
    private static final int ROOMS = 4;
    private static final int GUESTS = 40;
    private static final int NEVER_MS = 24 * 60 * 60 * 1000;
    private static final long MEMORY_BYTES = 32L * 1024 * 1024;

    private static final Pattern PLAIN_LINE = Pattern.compile(
            "([^<>:()]+<127\\.0\\.0\\.1> (connected|disconnected|is now [^<>:()]+)|[^<>:()]+( \\(to you\\))?:.*|\\* .*|\\*\\*\\* .*"
                    + "|Welcome to this chatroom!)");

    @Test
    void garbageAtThePlainDoor() throws Exception {
        fuzz(Garbage::plain);
    }

    @Test
    void garbageAtTheJsonDoor() throws Exception {
        fuzz(Garbage::json);
    }

    @Test
    void garbageInsteadOfAHandshake() throws Exception {
        fuzz(Garbage::handshake);
    }

    private static void fuzz(Function<Garbage, byte[]> kind) throws Exception {
        Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream err = System.err;
        Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
        System.setErr(new PrintStream(log, true, UTF_8));
        try {
            Dice.rollTheSame(ROOMS, dice -> {
                sendAll(kind, dice);
                assertEquals(List.of(), List.copyOf(uncaught));
                assertEquals(
                        List.of(),
                        log.toString(UTF_8)
                                .lines()
                                .filter(line -> line.contains("ERROR") || line.startsWith("\tat "))
                                .toList());
                assertClean(log.toString(UTF_8).replace("\n", ""));
            });
        } finally {
            System.setErr(err);
            Thread.setDefaultUncaughtExceptionHandler(handler);
        }
    }

    private static void sendAll(Function<Garbage, byte[]> kind, Random dice) throws Exception {
        Garbage garbage = new Garbage(dice);
        Encryption encryption = new Encryption(TestKey.tls(), false);
        try (LoopbackRoom room = new LoopbackRoom(Probe.NONE, MEMORY_BYTES, NEVER_MS, encryption);
                LoopbackMember ann = new LoopbackMember(room, "Ann", false);
                LoopbackMember bo = new LoopbackMember(room, "Bo", true)) {
            Patience.until("both listen", () -> room.log.hasAdmitted("Ann") && room.log.hasAdmitted("Bo"));
            for (int i = 0; i < GUESTS; i++) {
                byte[] script = kind.apply(garbage);
                boolean encrypted = script.length > 0 && script[0] != 0x16 && dice.nextInt(10) == 0;
                try (Socket guest = encrypted ? room.connect() : room.connectBare(new Socket())) {
                    goesThrough(guest, script, dice);
                }
                Patience.until(room::whereEverybodyStands, () -> room.doors.connections() == 2);
            }
            bo.say("the last");
            Patience.until(() -> ann + " hears it", () -> ann.lines().contains("Bo:the last"));
            Patience.until(
                    () -> bo + " hears it", () -> bo.lines().stream().anyMatch(line -> line.contains("the last")));
            judgePlain(ann.lines());
            judgeJson(bo.lines());
        }
    }

    /** Sends all of it in pieces, and reads what comes until the server has closed; sometimes is gone at once. */
    private static void goesThrough(Socket guest, byte[] script, Random dice) throws Exception {
        boolean gone = dice.nextInt(5) == 0;
        Thread reading = Threads.platform("garbage", () -> drain(guest));
        reading.start();
        try {
            OutputStream out = guest.getOutputStream();
            int sent = 0;
            while (sent < script.length) {
                int piece = Math.min(script.length - sent, 1 + dice.nextInt(dice.nextBoolean() ? 20 : 40_000));
                out.write(script, sent, piece);
                sent += piece;
            }
            if (gone) {
                guest.setSoLinger(true, 0);
                guest.close();
            } else {
                guest.shutdownOutput();
            }
        } catch (IOException shownOut) {
            // The server had heard enough: that is an answer, too.
        }
        Patience.untilEnded(reading);
    }

    private static void drain(Socket guest) {
        byte[] bytes = new byte[16 * 1024];
        try (InputStream in = guest.getInputStream()) {
            int read;
            do {
                read = in.read(bytes);
            } while (read >= 0);
        } catch (IOException reset) {
            // An end like any other.
        }
    }

    private static void judgePlain(List<String> lines) {
        for (String line : lines) {
            assertClean(line);
            assertTrue(PLAIN_LINE.matcher(line).matches(), line);
        }
    }

    private static void judgeJson(List<String> lines) {
        long before = 0;
        for (String line : lines) {
            // What stands in it between quotes as \\u001b would be a control as well: hence what a client makes of it.
            assertClean(line);
            Message message = Json.message(line.getBytes(UTF_8));
            assertNotNull(message, line);
            assertClean(String.valueOf(message));
            if (message instanceof Event event) {
                assertTrue(event.seq() > before, line);
                before = event.seq();
            }
        }
    }

    /** Said here once more, and not asked of the class that is to see to it. */
    private static void assertClean(String line) {
        line.codePoints().forEach(c -> {
            boolean control = c < ' ' || (c >= 0x7F && c <= 0x9F);
            boolean turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
            boolean ends = c == 0x2028 || c == 0x2029;
            boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            assertTrue(!control && !turns && !ends && !half, () -> "U+" + Integer.toHexString(c) + " in: " + line);
        });
    }
}
