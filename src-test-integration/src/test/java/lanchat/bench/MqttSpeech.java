package lanchat.bench;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** MQTT 3.1.1 with QoS 0 (OASIS, 2014): everybody subscribes to one topic and publishes to it. */
record MqttSpeech() implements Speech {
    private static final int CONNECT = 0x10;
    private static final int CONNACK = 0x20;
    private static final int PUBLISH = 0x30;
    private static final int SUBSCRIBE = 0x82;
    private static final int SUBACK = 0x90;
    private static final int MAX_LENGTH_BYTES = 4;
    private static final String TOPIC = "c";

    @Override
    public boolean echoes() {
        return true;
    }

    @Override
    public byte[] greeting(int member, boolean idle) {
        String variable = "\0\4MQTT\4\2\0\0"; // Level 4, a clean session, no keep-alive.
        Bytes out = packet(CONNECT, variable + string("m" + member));
        return out.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public @Nullable Answer answer(byte[] bytes, int from, int to, boolean idle) {
        int type = bytes[from] & 0xf0;
        if (type == CONNACK) {
            return idle
                    ? Answer.IN
                    : new Answer(
                            false,
                            packet(SUBSCRIBE, "\0\1" + string(TOPIC) + "\0").toString());
        }
        return type == SUBACK ? Answer.IN : null;
    }

    @Override
    public void say(Bytes out, int number, byte[] text) {
        out.add(PUBLISH);
        addLength(out, 2 + TOPIC.length() + text.length);
        out.add(0).add(TOPIC.length()).add(TOPIC).add(text);
    }

    @Override
    public int messageEnd(byte[] bytes, int from, int to) {
        int length = 0;
        for (int i = 0; i < MAX_LENGTH_BYTES && from + 1 + i < to; i++) {
            int part = bytes[from + 1 + i];
            length |= (part & 0x7f) << (7 * i);
            if (part >= 0) {
                int end = from + 2 + i + length;
                return end <= to ? end : -1;
            }
        }
        return -1;
    }

    private static String string(String ascii) {
        return "\0" + (char) ascii.length() + ascii;
    }

    private static Bytes packet(int type, String rest) {
        Bytes out = new Bytes().add(type);
        addLength(out, rest.length());
        return out.add(rest);
    }

    private static void addLength(Bytes out, int length) {
        int rest = length;
        while (rest > 0x7f) {
            out.add((rest & 0x7f) | 0x80);
            rest >>= 7;
        }
        out.add(rest);
    }
}
