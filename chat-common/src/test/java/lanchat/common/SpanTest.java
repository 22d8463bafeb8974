package lanchat.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SpanTest {
    @ParameterizedTest
    @CsvSource({"90s,90000", "30m,1800000", "2H,7200000", "7d,604800000", "2w,1209600000", "0h,0"})
    void aTimeIsANumberAndALetter(String typed, long millis) {
        assertEquals(millis, Span.typed(typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "h", "2 h", "12345h", "-2h", "2y", "2hours"})
    void anythingElseIsNone(String typed) {
        assertEquals(0, Span.typed(typed));
    }

    @ParameterizedTest
    @CsvSource({
        "0,0 seconds",
        "-5,0 seconds",
        "1999,1 second",
        "90000,1 minute and 30 seconds",
        "7200000,2 hours",
        "7203000,2 hours",
        "90000000,1 day and 1 hour",
        "259200000,3 days"
    })
    void aTimeIsSaidInItsTwoLargestUnits(long millis, String words) {
        assertEquals(words, Span.words(millis));
    }

    @Test
    void theEndOfSomethingIsAMomentAndATime() {
        assertEquals(
                "until 2026-11-24 14:30 UTC (2 hours from now)", Span.until(1_795_530_600_000L, 1_795_523_400_000L));
        assertEquals("for good", Span.until(0, 5));
    }
}
