package lanchat.bench;

import org.jspecify.annotations.Nullable;

/** How members talk with one kind of server. Has no state. */
interface Speech {
    /** Whether a member is sent its own lines. */
    boolean echoes();

    /** Whether nobody is told that it is in, so that members have to say something until each has heard it. */
    default boolean knocks() {
        return false;
    }

    /** What a server that has started answers at once, by itself on a connection; nothing where there is no such thing. */
    default byte[] question() {
        return new byte[0];
    }

    /**
     * What a member says first.
     *
     * @param idle whether it only wants to be let in, and not to hear what is said (where that is a difference)
     */
    byte[] greeting(int member, boolean idle);

    /**
     * What a message means to somebody who comes in: that it is in ({@link Answer#isIn}), that something has to be
     * answered, or nothing (null).
     */
    @Nullable
    Answer answer(byte[] bytes, int from, int to, boolean idle);

    /** Adds a line that says this text. */
    void say(Bytes out, int number, byte[] text);

    /** Where the first whole message of these bytes ends; -1 if none is whole yet. */
    int messageEnd(byte[] bytes, int from, int to);

    /** What follows from a message: something to say, perhaps nothing, and whether its reader is in the room now. */
    record Answer(boolean isIn, String says) {
        static final Answer IN = new Answer(true, "");
    }

    /** The end of a message that is a line. */
    static int lineEnd(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    /** How many ends of lines there are in these bytes. */
    static int lines(byte[] bytes) {
        int count = 0;
        for (byte b : bytes) {
            count += b == '\n' ? 1 : 0;
        }
        return count;
    }

    /** Whether a message has this text in it. */
    static boolean has(byte[] bytes, int from, int to, String ascii) {
        int length = ascii.length();
        for (int i = from; i + length <= to; i++) {
            int same = 0;
            while (same < length && bytes[i + same] == ascii.charAt(same)) {
                same++;
            }
            if (same == length) {
                return true;
            }
        }
        return false;
    }
}
