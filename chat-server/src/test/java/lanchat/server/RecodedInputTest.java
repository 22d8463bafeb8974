package lanchat.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

final class RecodedInputTest {
    @Test
    void anotherCharsetBecomesUtf8() throws Exception {
        InputStream in = new ByteArrayInputStream("gr\u00fc\u00df dich\n".getBytes(ISO_8859_1));

        String read = new String(RecodedInput.asUtf8(in, ISO_8859_1).readAllBytes(), UTF_8);

        assertEquals("gr\u00fc\u00df dich\n", read);
    }

    @Test
    void surrogatePairsStayWholeWhereverTheBufferEnds() throws Exception {
        String text = "x" + "\ud83d\ude00".repeat(2000);

        String read = new String(
                RecodedInput.asUtf8(new ByteArrayInputStream(text.getBytes(UTF_16BE)), UTF_16BE)
                        .readAllBytes(),
                UTF_8);

        assertEquals(text, read);
    }

    @Test
    void utf8AndWhatClaimsToBeAsciiStayAsTheyAre() {
        InputStream in = new ByteArrayInputStream(new byte[0]);

        assertSame(in, RecodedInput.asUtf8(in, UTF_8));
        assertSame(in, RecodedInput.asUtf8(in, US_ASCII));
    }
}
