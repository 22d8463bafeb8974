package lanchat.bench;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Bare lines of text.
 *
 * @param named whether the first line is one's name
 * @param welcome what is in the line that says that one is in
 * @param echoes whether a member is sent its own lines
 */
record PlainSpeech(boolean named, String welcome, boolean echoes) implements Speech {
    /** What is said until everybody hears it. */
    static final String KNOCK = "Is anybody there?";

    /** The plain door. */
    static final PlainSpeech DOOR = new PlainSpeech(true, "Welcome to this chatroom!", false);

    /** Ncat's {@code --chat}, which gives the names itself. */
    static final PlainSpeech NCAT = new PlainSpeech(false, "<announce> already connected", false);

    /** A server for measuring what the machine can do: the first line is a name, and that is all there is. */
    static final PlainSpeech BARE = new PlainSpeech(true, KNOCK, false);

    @Override
    public boolean knocks() {
        return welcome.equals(KNOCK);
    }

    @Override
    public byte[] question() {
        return equals(DOOR) ? JsonSpeech.hello() : new byte[0];
    }

    @Override
    public byte[] greeting(int member, boolean idle) {
        return (named ? "m" + member + "\n" : "").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public @Nullable Answer answer(byte[] bytes, int from, int to, boolean idle) {
        return Speech.has(bytes, from, to, welcome) ? Answer.IN : null;
    }

    @Override
    public void say(Bytes out, int number, byte[] text) {
        out.add(text).add('\n');
    }

    @Override
    public int messageEnd(byte[] bytes, int from, int to) {
        return Speech.lineEnd(bytes, from, to);
    }
}
