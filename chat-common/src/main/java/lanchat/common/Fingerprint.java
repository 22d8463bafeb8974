package lanchat.common;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a key is recognised by: the SHA-256 of the public key as a certificate has it (its SubjectPublicKeyInfo). People
 * compare it in hexadecimal, or as six words: the first 66 bits, eleven for each word.
 *
 * @param hex 64 hexadecimal digits in lower case
 */
public record Fingerprint(String hex) {
    private static final int WORDS = 6;
    private static final int BITS = 256;
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    /** Made of 64 hexadecimal digits in lower case. */
    public Fingerprint {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("no SHA-256 in hexadecimal: " + hex);
        }
    }

    /** The fingerprint of a key. */
    public static Fingerprint of(PublicKey key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return new Fingerprint(HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** For people who compare: {@code 3F:0A:...}. */
    public String shown() {
        return HexFormat.ofDelimiter(":")
                .withUpperCase()
                .formatHex(HexFormat.of().parseHex(hex));
    }

    /** For people who read it to each other: six words, with spaces between them. */
    public String words() {
        BigInteger left = new BigInteger(hex, 16).shiftRight(BITS - WORDS * PlainWords.BITS);
        BigInteger count = BigInteger.valueOf(PlainWords.all().size());
        List<String> words = new ArrayList<>();
        for (int i = 0; i < WORDS; i++) {
            words.add(PlainWords.all().get(left.mod(count).intValue()));
            left = left.shiftRight(PlainWords.BITS);
        }
        Collections.reverse(words);
        return String.join(" ", words);
    }

    /** What {@code /key} shows, one a line: this key, under that heading. */
    public List<String> lines(String heading) {
        return List.of(
                ClassicText.notice(heading),
                ClassicText.notice("SHA-256 " + shown()),
                ClassicText.notice("in words: " + words()));
    }

    /** A fingerprint as somebody typed it, who may have read it or heard it. */
    public static final class Typed {
        private static final Pattern PREFIX = Pattern.compile("^(?i)sha-?256[ :=]+");

        private final String text;

        private Typed(String text) {
            this.text = text;
        }

        /**
         * Reads 64 hexadecimal digits, with or without colons, or six words.
         *
         * @throws RefusedException with a sentence that says what is wrong with it
         */
        public static Typed of(String typed) throws RefusedException {
            String plain = PREFIX.matcher(typed.strip()).replaceFirst("").toLowerCase(Locale.ROOT);
            String digits = plain.replaceAll("[:\\s]", "");
            if (HEX.matcher(digits).matches()) {
                return new Typed(digits);
            }
            String[] words = plain.split("[\\s,-]+");
            if (words.length != WORDS) {
                throw refused("--fingerprint takes 64 hexadecimal digits, or six words in quotes, as /key shows them at"
                        + " the server.");
            }
            for (String word : words) {
                if (!PlainWords.all().contains(word)) {
                    String nearest = NearestWord.to(word, PlainWords.all());
                    throw refused("No fingerprint has the word \"" + CleanText.line(word) + "\" in it"
                            + (nearest == null ? "." : ": is it \"" + nearest + "\"?"));
                }
            }
            return new Typed(String.join(" ", words));
        }

        /** Whether it stands for this key. */
        public boolean fits(Fingerprint key) {
            return text.equals(key.hex()) || text.equals(key.words());
        }

        private static RefusedException refused(String sentence) {
            return new Refusal("fingerprint", sentence).asException();
        }
    }
}
