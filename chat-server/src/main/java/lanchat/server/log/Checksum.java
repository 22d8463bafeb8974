package lanchat.server.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import lanchat.common.Event;
import lanchat.common.Json;
import lanchat.common.Pieces;

/**
 * The log's chained checksum: CRC-32C (RFC 3720, appendix B.4) over the checksum before and the event's line, begun
 * from a salt. Two logs that agree at one event's checksum agree on everything before it.
 *
 * <p>For one thread.
 */
final class Checksum {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final CRC32C crc = new CRC32C();
    private final byte[] salt;
    private final Pieces body = new Pieces();
    private byte[] last;

    /** A chain that begins from this salt. */
    Checksum(byte[] salt) {
        this.salt = salt.clone();
        this.last = this.salt;
    }

    /** The whole line of an event: what was encoded, with {@code sum} as its last field, and a line end. */
    byte[] line(byte[] encoded) {
        body.cutTo(0);
        body.add(encoded, 0, encoded.length - 1); // without the closing brace
        return endLine();
    }

    /** The whole line of this event, with further fields as they stand in the line, from their first comma on. */
    byte[] line(Event event, byte[] fields) {
        body.cutTo(0);
        Json.add(event, body);
        body.cutTo(body.size() - 1);
        body.add(fields);
        return endLine();
    }

    private byte[] endLine() {
        crc.reset();
        crc.update(last, 0, last.length);
        body.addTo(crc);
        last = digits(crc.getValue());
        LogLine.end(body, last);
        return body.copy();
    }

    /** The line of something that is no event, checked like one; the chain of events does not go through it. */
    byte[] sideLine(byte[] encoded) {
        int length = encoded.length - 1;
        return LogLine.of(encoded, length, digits(encoded, length));
    }

    /** Whether this is the line of the event that comes next; if so it was. */
    boolean accepts(byte[] line) {
        if (!isNext(line)) {
            return false;
        }
        last = LogLine.sum(line);
        return true;
    }

    /** Whether this is the line of the event that comes next, or a {@link #sideLine} at this place. */
    boolean isNext(byte[] line) {
        int end = LogLine.bodyEnd(line);
        return end >= 0 && Arrays.equals(digits(line, end), LogLine.sum(line));
    }

    /** The digits that this line should have, whatever it has; for what has the form of a line. */
    byte[] computed(byte[] line) {
        return digits(line, LogLine.bodyEnd(line));
    }

    /** The newest event's checksum, empty before the first. */
    String last() {
        return last == salt ? "" : new String(last, StandardCharsets.US_ASCII);
    }

    /** Goes to the place after the event with this checksum; to the beginning where it is empty. */
    void goTo(String sum) {
        last = sum.isEmpty() ? salt : sum.getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] digits(byte[] bytes, int length) {
        crc.reset();
        crc.update(last, 0, last.length);
        crc.update(bytes, 0, length);
        return digits(crc.getValue());
    }

    private static byte[] digits(long value) {
        byte[] digits = new byte[LogLine.SUM_DIGITS];
        for (int i = 0; i < digits.length; i++) {
            digits[i] = HEX[(int) (value >>> (28 - 4 * i)) & 0xf];
        }
        return digits;
    }
}
