package lanchat.common;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the host and operators can rule. Each has one word, on the wire, in the journal, and, behind a slash, for people. */
public enum Rule {
    /** Somebody is shown out, and may come in again. */
    KICK,
    /** Somebody is shown out and kept out. */
    BAN,
    /** A ban is lifted. */
    UNBAN,
    /** Somebody may stay and not speak. */
    MUTE,
    /** Somebody may speak again. */
    UNMUTE,
    /** Somebody gets the host's powers. */
    OP,
    /** And loses them again. */
    DEOP,
    /** The message of the day, which everybody reads who comes in. */
    MOTD;

    /** Its word. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one with this word; null where there is none. */
    public static @Nullable Rule of(String word) {
        for (Rule rule : values()) {
            if (rule.word().equals(word)) {
                return rule;
            }
        }
        return null;
    }
}
