package lanchat.client;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import lanchat.client.link.FakeServer;
import lanchat.common.Reply;
import lanchat.common.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server, or what stands in its place, that sends what the dice say: the client shows clean lines, makes no mistake,
 * remembers nothing that is not its own, and ends when the connection does.
 */
@Timeout(300)
final class HostileServerTest {
    private static final int SERVERS = 150;
    private static final int MESSAGES = 40;

    @TempDir
    private Path homes;

    @Test
    void whateverTheServerSaysIsShownCleanOrNotAtAll() throws Exception {
        Dice.rollTheSame(SERVERS, dice -> {
            HostileServer hostile = new HostileServer(dice);
            Path home = Files.createTempDirectory(homes, "home");
            try (FakeServer server = new FakeServer();
                    Conversation talk = Conversation.ofPersonWhoGivesUp(server, "Me", home)) {
                if (dice.nextBoolean()) {
                    server.meets();
                } else {
                    server.hears();
                    server.saysBytes(hostile.line(hostile.introduction()));
                }
                server.hearsJoin();
                server.saysBytes(hostile.line(
                        dice.nextInt(4) == 0
                                ? hostile.message()
                                : dice.nextBoolean()
                                        ? hostile.welcome()
                                        : Reply.Welcome.newcomer(
                                                Conversation.ME, "Me", 0, List.of(Conversation.ANN), 0)));
                talk.screen.types("hi");
                sendSome(server, hostile);

                ends(talk);
            }
            remembersNothingElse(home);
        });
    }

    @Test
    void whateverStandsInTheServersPlaceIsOneSentence() throws Exception {
        Dice.rollTheSame(SERVERS, dice -> {
            HostileServer hostile = new HostileServer(dice);
            try (FakeServer server = new FakeServer();
                    Conversation talk = Conversation.ofPersonWhoGivesUp(server, "Me", null)) {
                server.hears();
                byte[] noise = noise(dice, hostile);
                server.saysBytes(noise);
                server.hangsUp();

                ends(talk);
            }
        });
    }

    private static byte[] noise(Random dice, HostileServer hostile) {
        if (dice.nextBoolean()) {
            return hostile.line();
        }
        byte[] noise = new byte[dice.nextInt(2_000)];
        dice.nextBytes(noise);
        return noise;
    }

    private static void sendSome(FakeServer server, HostileServer hostile) {
        try {
            for (int i = 0; i < MESSAGES; i++) {
                server.saysBytes(hostile.line());
            }
            server.hangsUp();
        } catch (IOException hungUp) {
            // The client has had enough, and may.
        }
    }

    private static void ends(Conversation talk) throws Exception {
        int code = talk.code();
        assertTrue(code == 0 || code == 1, () -> "exit code " + code);
        while (!talk.screen.seesNothing()) {
            String line = talk.screen.sees();
            assertFalse(line.contains("has made a mistake"), line);
            assertClean(line);
        }
    }

    /** What is kept is this client's own secret, in lines of its own making. */
    private static void remembersNothingElse(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                text.lines().forEach(line -> {
                    boolean whole = line.equals("lanchat session 1")
                            || line.matches("room [0-9A-Za-z_-]{1,64}")
                            || line.matches("name .*")
                            || line.matches("seen -?\\d+ [0-9A-Za-z]{1,64}")
                            || (line.startsWith("secret ") && Secret.isOne(line.substring(7)));
                    assertTrue(whole, () -> "in " + file + ": " + line);
                });
                assertTrue(
                        text.lines().filter(line -> line.startsWith("secret ")).count() <= 1, text);
            }
        }
    }

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
