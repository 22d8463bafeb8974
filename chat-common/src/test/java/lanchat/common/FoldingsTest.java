package lanchat.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FoldingsTest {
    private final Foldings foldings = new Foldings();
    private long seq;

    @Test
    void oneOrTwoAreNamed() {
        comes("Ana");
        assertEquals("Ana joined", foldings.tell());

        comes("Ana");
        comes("Bo");
        assertEquals("Ana and Bo joined", foldings.tell());
    }

    @Test
    void moreAreCounted() {
        comes("Ana");
        comes("Bo");
        comes("Cy");
        assertEquals("Ana, Bo and 1 other joined", foldings.tell());

        for (int i = 0; i < 16; i++) {
            comes("m" + i);
        }
        assertEquals("m0, m1 and 14 others joined", foldings.tell());
    }

    @Test
    void comingsAndGoingsStandApart() {
        comes("Ana");
        goes("Bo");

        assertEquals("Ana joined; Bo left", foldings.tell());
        assertTrue(foldings.isEmpty());
    }

    private void comes(String name) {
        foldings.add(new Event.Joined(++seq, 0, "s" + seq, 0, name, "192.0.2.1", null));
    }

    private void goes(String name) {
        foldings.add(new Event.Left(++seq, 0, "s" + seq, 0, name, "192.0.2.1", null));
    }
}
