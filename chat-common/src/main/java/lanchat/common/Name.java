package lanchat.common;

import java.util.Locale;
import java.util.regex.Pattern;
import rocks.xmpp.precis.PrecisProfiles;

/**
 * What somebody is called in the room. Made by {@link #of}, which lets in nothing that could be taken for something
 * else on the screen.
 *
 * @param shown the name as everybody reads it
 * @param key names with the same key belong to the same person (RFC 8266: letter case and spacing do not count)
 */
public record Name(String shown, String key) {
    private static final int MAX_MARKS_IN_A_ROW = 3;

    /** Longer input is not looked at: putting text in normal form costs time, and shortens it by far less than this. */
    private static final int MAX_TYPED_CHARS = 16 * Wire.MAX_NAME_CODE_POINTS;

    private static final String OPENING_QUOTES = "\"'\u201C\u2018\u201E\u00AB";
    private static final String CLOSING_QUOTES = "\"'\u201D\u2019\u201C\u00BB";

    /** These would make {@code Ann<1.2.3.4> connected}, {@code Ann:hi} or {@code Ann (to you):hi} ambiguous. */
    private static final String TAKEN_BY_THE_SCREEN = "<>:()";

    private static final Pattern ANY_SPACE = Pattern.compile("\\p{Zs}+");

    private static final int BLANK_BRAILLE = 0x2800;

    /**
     * The name for what a person typed: cleaned like text, without quotes around it, in the form of RFC 8266.
     *
     * @throws RefusedException with a sentence that says what is wrong with it
     */
    public static Name of(String typed) throws RefusedException {
        if (isPlain(typed) && !isYou(keyOf(typed))) {
            return new Name(typed, keyOf(typed));
        }
        if (typed.indexOf('\0') >= 0) {
            // Nobody types it, and programs that take this for another server begin with it.
            throw notAllowed("A name cannot have U+0000 (null) in it. Please leave it out.");
        }
        String tidy = tidy(typed);
        if (tidy.isEmpty()) {
            throw empty();
        }
        if (tidy.length() > MAX_TYPED_CHARS) {
            throw tooLong();
        }
        if (tidy.indexOf('\uFFFD') >= 0) {
            throw notAllowed("That name arrived damaged: some of it was not UTF-8. Please type it again, or check the"
                    + " character set of your terminal.");
        }
        String shown;
        try {
            shown = PrecisProfiles.NICKNAME.enforce(tidy);
        } catch (IllegalArgumentException e) {
            throw forbidden(tidy);
        }
        if (shown.codePointCount(0, shown.length()) > Wire.MAX_NAME_CODE_POINTS) {
            throw tooLong();
        }
        check(shown);
        String key = keyOf(shown);
        if (isYou(key)) {
            throw new Refusal("name_reserved", "Everybody is \"You\" on their own screen, so please take another name.")
                    .asException();
        }
        return new Name(shown, key);
    }

    /** The key under which a name is looked up; for text that could be no name, its trimmed text in lower case. */
    public static String keyOf(String name) {
        if (isPlain(name)) {
            return name.toLowerCase(Locale.ROOT);
        }
        String tidy = tidy(name);
        if (tidy.length() <= MAX_TYPED_CHARS) {
            try {
                // In two steps, for the lower case of a letter can depend on its neighbours, and they may change first.
                return PrecisProfiles.NICKNAME.toComparableString(PrecisProfiles.NICKNAME.enforce(tidy));
            } catch (IllegalArgumentException noName) {
                // Nobody has such a name, so any key that no name has will do.
                return tidy.toLowerCase(Locale.ROOT);
            }
        }
        return tidy.toLowerCase(Locale.ROOT);
    }

    /**
     * Whether it is of letters and digits of ASCII, with single spaces between them, as most names are. RFC 8266 changes
     * nothing in them but capitals, and the library takes a while for that, above all for the first name of all.
     */
    private static boolean isPlain(String typed) {
        boolean wordsBefore = false;
        for (int i = 0; i < typed.length(); i++) {
            char c = typed.charAt(i);
            boolean word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!word && !(c == ' ' && wordsBefore)) {
                return false;
            }
            wordsBefore = word;
        }
        return wordsBefore && typed.length() <= Wire.MAX_NAME_CODE_POINTS;
    }

    private static boolean isYou(String key) {
        return key.equals("you");
    }

    private static String tidy(String typed) {
        // Keyboards put a variation selector after many a symbol; RFC 8266 forbids it, and nobody can see it.
        String tidy = CleanText.line(typed).replace("\uFE0E", "").replace("\uFE0F", "");
        tidy = ANY_SPACE.matcher(tidy).replaceAll(" ").strip();
        while (tidy.length() > 1 && isQuoted(tidy)) {
            tidy = tidy.substring(1, tidy.length() - 1).strip();
        }
        return tidy;
    }

    private static boolean isQuoted(String text) {
        int kind = OPENING_QUOTES.indexOf(text.charAt(0));
        return kind >= 0 && text.charAt(text.length() - 1) == CLOSING_QUOTES.charAt(kind);
    }

    private static void check(String shown) throws RefusedException {
        int first = shown.codePointAt(0);
        if (!mayBegin(first)) {
            throw notAllowed("A name begins with a letter, a digit or a symbol, not with " + named(first)
                    + ". Please change it.");
        }
        int marks = 0;
        for (int i = 0; i < shown.length(); i += Character.charCount(shown.codePointAt(i))) {
            int c = shown.codePointAt(i);
            if (TAKEN_BY_THE_SCREEN.indexOf(c) >= 0 || c == BLANK_BRAILLE) {
                throw notAllowed("A name cannot have " + named(c) + " in it. Please leave it out.");
            }
            marks = isMark(c) ? marks + 1 : 0;
            if (marks > MAX_MARKS_IN_A_ROW) {
                throw notAllowed("A name cannot have more than " + MAX_MARKS_IN_A_ROW
                        + " accents or marks on one letter. Please take some off.");
            }
        }
    }

    private static boolean mayBegin(int c) {
        return switch (Character.getType(c)) {
            case Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER,
                    Character.MATH_SYMBOL,
                    Character.CURRENCY_SYMBOL,
                    Character.MODIFIER_SYMBOL,
                    Character.OTHER_SYMBOL -> true;
            default -> Character.isLetter(c);
        };
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    /** Says which character the library would not have: the first that is refused when it stands alone. */
    private static RefusedException forbidden(String tidy) {
        for (int i = 0; i < tidy.length(); i += Character.charCount(tidy.codePointAt(i))) {
            int c = tidy.codePointAt(i);
            try {
                PrecisProfiles.NICKNAME.prepare(Character.toString(c));
            } catch (IllegalArgumentException e) {
                return notAllowed("A name cannot have " + named(c) + " in it. Please leave it out.");
            }
        }
        return notAllowed("That name mixes characters that cannot stand side by side. Please change it.");
    }

    private static String named(int c) {
        String code = String.format(Locale.ROOT, "U+%04X", c);
        if (c > ' ' && c < 0x7F) {
            return "\"" + Character.toString(c) + "\"";
        }
        String name = Character.getName(c);
        return name == null ? code : code + " (" + name.toLowerCase(Locale.ROOT) + ")";
    }

    private static RefusedException empty() {
        return new Refusal(
                        "name_empty",
                        "A name has 1 to " + Wire.MAX_NAME_CODE_POINTS + " characters, and that one had none. Please"
                                + " type another.")
                .asException();
    }

    private static RefusedException tooLong() {
        return new Refusal(
                        "name_too_long",
                        "A name has at most " + Wire.MAX_NAME_CODE_POINTS + " characters. Please take a shorter one.")
                .asException();
    }

    private static RefusedException notAllowed(String sentence) {
        return new Refusal("name_not_allowed", sentence).asException();
    }
}
