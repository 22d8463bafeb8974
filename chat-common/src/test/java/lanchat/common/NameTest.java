package lanchat.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rocks.xmpp.precis.PrecisProfiles;

final class NameTest {
    @ParameterizedTest
    @CsvSource({
        "Foo, foo",
        "foo, foo",
        "Foo Bar, foo bar",
        "\u03A3, \u03C3",
        "\u03C3, \u03C3",
        "\u03C2, \u03C2",
        "\u265A, \u265A",
        "Richard \u2163, richard iv"
    })
    void theExamplesOfRfc8266Compare(String typed, String key) throws RefusedException {
        assertEquals(key, Name.of(typed).key());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Pavan Kumar",
                "Pavan  Kumar",
                " pavan kumar ",
                "PAVAN\tKUMAR",
                "pavan\u00A0kumar",
                "pavan\u3000kumar",
                "\uFF30avan Kumar",
                "\"Pavan Kumar\"",
                "pa\u0007van kumar"
            })
    void spacingLetterCaseQuotesAndWidthMakeNoOtherPerson(String typed) throws RefusedException {
        assertEquals("pavan kumar", Name.of(typed).key());
        assertEquals("pavan kumar", Name.keyOf(typed));
    }

    @Test
    void aNameIsShownAsItWasTypedButTidy() throws RefusedException {
        assertEquals("Pavan Kumar", Name.of("  Pavan   Kumar ").shown());
        assertEquals("J\u00FCrgen", Name.of("Ju\u0308rgen").shown());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"Ann\"", "'Ann'", "\u201CAnn\u201D", "\u201EAnn\u201C", "\u00ABAnn\u00BB", "\" 'Ann' \""})
    void quotesAroundANameAreTakenOff(String typed) throws RefusedException {
        assertEquals("Ann", Name.of(typed).shown());
    }

    @ParameterizedTest
    @ValueSource(strings = {"D'Arcy", "Ann \"Ace\"", "Rock 'n' Roll", "Ann'"})
    void otherQuotesStay(String typed) throws RefusedException {
        assertEquals(typed, Name.of(typed).shown());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "7",
                "4 of 9",
                "$$",
                "+1",
                "\u00D8yvind",
                "\u674E\u96F7",
                "\u0645\u0631\u064A\u0645",
                "\u05DE\u05E9\u05D4",
                "\u0928\u093F\u0936\u093E",
                "\uD83D\uDE00",
                "\uD83D\uDC4D\uD83C\uDFFD",
                "\uD83C\uDDE9\uD83C\uDDEA",
                "Ann-Marie_O.B.",
                "you too",
                "Your",
                "\u2460"
            })
    void lettersDigitsAndSymbolsOfTheWorldBeginNames(String typed) throws RefusedException {
        assertEquals(typed.equals("\u2460") ? "1" : typed, Name.of(typed).shown());
    }

    @Test
    void theInvisibleMarkBehindManyAnEmojiIsTakenOff() throws RefusedException {
        assertEquals("\u2764 Ann", Name.of("\u2764\uFE0F Ann").shown());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "\u00A0\u3000", "\"\"", "' '", "\u0007\u001B", "\u202E", "\uFE0F"})
    void aNameOfNothingIsRefused(String typed) {
        assertRefused("name_empty", "1 to 40", typed);
    }

    @ParameterizedTest
    @CsvSource({
        "a<b, <",
        "a>b, >",
        "a:b, :",
        "Ann (to you), (",
        "a)b, )",
        "a\uFF1Ab, :",
        "a\uFF1Cb, <",
        "*** Ann, *",
        "/who, /",
        "-x, -",
        "!x, !",
        "_x, _",
        "@x, @",
        ".x, .",
        "\u0301x, U+0301",
        "a\u200Db, U+200D",
        "\uD83D\uDC69\u200D\uD83D\uDCBB, zero width joiner",
        "a\u00ADb, soft hyphen",
        "\u3164, U+",
        "\u2800, braille pattern blank",
        "a\uE000, U+E000",
        "a\uFFFDb, UTF-8",
        "a\uD83D, UTF-8",
        "a\u200Eb, left-to-right mark"
    })
    void aNameOfOtherThingsIsRefusedAndTheSentenceSaysWhich(String typed, String said) {
        assertRefused("name_not_allowed", said, typed);
    }

    @Test
    void quotesInFrontOnlyAreRefused() {
        assertRefused("name_not_allowed", "\"", "\"Ann");
        assertRefused("name_not_allowed", "\"", "\"");
    }

    @Test
    void threeMarksOnALetterAreEnough() throws RefusedException {
        assertEquals(4, Name.of("x\u0323\u0324\u0325").shown().length());
        assertRefused("name_not_allowed", "3", "x\u0323\u0324\u0325\u0326");
        assertEquals(
                8, Name.of("x\u0323\u0324\u0325x\u0323\u0324\u0325").shown().length());
    }

    @Test
    void lengthIsCountedInCodePointsAfterTidying() throws RefusedException {
        assertEquals(40, Name.of("x".repeat(40)).shown().length());
        assertRefused("name_too_long", "40", "x".repeat(41));
        assertEquals(80, Name.of("\uD83D\uDE00".repeat(40)).shown().length());
        assertRefused("name_too_long", "40", "\uD83D\uDE00".repeat(41));
        assertEquals(40, Name.of("e\u0301".repeat(40)).shown().length());
        assertEquals(3, Name.of("a" + " ".repeat(100) + "b").shown().length());
    }

    @Test
    void normalFormsThatGrowCountAsTheyAreShown() {
        assertRefused("name_too_long", "40", "\uFDFA".repeat(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"You", "you", " YOU ", "\"you\"", "\uFF39\uFF4F\uFF55"})
    void nobodyIsCalledYou(String typed) {
        assertRefused("name_reserved", "You", typed);
    }

    @Test
    void aNameMadeAgainFromItselfIsTheSame() throws RefusedException {
        for (String typed :
                new String[] {"Ann", "\"\u2163 x\"", "\u1E9B\u0323", "\u0130stanbul", "Stra\u00DFe", "\u03A3\u03A3"}) {
            Name name = Name.of(typed);

            assertEquals(name, Name.of(name.shown()));
            assertEquals(name.key(), Name.keyOf(name.shown()));
            assertEquals(name.key(), Name.keyOf(name.key()));
        }
    }

    @Test
    void theComputersLanguageMakesNoDifference() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertEquals("ismail", Name.keyOf("ISMAIL"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void anyTextCanBeLookedUp() {
        long seed = Long.getLong("lanchat.seed", System.nanoTime());
        System.out.println("NameTest seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(6); length > 0; length--) {
                int bits = 7 + random.nextInt(15);
                text.appendCodePoint(Math.min(Character.MAX_CODE_POINT, random.nextInt(1 << bits)));
            }

            assertNamesKeepTheirRules(text.toString());
        }
    }

    private static void assertNamesKeepTheirRules(String text) {
        String key = Name.keyOf(text);
        try {
            Name name = Name.of(text);
            assertEquals(name, Name.of(name.shown()));
            assertEquals(name.key(), key);
            assertEquals(name.shown(), CleanText.line(name.shown()));
            assertEquals(name.shown(), name.shown().strip());
            assertTrue(name.shown().chars().noneMatch(c -> "<>:()".indexOf(c) >= 0));
        } catch (RefusedException e) {
            assertTrue(e.refusal().code().startsWith("name_"));
        }
    }

    @Test
    void whatCanBeNoNameHasAKeyThatNoNameHas() throws RefusedException {
        assertEquals("a\u200Db", Name.keyOf(" A\u200DB "));
        assertNotEquals(Name.of("ab").key(), Name.keyOf("A\u200DB"));
        assertEquals("", Name.keyOf("\t"));
    }

    @Test
    void hugeInputCostsLittle() {
        String huge = "\uFDFA\u0323".repeat(500_000);

        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            assertRefused("name_too_long", "40", huge);
            Name.keyOf(huge);
        });
    }

    private static void assertRefused(String code, String said, String typed) {
        Refusal refusal =
                assertThrows(RefusedException.class, () -> Name.of(typed)).refusal();

        assertEquals(code, refusal.code(), refusal.sentence());
        assertTrue(refusal.sentence().contains(said), refusal.sentence());
        assertEquals(refusal.sentence(), CleanText.line(refusal.sentence()));
    }

    @Test
    void whatHasANullInItIsNoNameButAnotherProgramsGreeting() {
        Refusal refusal = assertThrows(RefusedException.class, () -> Name.of("\u0004\u0001\u0000P\u007F"))
                .refusal();

        assertEquals("name_not_allowed", refusal.code());
    }

    @Test
    void whatIsPlainIsWhatTheLibraryMakesOfIt() throws RefusedException {
        Random dice = new Random(5);
        String letters = "abcXYZ089  -_.\u00E9\u212A\u0130";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder typed = new StringBuilder();
            for (int left = 1 + dice.nextInt(6); left > 0; left--) {
                typed.append(letters.charAt(dice.nextInt(letters.length())));
            }
            String text = typed.toString();
            String enforced;
            try {
                enforced = PrecisProfiles.NICKNAME.enforce(text);
            } catch (IllegalArgumentException forbidden) {
                continue;
            }
            String key = PrecisProfiles.NICKNAME.toComparableString(enforced);
            assertEquals(key, Name.keyOf(text), text);
            if (Character.isLetterOrDigit(enforced.charAt(0))) {
                assertEquals(new Name(enforced, key), Name.of(text), text);
            }
        }
    }
}
