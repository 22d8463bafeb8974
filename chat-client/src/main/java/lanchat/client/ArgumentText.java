package lanchat.client;

import java.nio.charset.Charset;
import lanchat.common.Refusal;
import lanchat.common.RefusedException;

/**
 * Whether a word of the command line arrived as it was typed. The JVM decodes these words in the locale's character set
 * before any of our code runs, and what does not fit it is lost.
 */
final class ArgumentText {
    private static final char REPLACEMENT = '\uFFFD';

    private ArgumentText() {}

    /**
     * Lets pass what this process can have been told.
     *
     * @throws RefusedException when the word is damaged; its sentence says what to do instead
     */
    static void check(String name) throws RefusedException {
        check(name, System.getProperty("sun.jnu.encoding", "UTF-8"));
    }

    static void check(String name, String encoding) throws RefusedException {
        if (name.indexOf(REPLACEMENT) >= 0 || !fits(name, encoding)) {
            throw new Refusal(
                            "name_damaged",
                            "The name after --name arrived damaged: it has letters that the command line's character"
                                    + " set here (" + encoding + ") does not have. Set a UTF-8 locale (for example"
                                    + " LC_ALL=C.UTF-8), or leave --name out and give the name on the first line.")
                    .asException();
        }
    }

    private static boolean fits(String name, String encoding) {
        try {
            Charset charset = Charset.forName(encoding);
            return !charset.canEncode() || charset.newEncoder().canEncode(name);
        } catch (IllegalArgumentException unknown) {
            return true; // A character set nobody here knows proves nothing against the name.
        }
    }
}
