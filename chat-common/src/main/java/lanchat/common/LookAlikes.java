package lanchat.common;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What names look like: two that differ only by letters that look alike have a look in common, as {@code Pavan} and one
 * with a Cyrillic a have. Skeletons of Unicode Technical Standard 39, section 4. Safe for use by any thread.
 */
public final class LookAlikes {
    private static final String TABLE = "/lanchat/look-alikes.txt";
    private static final int ASCII_SIZE = 128;

    private LookAlikes() {}

    /** Loaded when the first name is looked at, for a client looks at none. */
    private static final class Loaded {
        static final Map<Integer, String> ALL = load();
        /** Skeletons of single characters of ASCII; null where one is not of ASCII. */
        static final @Nullable String[] ASCII = new String[ASCII_SIZE];

        static {
            for (int c = 0; c < ASCII_SIZE; c++) {
                String skeleton = anySkeleton(Character.toString(c));
                ASCII[c] = skeleton.chars().allMatch(one -> one < ASCII_SIZE) ? skeleton : null;
            }
        }
    }

    /**
     * The looks of a name: as it is written; in lower case, for capitals do not tell names apart; and the lower case of
     * what it looks like, for a Greek {@code ANN} looks like one of ours.
     *
     * @param key the name as it is compared ({@link Name#keyOf})
     * @return one to three
     */
    public static Set<String> of(String name, String key) {
        String written = skeleton(name);
        Set<String> looks = new LinkedHashSet<>();
        looks.add(written);
        looks.add(skeleton(key));
        looks.add(skeleton(written.toLowerCase(Locale.ROOT)));
        return looks;
    }

    /** The skeleton of a text: not for people to read. */
    static String skeleton(String text) {
        String simple = asciiSkeleton(text);
        return simple == null ? anySkeleton(text) : simple;
    }

    /**
     * The same for text and a skeleton of ASCII, as most are; null for any other. No normal form changes ASCII (Unicode
     * Standard Annex 15, section 1.3), so its characters can be looked up one by one.
     */
    private static @Nullable String asciiSkeleton(String text) {
        StringBuilder prototypes = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            String prototype = c < ASCII_SIZE ? Loaded.ASCII[c] : null;
            if (prototype == null) {
                return null;
            }
            prototypes.append(prototype);
        }
        return prototypes.toString();
    }

    /** The skeleton of any text, by the letter of the standard. */
    static String anySkeleton(String text) {
        StringBuilder prototypes = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFD).codePoints().forEach(c -> {
            String prototype = Loaded.ALL.get(c);
            if (prototype != null) {
                prototypes.append(prototype);
            } else if (!isIgnorable(c)) {
                prototypes.appendCodePoint(c);
            }
        });
        return Normalizer.normalize(prototypes, Normalizer.Form.NFD);
    }

    /** Default_Ignorable_Code_Point of Unicode 17 (DerivedCoreProperties.txt), which Java does not know by name. */
    private static boolean isIgnorable(int c) {
        return c == 0x00AD
                || c == 0x034F
                || c == 0x061C
                || (c >= 0x115F && c <= 0x1160)
                || (c >= 0x17B4 && c <= 0x17B5)
                || (c >= 0x180B && c <= 0x180F)
                || (c >= 0x200B && c <= 0x200F)
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2060 && c <= 0x206F)
                || c == 0x3164
                || (c >= 0xFE00 && c <= 0xFE0F)
                || c == 0xFEFF
                || c == 0xFFA0
                || (c >= 0xFFF0 && c <= 0xFFF8)
                || (c >= 0x1BCA0 && c <= 0x1BCA3)
                || (c >= 0x1D173 && c <= 0x1D17A)
                || (c >= 0xE0000 && c <= 0xE0FFF);
    }

    private static Map<Integer, String> load() {
        try (InputStream table = LookAlikes.class.getResourceAsStream(TABLE)) {
            if (table == null) {
                throw new IllegalStateException("the jar has no " + TABLE);
            }
            Map<Integer, String> all = new HashMap<>();
            BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    read(line, all);
                }
            }
            // No Map.copyOf: code points stand side by side, and it looks past all neighbours for one that is not
            // there.
            return Collections.unmodifiableMap(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(String line, Map<Integer, String> into) {
        StringBuilder prototype = new StringBuilder();
        int space = line.indexOf(' ');
        for (int start = space + 1; start > 0; ) {
            int end = line.indexOf(' ', start);
            prototype.appendCodePoint(Integer.parseInt(line, start, end < 0 ? line.length() : end, 16));
            start = end + 1;
        }
        into.put(Integer.parseInt(line, 0, space, 16), prototype.toString());
    }
}
