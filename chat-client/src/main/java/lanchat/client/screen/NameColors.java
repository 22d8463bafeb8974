package lanchat.client.screen;

import java.util.List;
import lanchat.common.Name;

/**
 * A colour for each name, the same for everybody and on every day, because it is made from the name alone.
 *
 * <p>Nobody can ask a terminal for its background without a wait, so the colours are those of the 256 that can be read
 * on both: of at least 4 to 1 contrast (WCAG) to black and to white, which leaves middle brightness only, and as far
 * apart in hue as that allows. Where there are eight colours the terminal's own theme has to see to contrast; yellow
 * and blue are left out, which few themes get right.
 */
final class NameColors {
    /** The terminal's own eight colours, as the last digit of their sequence. */
    private static final List<Integer> OF_EIGHT = List.of(31, 32, 35, 36);

    /** The fixed part of the 256 colours, by number. */
    static final List<Integer> OF_MANY = List.of(161, 131, 130, 64, 28, 30, 31, 63, 98, 129, 163, 132);

    private final String before;
    private final List<Integer> codes;

    private NameColors(String before, List<Integer> codes) {
        this.before = before;
        this.codes = codes;
    }

    /** No colours: asked for, or the terminal has none. */
    static NameColors none() {
        return new NameColors("", List.of());
    }

    /** What a terminal with so many colours can show. */
    static NameColors of(int colors) {
        if (colors >= 256) {
            return new NameColors("38;5;", OF_MANY);
        }
        return colors >= 8 ? new NameColors("", OF_EIGHT) : none();
    }

    /** The sequence that begins this name's colour; empty without colours. */
    String begin(String name) {
        if (codes.isEmpty()) {
            return "";
        }
        int code = codes.get(Math.floorMod(spread(Name.keyOf(name).hashCode()), codes.size()));
        return "\033[" + before + code + "m";
    }

    /** The sequence that goes back to the terminal's own colour; empty without colours. */
    String end() {
        return codes.isEmpty() ? "" : "\033[39m";
    }

    /** Names that differ in one letter have hash codes side by side, and should not have the same few colours. */
    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ (mixed >>> 15);
    }
}
