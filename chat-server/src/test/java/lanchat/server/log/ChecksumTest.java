package lanchat.server.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HexFormat;
import java.util.zip.CRC32C;
import lanchat.common.Event;
import lanchat.common.Json;
import org.junit.jupiter.api.Test;

/** The chained checksum. */
class ChecksumTest {
    private static final byte[] SALT = {1, 2, 3};
    private static final Event FIRST = new Event.Said(1, 5, "a", 0, "Ann", "Gr\u00FC\u00DFe", null);
    private static final Event SECOND = new Event.Left(2, 6, "a", 0, "Ann", "::1", null);

    @Test
    void theLineIsTheEventWithItsSum() {
        byte[] line = new Checksum(SALT).line(Json.bytes(FIRST));

        Event.Said read = (Event.Said) Json.message(line);
        assertEquals('\n', line[line.length - 1]);
        assertEquals(new Event.Said(1, 5, "a", 0, "Ann", "Gr\u00FC\u00DFe", sumOf(line)), read);
    }

    @Test
    void eachSumIsMadeFromTheSumBeforeAndTheLine() {
        Checksum checksum = new Checksum(SALT);

        String first = sumOf(checksum.line(Json.bytes(FIRST)));
        String second = sumOf(checksum.line(Json.bytes(SECOND)));

        assertEquals(crc(SALT, Json.bytes(FIRST)), first);
        assertEquals(crc(first.getBytes(UTF_8), Json.bytes(SECOND)), second);
    }

    @Test
    void logsThatDifferOnceDifferEverAfter() {
        Checksum one = new Checksum(SALT);
        Checksum other = new Checksum(SALT);
        one.line(Json.bytes(FIRST));
        other.line(Json.bytes(new Event.Said(1, 5, "a", 0, "Ann", "Gruesse", null)));

        for (int i = 0; i < 1_000; i++) {
            assertNotEquals(sumOf(one.line(Json.bytes(SECOND))), sumOf(other.line(Json.bytes(SECOND))));
        }
    }

    private static String sumOf(byte[] line) {
        String text = new String(line, UTF_8);
        int sum = text.indexOf("\"sum\":\"") + 7;
        return text.substring(sum, sum + 8);
    }

    private static String crc(byte[] before, byte[] json) {
        CRC32C crc = new CRC32C();
        crc.update(before);
        crc.update(json, 0, json.length - 1);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
