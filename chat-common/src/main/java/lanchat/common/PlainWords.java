package lanchat.common;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * 2048 short English words that are easily told apart when they are read aloud: each stands for eleven bits. The list is
 * part of what people compare, so it never changes. Safe for use by any thread.
 */
final class PlainWords {
    /** How many bits a word stands for. */
    static final int BITS = 11;

    private static final String LIST = "/lanchat/words.txt";

    private PlainWords() {}

    /** Loaded when the first word is wanted, for most runs want none. */
    private static final class Loaded {
        static final List<String> ALL = load();
    }

    /** All of them; the place of a word in the list is the number it stands for. */
    static List<String> all() {
        return Loaded.ALL;
    }

    private static List<String> load() {
        try (InputStream list = PlainWords.class.getResourceAsStream(LIST)) {
            if (list == null) {
                throw new IllegalStateException("the jar has no " + LIST);
            }
            String text = new String(list.readAllBytes(), StandardCharsets.US_ASCII);
            return List.of(text.strip().split("\\s+"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
