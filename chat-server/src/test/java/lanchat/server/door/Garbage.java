package lanchat.server.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** What somebody who means no good, or a program gone wrong, may send to a door: the same for the same dice. */
final class Garbage {
    /** Escapes, controls, line ends of all kinds, directions, halves of pairs, wide and combined letters, telnet. */
    private static final List<String> PIECES = List.of(
            "a",
            "Zed",
            " ",
            "\t",
            "\u0000",
            "\u0007",
            "\b\b\b",
            "\r",
            "\u001B[2J",
            "\u001B]0;title\u0007",
            "\u001B]52;c;aGk=\u0007",
            "\u009B31m",
            "\u007F",
            "\u0085",
            "\u202Egnp.exe",
            "\u2066x\u2069",
            "\u2028",
            "\u2029",
            "\u200D",
            "\uFEFF",
            "\uFFFD",
            "\uFFFF",
            "\u00E9",
            "e\u0301\u0301\u0301\u0301\u0301",
            "\u4F60\u597D",
            "\uD83D\uDE00",
            "\uD83D\uDC69\u200D\uD83D\uDCBB",
            "\u1112\u1161\u11AB",
            "\uFDFA",
            "\u0130\u017F\uFB03",
            "Ann",
            "ann<127.0.0.1> connected",
            "Ann:hi",
            "*** The server is stopping.",
            "! no",
            "You",
            "Host",
            "\"",
            "\\",
            "{",
            "}",
            "%s%n",
            "${x}",
            "../../x");

    private static final List<String> COMMANDS = List.of(
            "/who",
            "/me ",
            "/msg Ann ",
            "/msg \"Ann\" ",
            "/msg \"",
            "/msg ",
            "/reply ",
            "/r ",
            "/nick ",
            "/history ",
            "/history 200",
            "/history -1",
            "/history 99999999999",
            "/search ",
            "/search a",
            "/key",
            "/help",
            "//",
            "/",
            "/\u001B[31m",
            "/WHO",
            "/quit");

    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "-1",
            "1e999999999",
            "-0.0",
            "1e-999999999",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "00",
            "0x10",
            "1.5",
            "NaN",
            "Infinity",
            "2147483648",
            "9".repeat(5_000));

    private static final List<String> FIELDS = List.of(
            "type",
            "id",
            "text",
            "name",
            "secret",
            "after",
            "sum",
            "to",
            "session",
            "count",
            "words",
            "version",
            "program",
            "seq",
            "_door",
            "\\u0074ype",
            "");

    private static final List<String> TYPES = List.of(
            "hello",
            "join",
            "say",
            "act",
            "whisper",
            "rename",
            "who",
            "history",
            "search",
            "ping",
            "bye",
            "said",
            "welcome",
            "replaced",
            "_member",
            "Say",
            "");

    private static final List<String> SECRETS =
            List.of("0".repeat(32), "0123456789abcdef".repeat(2), "f".repeat(32), "F".repeat(32), "0");

    private static final byte[] TELNET = {(byte) 255, (byte) 254, (byte) 253, (byte) 251, (byte) 250, (byte) 240, 1, 24
    };

    private final Random dice;

    Garbage(Random dice) {
        this.dice = dice;
    }

    /** For the plain door. */
    byte[] plain() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (dice.nextInt(4) > 0) {
            line(out, "z" + dice.nextInt(1_000)); // Most are let in, or there would be little to see.
        }
        for (int i = dice.nextInt(12); i > 0; i--) {
            switch (dice.nextInt(10)) {
                case 0 -> bytes(out, dice.nextInt(300));
                case 1 -> telnet(out);
                case 2 -> line(out, text(1 + dice.nextInt(3)).repeat(1 + dice.nextInt(6_000)));
                case 3, 4, 5 -> line(out, any(COMMANDS) + text(dice.nextInt(6)));
                default -> line(out, text(dice.nextInt(8)));
            }
        }
        return out.toByteArray();
    }

    /** For the JSON door. */
    byte[] json() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (dice.nextInt(6) > 0) {
            line(out, "{\"type\":\"hello\",\"version\":1}");
        }
        if (dice.nextInt(4) > 0) {
            line(out, "{\"type\":\"join\",\"name\":\"j" + dice.nextInt(1_000) + "\"" + comingBack() + "}");
        }
        for (int i = 1 + dice.nextInt(14); i > 0; i--) {
            byte[] request = request().getBytes(UTF_8);
            if (dice.nextInt(3) == 0) {
                damage(request);
            }
            out.writeBytes(request);
            out.write(dice.nextInt(20) == 0 ? ' ' : '\n');
        }
        return out.toByteArray();
    }

    /** For a server that expects a handshake. */
    byte[] handshake() {
        byte[] hello = clientHello();
        switch (dice.nextInt(4)) {
            case 0 -> damage(hello);
            case 1 -> hello = Arrays.copyOf(hello, 1 + dice.nextInt(hello.length));
            case 2 -> {
                for (int i = 5 + dice.nextInt(40); i < hello.length; i += 1 + dice.nextInt(20)) {
                    hello[i] = (byte) dice.nextInt(256);
                }
            }
            default -> dice.nextBytes(hello);
        }
        hello[0] = 0x16;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(hello);
        bytes(out, dice.nextInt(500));
        return out.toByteArray();
    }

    private String comingBack() {
        return switch (dice.nextInt(4)) {
            case 0 -> ",\"secret\":\"" + any(SECRETS) + "\"";
            case 1 -> ",\"secret\":\"" + any(SECRETS) + "\",\"after\":" + any(NUMBERS) + ",\"sum\":\"0badcafe\"";
            default -> "";
        };
    }

    private String request() {
        return dice.nextInt(3) > 0 ? nearlyRight() : farFromRight();
    }

    /** A request that makes sense but for what it says. */
    private String nearlyRight() {
        String id = ",\"id\":" + (1 + dice.nextInt(200));
        return switch (dice.nextInt(8)) {
            case 0 -> "{\"type\":\"act\"" + id + ",\"text\":" + value() + "}";
            case 1 -> "{\"type\":\"whisper\"" + id + ",\"text\":\"x\",\"to\":" + value() + "}";
            case 2 -> "{\"type\":\"whisper\"" + id + ",\"text\":" + value() + "}";
            case 3 -> "{\"type\":\"whisper\"" + id + ",\"to\":\"Ann\",\"text\":" + value() + "}";
            case 4 -> "{\"type\":\"rename\"" + id + ",\"name\":" + value() + "}";
            case 5 -> "{\"type\":\"search\",\"words\":" + value() + "}";
            case 6 -> "{\"type\":\"history\",\"count\":" + any(NUMBERS) + "}";
            default -> "{\"type\":\"say\"" + id + ",\"text\":" + value() + "}";
        };
    }

    private String farFromRight() {
        StringBuilder json = new StringBuilder("{\"type\":\"" + any(TYPES) + "\"");
        if (dice.nextBoolean()) {
            json.append(",\"id\":").append(1 + dice.nextInt(50));
        }
        for (int i = dice.nextInt(5); i > 0; i--) {
            json.append(",\"").append(any(FIELDS)).append("\":").append(value());
        }
        return json.append('}').toString();
    }

    private String value() {
        return switch (dice.nextInt(12)) {
            case 0 -> any(NUMBERS);
            case 1 -> "[".repeat(1 + dice.nextInt(100));
            case 2 -> "{\"a\":".repeat(1 + dice.nextInt(40)) + "1" + "}".repeat(dice.nextInt(40));
            case 3 -> "null";
            case 4 -> "true";
            case 5 -> "\"" + "\\u001b\\ud83d\\u0000\\u202e".repeat(1 + dice.nextInt(2_000)) + "\"";
            case 6 -> "\"" + escaped(text(3)).repeat(1 + dice.nextInt(3_000)) + "\"";
            case 7 -> "\"" + any(SECRETS) + "\"";
            case 8, 9 -> "\"\\ud83d" + escaped(text(dice.nextInt(3))) + "\"";
            default -> "\"" + escaped(text(dice.nextInt(6))) + "\"";
        };
    }

    /** Half of the time as JSON wants it, half as it is. */
    private String escaped(String text) {
        if (dice.nextBoolean()) {
            return text;
        }
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            escaped.append(c < ' ' || c == '"' || c == '\\' ? String.format("\\u%04x", (int) c) : "" + c);
        }
        return escaped.toString();
    }

    private void damage(byte[] bytes) {
        String likely = "{}[]\",:\\u0e.-tfn \n\r\u00FF";
        for (int times = 1 + dice.nextInt(4); times > 0 && bytes.length > 0; times--) {
            bytes[dice.nextInt(bytes.length)] = (byte) likely.charAt(dice.nextInt(likely.length()));
        }
    }

    private void bytes(ByteArrayOutputStream out, int count) {
        byte[] bytes = new byte[count];
        dice.nextBytes(bytes);
        out.writeBytes(bytes);
    }

    private void telnet(ByteArrayOutputStream out) {
        for (int i = dice.nextInt(40); i > 0; i--) {
            out.write(TELNET[dice.nextInt(TELNET.length)]);
        }
    }

    private void line(ByteArrayOutputStream out, String line) {
        out.writeBytes(line.getBytes(UTF_8));
        out.writeBytes(any(List.of("\n", "\n", "\n", "\r\n", "\r\u0000", "\n\r", "\r\r\n"))
                .getBytes(UTF_8));
    }

    private String text(int pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            text.append(any(PIECES));
        }
        return text.toString();
    }

    private String any(List<String> all) {
        return all.get(dice.nextInt(all.size()));
    }

    /** What a guest in TLS sends first. */
    static byte[] clientHello() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, null, null);
            SSLEngine guest = context.createSSLEngine();
            guest.setUseClientMode(true);
            ByteBuffer hello = ByteBuffer.allocate(guest.getSession().getPacketBufferSize());
            var unused = guest.wrap(ByteBuffer.allocate(0), hello);
            hello.flip();
            byte[] bytes = new byte[hello.remaining()];
            hello.get(bytes);
            return bytes;
        } catch (GeneralSecurityException | SSLException e) {
            throw new IllegalStateException(e);
        }
    }
}
