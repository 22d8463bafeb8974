package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lanchat.common.Event;
import lanchat.common.Json;
import lanchat.common.Reply;
import lanchat.common.Request;
import lanchat.common.Wire;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody attacks the room while two ordinary members talk: each of their lines arrives, and they read nothing but clean
 * lines. What an attack is answered with is judged here, too; how much it delays the two is written to {@code
 * target/attacks-report.txt}.
 *
 * <p>Elsewhere: deadlines ({@link DeadlinesIT}), bounds of lines ({@link BoundsIT}) and of the room ({@link LimitsIT}),
 * floods and readers who do not read ({@link LoadIT}), keys ({@link KnownServersIT}), and what dice make of each door, of
 * the client's ear and of the journal (FuzzedDoorsTest, HostileServerTest, FuzzedJournalTest).
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class AttacksIT {
    private static final int HANG_MILLIS = (int) TimeUnit.SECONDS.toMillis(Transcript.HANG_SECONDS);

    /** Escapes, controls, directions and line ends, as somebody would try them who wants more than to be read. */
    private static final String TRICKS = "\u001B[2J\u001B]0;title\u0007\u001B]52;c;aGk=\u0007\u009B31m\b\b\u007F\u0085"
            + "\u202Egnp.exe\u2066x\u2069\u2028\u2029\u0000";

    /** The same but for what no name may have, not even to be taken out. */
    private static final String NAME_TRICKS = TRICKS.replace("\u0000", "");

    @TempDir
    private Path home;

    @LongProof
    void aThousandWhoConnectAndSayNothing(Javas java) throws Exception {
        List<Socket> silent = new ArrayList<>();
        try (var server = ServerProcess.start(java);
                var talkers = new TwoTalkers(server, java)) {
            talkers.talkDuring("1000 silent connections", () -> {
                for (int i = 0; i < 1_000; i++) {
                    silent.add(connect(server));
                }
                for (Socket each : silent) {
                    // So all are in, and there for at least a second.
                    byte[] asked = each.getInputStream().readNBytes(Wire.NAME_PROMPT.length());
                    assertEquals(Wire.NAME_PROMPT, new String(asked, StandardCharsets.US_ASCII));
                }
                closeAll(silent);
            });
        } finally {
            closeAll(silent);
        }
    }

    @LongProof
    void whoeverDripsNamesHellosAndHandshakes(Javas java) throws Exception {
        List<byte[]> words = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            words.add(("Slow " + i + "\n").getBytes(StandardCharsets.US_ASCII));
            words.add(line(new Request.Hello(Wire.VERSION, "a dripping program")));
            words.add(OtherPrograms.clientHello());
        }
        List<Socket> slow = new ArrayList<>();
        try (var server = ServerProcess.start(java);
                var talkers = new TwoTalkers(server, java)) {
            talkers.talkDuring("60 names, hellos and handshakes byte by byte", () -> {
                for (byte[] unused : words) {
                    slow.add(connect(server));
                }
                int longest = words.stream().mapToInt(word -> word.length).max().orElse(0);
                for (int at = 0; at < longest; at++) {
                    for (int i = 0; i < slow.size(); i++) {
                        byte[] word = words.get(i);
                        if (at < word.length) {
                            slow.get(i).getOutputStream().write(word[at]);
                        }
                    }
                }
                for (int i = 0; i < slow.size(); i += 3) {
                    assertEquals('A', slow.get(i).getInputStream().read(), "who drips a name is let in, Ann is here");
                    assertEquals('{', slow.get(i + 1).getInputStream().read(), "who drips a hello is answered");
                    assertEquals(0x16, slow.get(i + 2).getInputStream().read(), "who drips a handshake, too");
                }
            });
        } finally {
            closeAll(slow);
        }
    }

    @LongProof
    void linesOfAHundredMegabytesWithoutAnEnd(Javas java) throws Exception {
        try (var server = ServerProcess.startWith(List.of("-Xmx64m"), java);
                var talkers = new TwoTalkers(server, java);
                var member = server.member("Mallory");
                var bot = JsonTalker.member(server.port(), "Bot")) {
            talkers.talkDuring("two lines of 100 MB at once", () -> {
                byte[] part = new byte[1 << 20];
                Arrays.fill(part, (byte) '{');
                Future<?> other = inBackground(() -> {
                    for (int i = 0; i < 100; i++) {
                        bot.sends(new String(part, StandardCharsets.US_ASCII));
                    }
                    return bot.sends("\n");
                });
                for (int i = 0; i < 100; i++) {
                    member.sends(part);
                }
                member.sends("\n").heard().skipsToLike("! .*16 KiB.*");
                other.get();
                assertEquals("line_too_long", bot.skipsTo(Reply.Refused.class).code());
            });
        }
    }

    @LongProof
    void handshakesThatAreGarbage(Javas java) throws Exception {
        Dice.roll(dice -> {
            try (var server = ServerProcess.start(java);
                    var talkers = new TwoTalkers(server, java)) {
                int count = Dice.FULL ? 3_000 : 150;
                talkers.talkDuring(count + " handshakes that are garbage", () -> {
                    for (int i = 0; i < count; i++) {
                        answerTo(server, damaged(OtherPrograms.clientHello(), dice));
                    }
                });
                assertNobodyCame(talkers);
            }
        });
    }

    @LongProof
    void programsThatTakeItForAnotherServer(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var talkers = new TwoTalkers(server, java)) {
            talkers.talkDuring("greetings of " + OtherPrograms.GREETINGS.size() + " other programs", () -> {
                for (Map.Entry<String, byte[]> greeting : OtherPrograms.GREETINGS.entrySet()) {
                    for (int i = 0; i < 5; i++) {
                        answerTo(server, greeting.getValue());
                    }
                }
            });
            assertNobodyCame(talkers);
        }
    }

    @LongProof
    void browsersThatFetchTheJarAndSomeThatDoNotReadIt(Javas java) throws Exception {
        byte[] request = "GET /chat-client.jar HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        long length = Files.size(Jars.CLIENT);
        List<Socket> stuck = new ArrayList<>();
        try (var server = ServerProcess.start(java);
                var talkers = new TwoTalkers(server, java)) {
            talkers.talkDuring("chat-client.jar fetched 50 times, and not read 15 times", () -> {
                for (int i = 0; i < 15; i++) {
                    stuck.add(connect(server));
                    stuck.get(i).getOutputStream().write(request);
                }
                for (int i = 0; i < 50; i++) {
                    try (Socket browser = connect(server)) {
                        browser.getOutputStream().write(request);
                        assertTrue(browser.getInputStream().readAllBytes().length > length, "all of it");
                    }
                }
            });
            assertNobodyCame(talkers);
        } finally {
            closeAll(stuck);
        }
    }

    @LongProof
    void fiftyWhoRaceForOneName(Javas java) throws Exception {
        int races = Dice.FULL ? 50 : 3;
        try (var server = ServerProcess.start(java);
                var talkers = new TwoTalkers(server, java)) {
            talkers.talkDuring("fifty racing for one name", () -> {
                for (int i = 0; i < races; i++) {
                    assertEquals(1, winners(server, "Racer " + i));
                }
            });
            for (int i = 0; i < races; i++) {
                String came = "Racer " + i + "<127.0.0.1> connected";
                assertEquals(1, talkers.others().stream().filter(came::equals).count());
            }
        }
    }

    @LongProof
    void secretsThatAreGuessedStolenAndUsedByTwo(Javas java) throws Exception {
        String secret = "0123456789abcdef0123456789abcdef";
        int times = Dice.FULL ? 500 : 20;
        try (var server = ServerProcess.start(java, "--home", home.toString());
                var talkers = new TwoTalkers(server, java)) {
            talkers.talkDuring("a secret used by two, and guesses", () -> {
                JsonTalker holder = JsonTalker.returning(server.port(), "Victim", secret);
                for (int i = 0; i < times; i++) {
                    // Whoever has the secret is the member: by turns, and the room reads of none of it.
                    JsonTalker next = JsonTalker.returning(server.port(), "Thief", secret);
                    holder.skipsTo(Reply.Replaced.class);
                    holder.heard().rest();
                    holder.close();
                    holder = next;
                    // Whoever guesses is somebody else.
                    String guess = HexFormat.of().toHexDigits(i).repeat(4);
                    try (var guesser = JsonTalker.at(server.port())) {
                        guesser.asks(
                                new Request.Hello(Wire.VERSION, "guesser"),
                                new Request.Join("Victim", guess, 0, null, null));
                        assertEquals(
                                "name_taken",
                                guesser.skipsTo(Reply.Refused.class).code());
                    }
                }
                holder.asks(new Request.Say(1, "it was me")).asks(new Request.Bye());
                holder.heard().rest();
                holder.close();
            });
            List<String> ofHim = talkers.others().stream()
                    .filter(line -> line.contains("Victim") || line.contains("Thief"))
                    .toList();
            assertEquals(
                    List.of("Victim<127.0.0.1> connected", "Victim:it was me", "Victim<127.0.0.1> disconnected"),
                    ofHim);
        }
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String kept = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertFalse(kept.contains(secret), () -> "the secret itself is in " + file);
            }
        }
    }

    @LongProof
    void aThousandWrongPasswords(Javas java) throws Exception {
        String word = "correct horse battery staple";
        Path file = Files.createFile(
                home.resolve("password"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, word + "\n");
        int guessers = Dice.FULL ? 334 : 10;
        try (var server = ServerProcess.start(java, "--password-file", file.toString());
                var talkers = new TwoTalkers(server, java, List.of(word))) {
            talkers.talkDuring("wrong passwords", () -> {
                ExecutorService guessing = Executors.newFixedThreadPool(Math.min(100, guessers));
                try {
                    List<Callable<Integer>> all = new ArrayList<>();
                    for (int i = 0; i < guessers; i++) {
                        String name = "Guesser " + i;
                        all.add(() -> guesses(server, name, Dice.FULL ? 3 : 1));
                    }
                    for (Future<Integer> each : guessing.invokeAll(all)) {
                        assertEquals(Dice.FULL ? 3 : 1, each.get(), "each guess was answered, and none let in");
                    }
                } finally {
                    guessing.shutdownNow();
                }
            });
            try (var friend = JsonTalker.at(server.port())) {
                friend.asks(new Request.Hello(Wire.VERSION, "friend"), new Request.Join("Friend", null, 0, null, word));
                friend.skipsTo(Reply.Welcome.class);
            }
        }
    }

    /** How many wrong guesses were answered as such. */
    private static int guesses(ServerProcess server, String name, int times) throws IOException {
        try (var guesser = JsonTalker.at(server.port())) {
            guesser.asks(new Request.Hello(Wire.VERSION, "guesser"));
            guesser.skipsTo(Reply.Server.class);
            int wrong = 0;
            for (int i = 0; i < times; i++) {
                guesser.asks(new Request.Join(name, null, 0, null, "guess " + i));
                wrong += guesser.hears(Reply.Refused.class).code().equals("wrong_password") ? 1 : 0;
            }
            return wrong;
        }
    }

    @LongProof
    void tricksInEveryFieldThatReachesAScreen(Javas java) throws Exception {
        try (var server = ServerProcess.startHosted(java);
                var talkers = new TwoTalkers(server, java)) {
            talkers.talkDuring("tricks in every field", () -> {
                try (var plain = server.visitor();
                        var bot = JsonTalker.at(server.port())) {
                    plain.says("Ma" + NAME_TRICKS + "l").heard().skipsToLike("Ma.* connected");
                    for (String command : List.of(
                            "",
                            "/me ",
                            "/msg Ann ",
                            "/msg \"No" + TRICKS + "body\" ",
                            "/" + TRICKS,
                            "/nick ",
                            "/nick <",
                            "/search ",
                            "/history ",
                            "/msg ")) {
                        plain.says(command + "x" + TRICKS + "y");
                    }
                    bot.asks(new Request.Hello(Wire.VERSION, TRICKS), Request.Join.once("B" + NAME_TRICKS + "t"));
                    bot.asks(
                            new Request.Say(1, TRICKS + "x"),
                            new Request.Act(2, TRICKS + "x"),
                            new Request.Whisper(3, "Ann", null, TRICKS + "x"),
                            new Request.Whisper(4, TRICKS, null, "x"),
                            new Request.Whisper(5, null, TRICKS, "x"),
                            new Request.Rename(6, "B" + TRICKS),
                            new Request.Search(TRICKS + "x"));
                    bot.sends("{\"type\":\"say\",\"id\":7,\"text\":\"\\ud83d\\u001b[2J\\udE00\"}\n");
                    bot.sends("{\"type\":\"whisper\",\"id\":8,\"to\":\"\\ud83d\",\"text\":\"x\"}\n");
                    bot.asks(new Request.Say(9, "the end"));
                    plain.heard().skipsToLike("B.*t?:the end");
                    plain.settles();
                    assertAllClean(plain.heard().all());
                }
            });
            server.process().out().skipsToLike("x.*y<127\\.0\\.0\\.1> disconnected");
            assertAllClean(server.process().out().all());
            assertAllClean(server.process().err().all());
        }
    }

    @LongProof
    void aServerThatMeansNoGoodToItsClients(Javas java) throws Exception {
        try (var listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var client = ClientProcess.start(java, listening.getLocalPort(), "--no-tls", "--name", "Ann")) {
            try (var guest = listening.accept()) {
                guest.setSoTimeout(HANG_MILLIS);
                var in = new BufferedReader(new InputStreamReader(guest.getInputStream(), StandardCharsets.UTF_8));
                in.readLine();
                guest.getOutputStream().write(OtherPrograms.hostileIntroduction(TRICKS));
                in.readLine();
                guest.getOutputStream().write(OtherPrograms.hostileRoom(TRICKS));
                client.out().skipsTo("Mallory:the end");
            }
            client.hangsUp();
            client.signal("TERM");
            client.exits();
            assertAllClean(client.out().rest());
            assertAllClean(client.out().all());
            assertAllClean(client.err().rest());
            assertAllClean(client.err().all());
        }
    }

    @LongProof
    void jsonThatIsABomb(Javas java) throws Exception {
        int times = Dice.FULL ? 100 : 1;
        List<String> bombs = List.of(
                "[".repeat(100_000),
                "{\"type\":\"say\",\"id\":1,\"text\":" + "[".repeat(60_000) + "]".repeat(60_000) + "}",
                "{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000),
                "{\"type\":\"say\",\"id\":1e999999999,\"text\":\"x\"}",
                "{\"type\":\"say\",\"id\":" + "9".repeat(100_000) + ",\"text\":\"x\"}",
                "{\"type\":\"say\",\"id\":0." + "1".repeat(100_000) + "e-99999,\"text\":\"x\"}",
                "{\"type\":\"history\",\"count\":1e2147483647}",
                "{\"type\":\"say\",\"text\":\"\"" + ",\"id\":1".repeat(14_000) + "}",
                "{\"type\":\"say\"" + keys(7_000) + ",\"id\":1,\"text\":\"\"}",
                "{\"type\":\"say\",\"id\":1,\"text\":\"" + "\\u001b".repeat(20_000) + "\"}",
                "{\"type\":\"whisper\",\"id\":1,\"to\":\"" + "\\uFDFA".repeat(20_000) + "\",\"text\":\"x\"}",
                "{\"type\":\"rename\",\"id\":1,\"name\":\"" + "\\uFDFA".repeat(20_000) + "\"}",
                "{\"type\":\"search\",\"words\":\"" + "a ".repeat(60_000) + "\"}",
                "{\"type\":\"search\",\"words\":\"" + "B ".repeat(8_000) + "\"}");
        try (var server = ServerProcess.start(java, ServerProcess.NO_RATE);
                var talkers = new TwoTalkers(server, java);
                var bot = JsonTalker.member(server.port(), "Bot")) {
            talkers.talkDuring(bombs.size() * times + " JSON bombs", () -> {
                for (int i = 0; i < times; i++) {
                    for (String bomb : bombs) {
                        bot.sends(bomb + "\n").asks(new Request.Ping());
                        bot.skipsTo(Reply.Pong.class);
                    }
                }
                bot.asks(new Request.Search("B ".repeat(101)));
                Reply.Refused refused = bot.skipsTo(Reply.Refused.class);
                while (refused.code().equals("not_here")) { // The room decides on the whisper, later than a pong comes.
                    refused = bot.skipsTo(Reply.Refused.class);
                }
                assertEquals("text_too_long", refused.code());
            });
            assertFalse(talkers.others().stream().anyMatch(line -> line.startsWith("Bot:")));
        }
    }

    @LongProof
    void aLongJournalReadFromItsBeginningByManyAtOnce(Javas java) throws Exception {
        int lines = Dice.FULL ? 40_000 : 2_000;
        for (int readers : Dice.FULL ? List.of(1, 8, 32) : List.of(8)) {
            String room = home.resolve("of " + readers).toString();
            try (var server = ServerProcess.start(java, ServerProcess.NO_RATE, "--memory", "64k", "--home", room)) {
                String sum = firstSum(server);
                fill(server, lines);
                try (var talkers = new TwoTalkers(server, java)) {
                    talkers.talkDuring(
                            readers + " who read a journal of " + lines / 1_000 + " MB from its beginning",
                            () -> readAll(server, readers, lines, sum));
                }
            }
        }
    }

    /** Somebody comes in, and goes: the first event's checksum. */
    private static String firstSum(ServerProcess server) throws IOException {
        try (var first = JsonTalker.member(server.port(), "First")) {
            for (String line : first.heard().all()) {
                if (Json.message(line.getBytes(StandardCharsets.UTF_8)) instanceof Event.Joined joined) {
                    return String.valueOf(joined.sum());
                }
            }
        }
        throw new AssertionError("who comes in reads that he did");
    }

    /** Lines of about a thousand bytes each. */
    private static void fill(ServerProcess server, int lines) throws IOException {
        String text = "x".repeat(900);
        try (var filler = server.member("Filler")) {
            for (int i = 0; i < lines; i += 1_000) {
                filler.sends((text + "\n").repeat(1_000)).settles();
            }
        }
    }

    /** Each comes in by a secret of his own, saying that he has seen the first event, and is sent all. */
    private static void readAll(ServerProcess server, int readers, int lines, String sum) throws Exception {
        List<Callable<Integer>> all = new ArrayList<>();
        for (int i = 0; i < readers; i++) {
            String secret = HexFormat.of().toHexDigits(0xABCD0000 + i).repeat(4);
            String name = "Reader " + i;
            all.add(() -> readOnce(server, name, secret, sum));
        }
        ExecutorService reading = Executors.newFixedThreadPool(readers);
        try {
            for (Future<Integer> each : reading.invokeAll(all)) {
                assertTrue(each.get() >= lines, "each is sent the whole journal");
            }
        } finally {
            reading.shutdownNow();
        }
    }

    /** How many lines said came until the replay was over. */
    private static int readOnce(ServerProcess server, String name, String secret, String sum) throws IOException {
        try (Socket socket = connect(server)) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            socket.getOutputStream().write(line(new Request.Hello(Wire.VERSION, "reader")));
            socket.getOutputStream().write(line(new Request.Join(name, secret, 1, sum, null)));
            int said = 0;
            for (String line = in.readLine();
                    line != null && !line.startsWith("{\"type\":\"now\"");
                    line = in.readLine()) {
                said += line.startsWith("{\"type\":\"said\"") ? 1 : 0;
            }
            return said;
        }
    }

    private static int winners(ServerProcess server, String name) throws Exception {
        int racers = 50;
        CountDownLatch start = new CountDownLatch(1);
        List<Socket> sockets = new ArrayList<>();
        ExecutorService racing = Executors.newFixedThreadPool(racers);
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < racers; i++) {
                Socket socket = connect(server);
                sockets.add(socket);
                byte[] words = i % 2 == 0
                        ? (name + "\n").getBytes(StandardCharsets.US_ASCII)
                        : (new String(line(new Request.Hello(Wire.VERSION, "racer")), StandardCharsets.US_ASCII)
                                        + new String(line(Request.Join.once(name)), StandardCharsets.US_ASCII))
                                .getBytes(StandardCharsets.US_ASCII);
                answers.add(racing.submit(() -> {
                    var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                    start.await();
                    socket.getOutputStream().write(words);
                    String answer = Wire.withoutPrompt(String.valueOf(in.readLine()));
                    return answer.startsWith("{\"type\":\"server\"") ? String.valueOf(in.readLine()) : answer;
                }));
            }
            start.countDown();
            int winners = 0;
            for (Future<String> answer : answers) {
                boolean refused =
                        answer.get().startsWith("! The name ") || answer.get().contains("\"name_taken\"");
                winners += refused ? 0 : 1;
            }
            return winners;
        } finally {
            racing.shutdownNow();
            closeAll(sockets);
        }
    }

    /** Sends it, ends, and reads to the server's end; what it says is its own affair. */
    private static void answerTo(ServerProcess server, byte[] words) throws IOException {
        try (Socket socket = connect(server)) {
            socket.getOutputStream().write(words);
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        } catch (SocketException reset) {
            // Shown out before all was said.
        }
    }

    private static byte[] damaged(byte[] hello, Random dice) {
        byte[] damaged = dice.nextBoolean() ? hello : Arrays.copyOf(hello, 6 + dice.nextInt(hello.length));
        for (int i = dice.nextInt(30); i >= 0; i--) {
            damaged[1 + dice.nextInt(damaged.length - 1)] = (byte) dice.nextInt(256);
        }
        return damaged;
    }

    private static String keys(int count) {
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < count; i++) {
            keys.append(",\"k").append(i).append("\":0");
        }
        return keys.toString();
    }

    private static void assertNobodyCame(TwoTalkers talkers) {
        assertEquals(
                List.of("Bob<127.0.0.1> connected"),
                talkers.others(),
                "nobody else is let in, and nothing else is said");
    }

    private static void assertAllClean(List<String> lines) {
        assertEquals(
                List.of(),
                lines.stream().filter(line -> !CleanLines.isClean(line)).toList());
    }

    private static Socket connect(ServerProcess server) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(HANG_MILLIS);
        return socket;
    }

    private static byte[] line(Request request) {
        byte[] json = Json.bytes(request);
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    private static Future<?> inBackground(Callable<?> work) {
        ExecutorService one = Executors.newSingleThreadExecutor();
        Future<?> future = one.submit(work);
        one.shutdown();
        return future;
    }

    private static void closeAll(List<Socket> sockets) throws IOException {
        for (Socket each : sockets) {
            each.close();
        }
    }
}
