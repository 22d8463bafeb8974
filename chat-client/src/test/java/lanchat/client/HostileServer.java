package lanchat.client;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import lanchat.common.Event;
import lanchat.common.Json;
import lanchat.common.Message;
import lanchat.common.Person;
import lanchat.common.Reply;
import lanchat.common.Wire;

/** What a server that means no good may send: the same for the same dice. */
public final class HostileServer {
    /** Stands for half a pair, of which no JSON would be made. */
    private static final String HALF = "(half)";

    private static final List<String> PIECES = List.of(
            "a",
            "Ann",
            "",
            " ",
            "\t",
            "\n",
            "\r",
            "\u0000",
            "\u0007",
            "\b\b\b",
            "\u001B[2J",
            "\u001B]0;title\u0007",
            "\u001B]52;c;aGk=\u0007",
            "\u009B31m",
            "\u007F",
            "\u0085",
            "\u202Egnp.exe",
            "\u2066x\u2069",
            "\u2028",
            "\uFEFF",
            "\uFFFD",
            HALF,
            "\uD83D\uDE00",
            "e\u0301\u0301\u0301\u0301",
            "\uFDFA",
            "\u0130",
            "You:hi",
            "@me",
            "/quit",
            "\"",
            "\\",
            "{",
            "}",
            "%s",
            "me",
            "x\nsecret 00000000000000000000000000000000");

    private static final long[] NUMBERS = {
        0, 1, 2, 3, 10, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, 1_800_000_000_000L
    };

    private static final String LIKELY = "{}[]\",:\\u0e.-tfn \n\r\u00FF\u4E2D";

    private final Random dice;

    /** As these dice say. */
    public HostileServer(Random dice) {
        this.dice = dice;
    }

    /** A message as a line. */
    byte[] line(Message message) {
        return (json(message) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String json(Message message) {
        return new String(Json.bytes(message), StandardCharsets.UTF_8).replace(HALF, "\\ud83d");
    }

    /** A line that is a message, or was one. */
    byte[] line() {
        if (dice.nextInt(10) == 0) {
            byte[] noise = new byte[dice.nextInt(200)];
            dice.nextBytes(noise);
            return noise;
        }
        StringBuilder line = new StringBuilder(json(message()));
        if (dice.nextInt(4) == 0) {
            for (int times = 1 + dice.nextInt(3); times > 0 && line.length() > 0; times--) {
                int at = dice.nextInt(line.length());
                switch (dice.nextInt(3)) {
                    case 0 -> line.setCharAt(at, LIKELY.charAt(dice.nextInt(LIKELY.length())));
                    case 1 -> line.delete(at, Math.min(line.length(), at + dice.nextInt(30)));
                    default -> line.insert(at, line.substring(at, Math.min(line.length(), at + dice.nextInt(30))));
                }
            }
        }
        return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A message whose parts are anything. */
    public Message message() {
        return switch (dice.nextInt(18)) {
            case 0 -> new Event.Joined(number(), number(), by(), number(), text(), text(), sum());
            case 1 -> new Event.Left(number(), number(), by(), number(), text(), text(), sum());
            case 2 -> new Event.Acted(number(), number(), by(), number(), text(), text(), sum());
            case 3 ->
                new Event.Whispered(
                        number(),
                        number(),
                        by(),
                        number(),
                        text(),
                        dice.nextBoolean() ? Conversation.ME : by(),
                        text(),
                        text(),
                        sum());
            case 4 -> new Event.Renamed(number(), number(), by(), number(), text(), text(), text(), sum());
            case 5 -> new Reply.Server((int) number(), text(), text(), List.of(text()), null);
            case 6 -> welcome();
            case 7 -> Reply.Now.at(number());
            case 8 -> new Reply.Refused(number(), text(), text());
            case 9 -> new Reply.People(List.of(person(), person()), (int) number());
            case 10 -> new Reply.Notice(text());
            case 11 -> new Reply.History(dice.nextBoolean() ? 2 : (int) number(), dice.nextBoolean(), text());
            case 12 -> dice.nextInt(10) == 0 ? new Reply.Replaced() : Reply.Pong.at(number());
            case 13 -> new Event.Released(number(), number(), by(), number(), text(), text(), text(), sum());
            case 14 -> ruled();
            default -> new Event.Said(number(), number(), by(), number(), text(), text(), sum());
        };
    }

    private Event ruled() {
        String rule = dice.nextBoolean()
                ? text()
                : List.of("kick", "ban", "mute", "motd").get(dice.nextInt(4));
        return new Event.Ruled(
                number(), number(), by(), number(), text(), rule, text(), text(), text(), number(), text(), sum());
    }

    /** An answer to who asks to come in. */
    Reply.Welcome welcome() {
        return new Reply.Welcome(
                dice.nextInt(3) == 0 ? text() : Conversation.ME,
                text(),
                number(),
                List.of(person()),
                (int) number(),
                dice.nextBoolean(),
                number(),
                dice.nextBoolean());
    }

    /** An introduction, with a version that will do. */
    Reply.Server introduction() {
        return new Reply.Server(Wire.VERSION, text(), text(), List.of(text()), null);
    }

    private Person person() {
        return new Person(text(), text(), text(), dice.nextBoolean(), null, null);
    }

    private String by() {
        return dice.nextInt(3) == 0 ? Conversation.ME : text();
    }

    private String sum() {
        return dice.nextBoolean() ? "0badcafe" : text();
    }

    private long number() {
        return dice.nextBoolean() ? dice.nextInt(100) : NUMBERS[dice.nextInt(NUMBERS.length)];
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = dice.nextInt(5); i > 0; i--) {
            text.append(PIECES.get(dice.nextInt(PIECES.size())));
        }
        return dice.nextInt(50) == 0 ? text.toString().repeat(500) : text.toString();
    }
}
