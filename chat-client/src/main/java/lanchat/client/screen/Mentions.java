package lanchat.client.screen;

/** Finds names in what people say. */
final class Mentions {
    private Mentions() {}

    /** Whether the name is mentioned anywhere in the text. */
    static boolean in(String text, String name) {
        for (int i = 0; !name.isEmpty() && i + name.length() <= text.length(); i++) {
            if (at(text, i, name)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the name stands at this place of the text as a word of its own, whatever the letter case: {@code ann} is
     * mentioned in {@code Ann, come!} and in {@code @ann}, and not in {@code Anna}.
     */
    static boolean at(String text, int start, String name) {
        int end = start + name.length();
        return !name.isEmpty()
                && end <= text.length()
                && text.regionMatches(true, start, name, 0, name.length())
                && (start == 0 || isEdge(text.codePointBefore(start), name.codePointAt(0)))
                && (end == text.length() || isEdge(text.codePointAt(end), name.codePointBefore(name.length())));
    }

    private static boolean isEdge(int outside, int inside) {
        boolean marks = Character.getType(outside) == Character.NON_SPACING_MARK;
        return !marks && !(Character.isLetterOrDigit(outside) && Character.isLetterOrDigit(inside));
    }
}
