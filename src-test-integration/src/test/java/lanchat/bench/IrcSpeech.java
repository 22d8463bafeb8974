package lanchat.bench;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** IRC (RFC 2812): everybody is in one channel. */
record IrcSpeech() implements Speech {
    private static final byte[] BEFORE_TEXT = "PRIVMSG #c :".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AFTER_TEXT = "\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String REGISTERED = " 001 ";
    private static final String NAMES_END = " 366 ";
    private static final String PING = "PING ";

    @Override
    public boolean echoes() {
        return false;
    }

    @Override
    public byte[] greeting(int member, boolean idle) {
        return ("NICK m" + member + "\r\nUSER m" + member + " 0 * :m\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public @Nullable Answer answer(byte[] bytes, int from, int to, boolean idle) {
        int space = from;
        while (space < to && bytes[space] != ' ') {
            space++;
        }
        if (bytes[from] == 'P') {
            String line = new String(bytes, from, to - from, StandardCharsets.US_ASCII);
            return line.startsWith(PING) ? new Answer(false, "PONG " + line.substring(PING.length())) : null;
        }
        int codeEnd = Math.min(to, space + REGISTERED.length());
        if (Speech.has(bytes, space, codeEnd, REGISTERED)) {
            return idle ? Answer.IN : new Answer(false, "JOIN #c\r\n");
        }
        return Speech.has(bytes, space, codeEnd, NAMES_END) ? Answer.IN : null;
    }

    @Override
    public void say(Bytes out, int number, byte[] text) {
        out.add(BEFORE_TEXT).add(text).add(AFTER_TEXT);
    }

    @Override
    public int messageEnd(byte[] bytes, int from, int to) {
        return Speech.lineEnd(bytes, from, to);
    }
}
