package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import lanchat.common.Reply;
import lanchat.common.Request;
import lanchat.common.Wire;

/** Lines that are too long, up to lines without an end. */
final class BoundsIT {
    private static final int LONGEST = Wire.MAX_TEXT_BYTES;
    private static final List<String> SMALL_HEAP = List.of("-Xmx64m");
    private static final String TOO_LONG = "! .*16 KiB.*";

    @OnEachJava
    void aLineOfExactlySixteenKibibytesIsSaid(Javas java) throws Exception {
        String ascii = "x".repeat(LONGEST);
        String wide = "\u00FC".repeat(LONGEST / 2);
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var bob = server.member("Bob")) {
            bob.says(ascii, wide).sends(ascii + "\r\n");

            ann.hears("Bob<127.0.0.1> connected", "Bob:" + ascii, "Bob:" + wide, "Bob:" + ascii);
        }
    }

    @OnEachJava
    void nothingIsSaidOfALineThatIsOneByteLonger(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var bob = server.member("Bob")) {
            bob.says("x".repeat(LONGEST + 1)).heard().hearsLike(TOO_LONG);
            bob.says("\u00FC".repeat(LONGEST / 2) + "x").heard().hearsLike(TOO_LONG);
            bob.says("short");

            ann.hears("Bob<127.0.0.1> connected", "Bob:short").hearsNothingMore();
            bob.hearsNothingMore();
        }
    }

    @OnEachJava
    void aLineWithoutAnEndIsSkippedInConstantMemory(Javas java) throws Exception {
        try (var server = ServerProcess.startWith(SMALL_HEAP, java);
                var ann = server.member("Ann");
                var bob = server.member("Bob")) {
            sendsHundredMegabytes(bob);
            bob.says("", "short");

            ann.hears("Bob<127.0.0.1> connected", "Bob:short").hearsNothingMore();
            bob.heard().hearsLike(TOO_LONG);
            bob.hearsNothingMore();
        }
    }

    @OnEachJava
    void aJsonLineWithoutAnEndIsSkippedInConstantMemory(Javas java) throws Exception {
        String part = "x".repeat(1 << 20);
        try (var server = ServerProcess.startWith(SMALL_HEAP, java);
                var ann = server.member("Ann");
                var bot = JsonTalker.member(server.port(), "Bot")) {
            bot.sends("{\"type\":\"say\",\"id\":1,\"text\":\"");
            for (int i = 0; i < 100; i++) {
                bot.sends(part);
            }
            bot.sends("\"}\n").asks(new Request.Say(2, "short"));

            ann.hears("Bot<127.0.0.1> connected", "Bot:short").hearsNothingMore();
            bot.hears(Reply.Refused.class);
        }
    }

    @OnEachJava
    void aJsonTextOverSixteenKibibytesIsRefusedByItsId(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var bot = JsonTalker.member(server.port(), "Bot")) {
            bot.asks(new Request.Say(1, "x".repeat(LONGEST + 1)), new Request.Say(2, "x".repeat(LONGEST)));

            assertEquals(1, bot.hears(Reply.Refused.class).id());
            ann.hears("Bot<127.0.0.1> connected", "Bot:" + "x".repeat(LONGEST));
        }
    }

    @OnEachJava
    void manyWhoSendLinesWithoutAnEndAtOnceDoNotUseUpTheMemory(Javas java) throws Exception {
        Talker[] crowd = new Talker[100];
        try (var server = ServerProcess.startWith(SMALL_HEAP, java);
                var ann = server.member("Ann")) {
            for (int i = 0; i < crowd.length; i++) {
                crowd[i] = server.member("Member " + i);
                ann.hears("Member " + i + "<127.0.0.1> connected");
            }
            for (Talker one : crowd) {
                one.sends("x".repeat(4 * LONGEST));
            }
            for (Talker one : crowd) {
                one.says("").heard().skipsToLike(TOO_LONG);
            }

            ann.hearsNothingMore();
        } finally {
            for (Talker one : crowd) {
                if (one != null) {
                    one.close();
                }
            }
        }
    }

    private static void sendsHundredMegabytes(Talker talker) throws Exception {
        byte[] part = new byte[1 << 20];
        Arrays.fill(part, (byte) 'x');
        for (int i = 0; i < 100; i++) {
            talker.sends(part);
        }
    }
}
