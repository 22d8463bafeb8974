package lanchat.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FingerprintTest {
    private static final String HEX = "0123456789abcdef".repeat(4);
    private static final Fingerprint KEY = new Fingerprint(HEX);

    @Test
    void thereAre2048DistinctEasyWords() {
        List<String> words = PlainWords.all();

        assertEquals(1 << PlainWords.BITS, words.size());
        assertEquals(words.size(), new HashSet<>(words).size());
        assertTrue(words.stream().allMatch(word -> word.matches("[a-z]{3,6}")));
        assertEquals(words.stream().sorted().toList(), words);
    }

    @Test
    void itIsTheHashOfThePublicKey() throws Exception {
        PublicKey key = KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic();

        byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
        assertEquals(HexFormat.of().formatHex(hash), Fingerprint.of(key).hex());
    }

    @Test
    void theWordsAreItsFirst66Bits() {
        String bits = "0".repeat(7) + new BigInteger(HEX, 16).toString(2);
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < 66; i += 11) {
            words.append(' ').append(PlainWords.all().get(Integer.parseInt(bits.substring(i, i + 11), 2)));
        }

        assertEquals(words.substring(1), KEY.words());
    }

    @Test
    void theSmallestAndTheGreatestHaveSixWordsToo() {
        String first = PlainWords.all().get(0);
        String last = PlainWords.all().get(2047);

        assertEquals((" " + first).repeat(6).strip(), new Fingerprint("0".repeat(64)).words());
        assertEquals((" " + last).repeat(6).strip(), new Fingerprint("f".repeat(64)).words());
    }

    @Test
    void whatKeyShowsHasBothForms() {
        List<String> lines = KEY.lines("The key:");

        assertEquals("*** The key:", lines.get(0));
        assertEquals("*** SHA-256 " + ":01:23:45:67:89:AB:CD:EF".repeat(4).substring(1), lines.get(1));
        assertEquals("*** in words: " + KEY.words(), lines.get(2));
    }

    @Test
    void itIsRecognisedInEveryFormInWhichPeopleTypeIt() throws Exception {
        for (String typed : List.of(
                HEX,
                KEY.shown(),
                " " + KEY.shown().toLowerCase(Locale.ROOT) + " ",
                "SHA-256 " + KEY.shown(),
                "sha256:" + HEX,
                KEY.words(),
                KEY.words().replace(" ", "-"),
                "  " + KEY.words().toUpperCase(Locale.ROOT).replace(" ", ",  "))) {
            assertTrue(Fingerprint.Typed.of(typed).fits(KEY), typed);
        }
    }

    @Test
    void anotherKeyDoesNotFit() throws Exception {
        Fingerprint other = new Fingerprint("1" + HEX.substring(1));

        assertFalse(Fingerprint.Typed.of(HEX).fits(other));
        assertFalse(Fingerprint.Typed.of(KEY.words()).fits(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "zebra", "0123", "zebra zebra zebra zebra zebra", "zz:01"})
    void whatIsNoFingerprintIsRefusedWithASentence(String typed) {
        RefusedException no = assertThrows(RefusedException.class, () -> Fingerprint.Typed.of(typed));

        assertTrue(no.refusal().sentence().contains("64 hexadecimal digits, or six words"));
    }

    @Test
    void aWordThatWasHeardWronglyIsNamedWithTheNearest() {
        RefusedException no = assertThrows(
                RefusedException.class, () -> Fingerprint.Typed.of("zebra zebra zebrra zebra zebra zebra"));

        assertEquals(
                "No fingerprint has the word \"zebrra\" in it: is it \"zebra\"?",
                no.refusal().sentence());
    }
}
