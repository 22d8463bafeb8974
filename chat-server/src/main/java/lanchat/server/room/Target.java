package lanchat.server.room;

import org.jspecify.annotations.Nullable;

/**
 * Of whom a command speaks, and what stands behind that: {@code "Ann Lee" 2h flooding}.
 *
 * @param member who is meant, where that is somebody present
 * @param typed as it was typed, without quotes
 * @param rest what stands behind it
 */
record Target(@Nullable Member member, String typed, String rest) {
    /** Finds out who is present, for names can have spaces. */
    interface Present {
        /** Somebody of this name; null for nobody. */
        @Nullable
        Member named(String name);

        /** Where the longest name of somebody present ends with which the text begins; -1 for none. */
        int longestName(String text);
    }

    /** Reads a text; without quotes it begins with the longest name of somebody present or, where none fits, one word. */
    static Target of(String text, Present present) {
        int closing = text.startsWith("\"") ? text.indexOf('"', 1) : -1;
        if (closing > 0) {
            String name = text.substring(1, closing).strip();
            return new Target(
                    present.named(name), name, text.substring(closing + 1).strip());
        }
        int end = present.longestName(text);
        if (end > 0) {
            String name = text.substring(0, end);
            return new Target(present.named(name), name, text.substring(end).strip());
        }
        String word = firstWord(text);
        return new Target(null, word, text.substring(word.length()).strip());
    }

    /** What stands before the first space. */
    static String firstWord(String text) {
        int space = text.indexOf(' ');
        return space < 0 ? text : text.substring(0, space);
    }
}
