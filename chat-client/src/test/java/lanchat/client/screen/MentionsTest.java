package lanchat.client.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MentionsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ann|hi Ann|true",
                "Ann|ANN: come!|true",
                "Ann|@ann|true",
                "Ann|Anna and Joann|false",
                "Ann|Anna, and Ann|true",
                "Ann|Ann\u0308|false",
                "Ann|ann2|false",
                "Pavan Kumar|ask pavan kumar.|true",
                "Pavan Kumar|ask Pavan|false",
                "漢字|これは漢字です|false",
                "漢字|漢字、はい|true",
                "C#|I like C#!|true",
                "''|anything|false",
            })
    void aNameIsMentionedAsAWordOfItsOwn(String name, String text, boolean mentioned) {
        assertEquals(mentioned, Mentions.in(text, name));
    }
}
