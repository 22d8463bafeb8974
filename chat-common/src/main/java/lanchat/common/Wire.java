package lanchat.common;

import java.util.List;

/** The bounds, words and numbers that both ends of a connection share. */
public final class Wire {
    /** The port used where none is given. */
    public static final int DEFAULT_PORT = 8081;

    /** The version of the JSON dialect. Ends with the same number always understand each other. */
    public static final int VERSION = 1;

    /** Longest text of one line, in bytes of UTF-8, without the line end. */
    public static final int MAX_TEXT_BYTES = 16 * 1024;

    /** Longest line at the JSON door, in bytes, without the line end. */
    public static final int MAX_JSON_LINE_BYTES = 128 * 1024;

    /** Longest first line at the plain door (the name), in bytes, without the line end. */
    public static final int MAX_FIRST_LINE_BYTES = 256;

    /** Longest name, in code points. */
    public static final int MAX_NAME_CODE_POINTS = 40;

    /** How many earlier lines can be asked for at once. */
    public static final int MAX_HISTORY = 200;

    /** Longest text that can be looked for: each word of it is looked for in each line. */
    public static final int MAX_SEARCH_CHARS = 200;

    /** A client with a session that can come back sends something at least this often, in milliseconds. */
    public static final int PING_MS = 15_000;

    /** After so many milliseconds without a byte from the other end of such a connection it counts as broken. */
    public static final int SILENCE_MS = 45_000;

    /** A client says what it has shown at most so often, in milliseconds. */
    public static final int SHOWN_EVERY_MS = 500;

    /** And so many milliseconds more seldom for each member, up to a bound: a room of any size hears 200 a second or so. */
    private static final int SHOWN_EVERY_MS_PER_MEMBER = 5;

    private static final int SHOWN_AT_LEAST_EVERY_MS = 10_000;

    /** What a person is asked; no line end follows it. */
    public static final String NAME_PROMPT = "Enter Your Name:";

    /** What a person is asked where the room has a password and the connection is encrypted; likewise. */
    public static final String PASSWORD_PROMPT = "Password:";

    /** The same, where it is not encrypted: the warning comes before anything is typed. */
    public static final String BARE_PASSWORD_PROMPT =
            "This connection is not encrypted: others can read the password on its way. Password:";

    /** All of these; one of them can come in front of what a server says to a program whose first byte was late. */
    public static final List<String> PROMPTS = List.of(NAME_PROMPT, PASSWORD_PROMPT, BARE_PASSWORD_PROMPT);

    /** The line that greets a newcomer. */
    public static final String WELCOME = "Welcome to this chatroom!";

    /** The {@code by} of everything the host says at the server's own terminal. */
    public static final String HOST_SESSION = "host";

    private Wire() {}

    /** How often a client says what it has shown, in a room of so many members; in milliseconds. */
    public static int shownEveryMillis(int members) {
        long often = Math.max(SHOWN_EVERY_MS, (long) members * SHOWN_EVERY_MS_PER_MEMBER);
        return (int) Math.min(often, SHOWN_AT_LEAST_EVERY_MS);
    }

    /** What a server has said to a program, without the prompt that may be in front of it. */
    public static String withoutPrompt(String said) {
        for (String prompt : PROMPTS) {
            if (said.startsWith(prompt)) {
                return said.substring(prompt.length());
            }
        }
        return said;
    }
}
