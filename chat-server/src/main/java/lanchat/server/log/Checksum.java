package lanchat.server.log;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The log's chained checksum: CRC-32C (RFC 3720, appendix B.4) over the checksum before and the event's line, begun
 * from a salt. Two logs that agree at one event's checksum agree on everything before it.
 *
 * <p>For one thread.
 */
final class Checksum {
    private static final byte[] FIELD = ",\"sum\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\"}\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGITS = 8;

    private final CRC32C crc = new CRC32C();
    private byte[] last;

    /** A chain that begins from this salt. */
    Checksum(byte[] salt) {
        this.last = salt.clone();
    }

    /** The whole line of an event: what was encoded, with {@code sum} as its last field, and a line end. */
    byte[] line(byte[] encoded) {
        int body = encoded.length - 1; // without the closing brace
        crc.reset();
        crc.update(last, 0, last.length);
        crc.update(encoded, 0, body);
        last = digits(crc.getValue());
        byte[] line = new byte[body + FIELD.length + DIGITS + END.length];
        System.arraycopy(encoded, 0, line, 0, body);
        System.arraycopy(FIELD, 0, line, body, FIELD.length);
        System.arraycopy(last, 0, line, body + FIELD.length, DIGITS);
        System.arraycopy(END, 0, line, body + FIELD.length + DIGITS, END.length);
        return line;
    }

    private static byte[] digits(long value) {
        byte[] digits = new byte[DIGITS];
        for (int i = 0; i < DIGITS; i++) {
            digits[i] = HEX[(int) (value >>> (28 - 4 * i)) & 0xf];
        }
        return digits;
    }
}
