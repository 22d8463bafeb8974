package lanchat.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LookAlikesTest {
    @ParameterizedTest
    @CsvSource({
        "Pavan, P\u0430van", // Cyrillic a
        "ann, \u0410nn", // a Cyrillic capital, and capitals do not count
        "Ann, \u0391\u039D\u039D", // Greek capitals
        "Ivan, lvan",
        "Ivan, 1van",
        "Bernd, Bemd",
        "BOB, B0B",
        "Jos\u00E9, Jose\u0301",
        "Ann-Lee, Ann\u2010Lee",
        "Ann, A\u200Dnn",
        "\u0633\u0644\u0645\u0649, \u0633\u0644\u0645\u06CC"
    })
    void whatCanBeMistakenHasALookInCommon(String one, String other) {
        assertFalse(Collections.disjoint(looks(one), looks(other)));
    }

    @ParameterizedTest
    @CsvSource({"Ann, Anna", "Pavan, Raven", "Jose, Jos\u00E9", "Ann, Ann 2", "n1, n2", "\u738B, \u7389"})
    void whatCanBeToldApartHasNone(String one, String other) {
        assertTrue(Collections.disjoint(looks(one), looks(other)));
    }

    @Test
    void oneCharacterMayLookLikeSeveral() {
        assertEquals("Bernd", LookAlikes.skeleton("Bemd"));
        assertNotEquals("Bemd", LookAlikes.skeleton("Bernd"));
        assertEquals("\u00BA/\u2080", LookAlikes.skeleton("%"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uD83D", "\uDE00x", "\uD83D\uDE00"})
    void anyTextHasASkeleton(String text) {
        assertEquals(LookAlikes.skeleton(text), LookAlikes.skeleton(LookAlikes.skeleton(text)));
    }

    @Test
    void whatIsLookedUpIsWhatTheStandardSays() {
        for (int c = 0; c < 0x180; c++) {
            for (String text : List.of("", "Bemd 1", "\u0301", "\u00AD")) {
                String before = Character.toString(c) + text;
                String behind = text + Character.toString(c);
                assertEquals(LookAlikes.anySkeleton(before), LookAlikes.skeleton(before), before);
                assertEquals(LookAlikes.anySkeleton(behind), LookAlikes.skeleton(behind), behind);
            }
        }
    }

    private static Set<String> looks(String name) {
        return LookAlikes.of(name, Name.keyOf(name));
    }
}
