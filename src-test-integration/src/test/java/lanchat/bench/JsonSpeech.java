package lanchat.bench;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The JSON door, as PROTOCOL.md describes it. */
record JsonSpeech() implements Speech {
    private static final String HELLO = "{\"type\":\"hello\",\"version\":1,\"program\":\"bench\"}\n";
    private static final byte[] BEFORE_ID = "{\"type\":\"say\",\"id\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BEFORE_TEXT = ",\"text\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AFTER_TEXT = "\"}\n".getBytes(StandardCharsets.US_ASCII);

    @Override
    public boolean echoes() {
        return true;
    }

    @Override
    public byte[] question() {
        return hello();
    }

    /** What our server answers, at whichever door one comes in later. */
    static byte[] hello() {
        return HELLO.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] greeting(int member, boolean idle) {
        return (HELLO + "{\"type\":\"join\",\"name\":\"m" + member + "\"}\n").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public @Nullable Answer answer(byte[] bytes, int from, int to, boolean idle) {
        return Speech.has(bytes, from, to, "\"type\":\"now\"") ? Answer.IN : null;
    }

    @Override
    public void say(Bytes out, int number, byte[] text) {
        out.add(BEFORE_ID)
                .add(Integer.toString(number + 1))
                .add(BEFORE_TEXT)
                .add(text)
                .add(AFTER_TEXT);
    }

    @Override
    public int messageEnd(byte[] bytes, int from, int to) {
        return Speech.lineEnd(bytes, from, to);
    }
}
