package lanchat.it;

/** What no line may have in it that a terminal is to show: said here once more, and not asked of the program under test. */
final class CleanLines {
    private CleanLines() {}

    /** Whether a line moves no cursor, turns no direction, and ends nowhere but at its end. */
    static boolean isClean(String line) {
        return line.codePoints().noneMatch(c -> {
            boolean control = c < ' ' || (c >= 0x7F && c <= 0x9F);
            boolean turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
            boolean ends = c == 0x2028 || c == 0x2029;
            boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            return control || turns || ends || half;
        });
    }
}
