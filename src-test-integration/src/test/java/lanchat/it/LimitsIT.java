package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lanchat.common.Name;
import lanchat.common.RefusedException;
import lanchat.common.Reply;
import lanchat.common.Request;
import lanchat.server.ChatServer;
import lanchat.server.ServerSettings;
import lanchat.server.door.Bounds;
import lanchat.server.door.DoorLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The room's bounds: how fast, how many, how far behind. In a server in this JVM, where they can be small. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class LimitsIT {
    private static final int NEVER_MS = 3_600_000;
    private static final Pattern OTHERS = Pattern.compile(" and (\\d+) others? joined");

    @Test
    void whoTalksTooFastIsHeldBackAndLosesNothing() throws Exception {
        int burst = 40;
        int lines = 100;
        try (var server = server(new Bounds(100, 100, 20, burst, 200, NEVER_MS));
                var ann = Talker.at(server.listening().getPort()).joins("Ann");
                var fast = Talker.at(server.listening().getPort()).joins("Fast")) {
            ann.hears("Fast<127.0.0.1> connected");
            long begin = System.nanoTime();

            fast.sends(numbered(lines));
            for (int i = 0; i < lines; i++) {
                ann.hears("Fast:" + i);
            }

            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            assertTrue(millis >= (lines - burst) * 1000L / 20 - 100, "20 a second, and yet in " + millis + " ms");
            fast.heard().hearsLike("\\*\\*\\* You say more than 20 lines a second.*");
            fast.hearsNothingMore();
        }
    }

    @Test
    void rateZeroIsNoLimit() throws Exception {
        try (var server = server(new Bounds(100, 100, 0, 1, 200, NEVER_MS));
                var ann = Talker.at(server.listening().getPort()).joins("Ann");
                var fast = Talker.at(server.listening().getPort()).joins("Fast")) {
            ann.hears("Fast<127.0.0.1> connected");

            fast.sends(numbered(5_000));

            for (int i = 0; i < 5_000; i++) {
                ann.hears("Fast:" + i);
            }
            fast.hearsNothingMore();
        }
    }

    @Test
    void aFullRoomSaysSoAndHasRoomAgainWhenSomebodyGoes() throws Exception {
        try (var server = server(new Bounds(2, 100, 0, 1, 200, NEVER_MS));
                var ann = Talker.at(server.listening().getPort()).joins("Ann");
                var bob = Talker.at(server.listening().getPort()).joins("Bob");
                var late = Talker.at(server.listening().getPort())) {
            late.says("Late").heard().hearsLike("! The room is full: 2 people.*");
            bob.says("/quit");
            ann.hears("Bob<127.0.0.1> connected", "Bob<127.0.0.1> disconnected");

            // His place is free from that moment on.
            late.joins("Late");
        }
    }

    @Test
    void whenTheDoorIsCrowdedOthersAreToldAndComeInLater() throws Exception {
        try (var server = server(new Bounds(100, 1, 0, 1, 200, NEVER_MS, 3))) {
            int port = server.listening().getPort();
            try (var ann = Talker.at(port).joins("Ann");
                    var silent = new RawVisitor(port);
                    var silent2 = new RawVisitor(port);
                    var silent3 = new RawVisitor(port);
                    var plain = new RawVisitor(port)) {
                for (RawVisitor each : List.of(silent, silent2, silent3)) {
                    each.sends((byte) 'S'); // The beginning of a name, for ever.
                }
                assertEquals(
                        "*** 3 connections are at the door already. Try again in a moment.\n",
                        new String(plain.readsToTheEnd(), StandardCharsets.UTF_8));
                try (var client = ClientProcess.start(Javas.running(), port, "--name", "Bob")) {
                    assertEquals(1, client.exits());
                    client.err().hearsLike(".*3 connections are at the door already\\. Try again in a moment\\.");
                }
                ann.says("who is in is not disturbed");
                ann.hearsNothingMore();
            }
            // A place is free when the server has seen that somebody went.
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Transcript.HANG_SECONDS);
            boolean in = false;
            while (!in && System.nanoTime() < deadline) {
                try (var late = new RawVisitor(port)) {
                    late.sends("Late\n".getBytes(StandardCharsets.US_ASCII));
                    in = !new String(late.readsSome(3), StandardCharsets.US_ASCII).equals("***");
                }
            }
            assertTrue(in);
        }
    }

    @Test
    void oneLookBackShowsNoMoreThanTheHostWants() throws Exception {
        try (var server = server(new Bounds(100, 100, 0, 1, 200, NEVER_MS, 100, 1 << 18, asking(2, 1)));
                var ann = Talker.at(server.listening().getPort()).joins("Ann");
                var bob = Talker.at(server.listening().getPort()).joins("Bob");
                var bot = JsonTalker.member(server.listening().getPort(), "Bot")) {
            ann.hears("Bob<127.0.0.1> connected", "Bot<127.0.0.1> connected").says("one", "two", "three");
            bob.hears("Bot<127.0.0.1> connected", "Ann:one", "Ann:two", "Ann:three");
            ann.says("/history 100", "/search t");

            ann.hears("*** The last 2 lines:", "You:two", "You:three");
            ann.heard().hearsLike("\\*\\*\\* .*1.*");
            ann.hears("You:three").hearsNothingMore();
            bot.asks(new Request.History(100));
            assertEquals(2, bot.skipsTo(Reply.History.class).count());
        }
        try (var server = server(new Bounds(100, 100, 0, 1, 200, NEVER_MS, 100, 1 << 18, asking(0, 0)));
                var ann = Talker.at(server.listening().getPort()).joins("Ann")) {
            ann.says("one", "/history 100", "/search one");

            ann.hears("! In this room nothing earlier is shown.", "! In this room nothing earlier is shown.");
        }
    }

    @Test
    void aLineOfJsonIsAsLongAndAsDeepAsTheHostWants() throws Exception {
        int bytes = 70_000;
        int depth = 40;
        var asking = new Bounds.Asking(200, 50, bytes, depth);
        try (var server = server(new Bounds(100, 100, 0, 1, 200, NEVER_MS, 100, 1 << 18, asking));
                var ann = Talker.at(server.listening().getPort()).joins("Ann");
                var bot = JsonTalker.member(server.listening().getPort(), "Bot")) {
            ann.hears("Bot<127.0.0.1> connected");

            bot.sends(said(1, "longest", bytes) + "\n").sends(said(2, "too long", bytes + 1) + "\n");
            assertEquals("line_too_long", bot.skipsTo(Reply.Refused.class).code());
            bot.sends(nested(3, "deepest", depth) + "\n").sends(nested(4, "too deep", depth + 1) + "\n");
            assertEquals("not_understood", bot.skipsTo(Reply.Refused.class).code());

            ann.hears("Bot:longest", "Bot:deepest").hearsNothingMore();
        }
    }

    @Test
    void loopbackIsExemptFromTheCountPerAddress() throws Exception {
        try (var server = server(new Bounds(10, 1, 0, 1, 200, NEVER_MS));
                var ann = Talker.at(server.listening().getPort()).joins("Ann");
                var bob = Talker.at(server.listening().getPort()).joins("Bob")) {
            ann.hears("Bob<127.0.0.1> connected").hearsNothingMore();
            bob.hearsNothingMore();
        }
    }

    @Test
    void inALargeRoomComingsAreToldInOneNotice() throws Exception {
        int upTo = 3;
        int members = 10;
        List<Talker> all = new ArrayList<>();
        try (var server = server(new Bounds(100, 100, 0, 1, upTo, 100))) {
            Talker ann = Talker.at(server.listening().getPort()).joins("Ann");
            all.add(ann);
            for (int i = 1; i < members; i++) {
                all.add(Talker.at(server.listening().getPort()).joins("m" + i));
            }

            ann.hears("m1<127.0.0.1> connected", "m2<127.0.0.1> connected");
            int told = 0;
            while (told < members - upTo) {
                told += countJoined(ann.heard().hearsLike("\\*\\*\\* .* joined"));
            }

            assertEquals(members - upTo, told);
            ann.hearsNothingMore();
        } finally {
            for (Talker each : all) {
                each.close();
            }
        }
    }

    @Test
    void whoTakesNoByteForTooLongIsLetGoAndHisThreadIsFree() throws Exception {
        try (var server = server(
                        new DoorLimits(NEVER_MS, NEVER_MS, NEVER_MS, 100, 300, NEVER_MS, NEVER_MS),
                        new Bounds(100, 100, 0, 1, 200, NEVER_MS),
                        ServerSettings.DEFAULT_MEMORY_BYTES);
                var ann = Talker.at(server.listening().getPort()).joins("Ann");
                var bob = Talker.at(server.listening().getPort()).joins("Bob");
                var stuck = stuck(server)) {
            ann.hears("Bob<127.0.0.1> connected", "Stuck<127.0.0.1> connected");
            bob.hears("Stuck<127.0.0.1> connected");

            flood(ann, 8_000);

            // Eight megabytes are more than a socket whose owner does not read can hold.
            String line = bob.heard().next();
            int lines = 0;
            boolean left = false;
            while (!left || lines < 8_000) {
                left |= line.equals("Stuck<127.0.0.1> disconnected");
                lines += line.startsWith("Ann:") ? 1 : 0;
                if (!left || lines < 8_000) {
                    line = bob.heard().next();
                }
            }
            assertTrue(stuck.isConnected());
            bob.hearsNothingMore();
        }
    }

    @Test
    void whoIsFurtherBehindThanMemoryReachesIsToldSoAndLetGo() throws Exception {
        try (var server = server(
                        new DoorLimits(NEVER_MS, NEVER_MS, NEVER_MS, 100, NEVER_MS, NEVER_MS, NEVER_MS),
                        new Bounds(100, 100, 0, 1, 200, NEVER_MS),
                        200_000);
                var ann = Talker.at(server.listening().getPort()).joins("Ann");
                var bob = Talker.at(server.listening().getPort()).joins("Bob");
                var stuck = stuck(server)) {
            ann.hears("Bob<127.0.0.1> connected", "Stuck<127.0.0.1> connected");
            bob.hears("Stuck<127.0.0.1> connected");

            flood(ann, 8_000);
            for (int i = 0; i < 8_000; i++) {
                bob.heard().hearsLike("Ann:.*");
            }
            String all = new String(stuck.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            List<String> lines = all.lines().toList();
            assertEquals(
                    "*** You are too far behind: what was said meanwhile is no longer kept. Come in again.",
                    lines.get(lines.size() - 1));
            bob.hears("Stuck<127.0.0.1> disconnected").hearsNothingMore();
        }
    }

    @OnEachJava
    void peopleAreLetInAgainOnceThereAreFilesForThem(Javas java) throws Exception {
        List<String> limited = new ArrayList<>(List.of("bash", "-c", "ulimit -n 90; exec \"$@\"", "limited"));
        limited.addAll(Jars.command(java, Jars.SERVER, "--no-console", "127.0.0.1", "0"));
        try (Running server = Running.start(limited)) {
            Matcher listening =
                    ServerProcess.LISTENING.matcher(server.out().skipsToLike(ServerProcess.LISTENING.pattern()));
            assertTrue(listening.matches());
            int port = Integer.parseInt(listening.group(1));
            List<Talker> crowd = new ArrayList<>();
            for (int i = 0; i < 120; i++) {
                crowd.add(Talker.at(port));
            }
            server.err().skipsToLike(".*Nobody can be let in for the moment.*");
            for (Talker each : crowd) {
                each.goes();
            }

            try (Talker ann = Talker.at(port).joins("Ann")) {
                ann.hearsNothingMore();
            }
        }
    }

    @OnEachJava
    void aStoppedTerminalStopsNobody(Javas java) throws Exception {
        int lines = 2_000;
        try (Tmux terminal = Tmux.start(Jars.command(java, Jars.SERVER, "--rate", "0", "127.0.0.1", "0"))) {
            Matcher listening = ServerProcess.LISTENING.matcher(
                    terminal.line(line -> ServerProcess.LISTENING.matcher(line).matches()));
            assertTrue(listening.matches());
            int port = Integer.parseInt(listening.group(1));
            try (Talker ann = Talker.at(port).joins("Ann");
                    Talker bob = Talker.at(port).joins("Bob")) {
                terminal.line("Bob<127.0.0.1> connected"::equals);
                terminal.presses("C-s");

                flood(ann, lines);

                bob.heard().skipsToLike("Ann:0 x+");
                for (int i = 1; i < lines; i++) {
                    bob.heard().hearsLike("Ann:" + i + " x+");
                }
                try (Talker late = Talker.at(port).joins("Late")) {
                    bob.hears("Late<127.0.0.1> connected");
                    late.says("bye");
                    bob.hears("Late:bye");
                }
                bob.hears("Late<127.0.0.1> disconnected");
                terminal.presses("C-q");
                terminal.line("Late<127.0.0.1> disconnected"::equals);
            }
        }
    }

    private static Bounds.Asking asking(int maxHistory, int maxFound) {
        return new Bounds.Asking(
                maxHistory, maxFound, Bounds.Asking.DEFAULT.maxJsonBytes(), Bounds.Asking.DEFAULT.maxJsonDepth());
    }

    /** A request of exactly so many bytes. */
    private static String said(int id, String text, int bytes) {
        String request = say(id, text, "\"" + "x".repeat(bytes) + "\"");
        return request.replaceFirst("x{" + (request.length() - bytes) + "}", "");
    }

    /** A request with exactly so many brackets open at once. */
    private static String nested(int id, String text, int depth) {
        return say(id, text, "[".repeat(depth - 1) + "]".repeat(depth - 1));
    }

    private static String say(int id, String text, String unknown) {
        return "{\"type\":\"say\",\"id\":" + id + ",\"text\":\"" + text + "\",\"unknown\":" + unknown + "}";
    }

    private static void flood(Talker talker, int lines) throws IOException {
        String filler = "x".repeat(1_000);
        for (int i = 0; i < lines; i++) {
            talker.says(i + " " + filler);
        }
    }

    private static String numbered(int lines) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            all.append(i).append('\n');
        }
        return all.toString();
    }

    private static int countJoined(String notice) {
        Matcher others = OTHERS.matcher(notice);
        if (others.find()) {
            return 2 + Integer.parseInt(others.group(1));
        }
        return notice.contains(" and ") ? 2 : 1;
    }

    /** Somebody who comes in and then reads nothing, with little room to put it. */
    private static Socket stuck(ChatServer server) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(server.listening());
        OutputStream out = socket.getOutputStream();
        out.write("Stuck\n".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static ChatServer server(Bounds bounds) throws IOException, RefusedException {
        return server(
                new DoorLimits(NEVER_MS, NEVER_MS, NEVER_MS, 100, NEVER_MS, NEVER_MS, NEVER_MS),
                bounds,
                ServerSettings.DEFAULT_MEMORY_BYTES);
    }

    private static ChatServer server(DoorLimits limits, Bounds bounds, long memoryBytes)
            throws IOException, RefusedException {
        ChatServer server = new ChatServer(new ServerSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Name.of("Host"),
                false,
                ServerSettings.DEFAULT_RECENT,
                memoryBytes,
                limits,
                bounds));
        server.start();
        return server;
    }
}
