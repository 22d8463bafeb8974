package lanchat.common;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A digest of everything that was said and done in public, event by event: SHA-256 (FIPS 180-4) over the digest before and
 * the event's line as it stands on the wire, up to its checksum. Two readers whose digests are the same at one event have
 * read the same lines, in the same order, since the later of them began.
 *
 * <p>Who comes and goes is not in it, for in a large room that is not sent to everybody; nor is anything private. An event
 * of a type that is added later is not in it either, so that older programs still agree.
 *
 * <p>For one thread.
 */
public final class Chain {
    /** The digest before the first event. */
    public static final String START = "0".repeat(64);

    /** Length of a digest. */
    public static final int BYTES = 32;

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    private final MessageDigest sha256;
    private final byte[] digest;

    /** A chain that goes on from this digest, in hexadecimal. */
    public Chain(String from) {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        digest = HexFormat.of().parseHex(from);
        if (digest.length != BYTES) {
            throw new IllegalArgumentException("no SHA-256: " + from);
        }
    }

    /** Whether this is a digest in hexadecimal, as they stand on the wire: it may come from anybody. */
    public static boolean isDigest(String text) {
        return HEX.matcher(text).matches();
    }

    /** Whether the chain goes through events of this kind. */
    public static boolean covers(Event event) {
        return event instanceof Event.Said
                || event instanceof Event.Acted
                || event instanceof Event.Renamed
                || event instanceof Event.Released
                || event instanceof Event.Ruled;
    }

    /** Goes on over an event, by so many bytes of its line: all before {@code ,"sum"}. */
    public void goOn(byte[] line, int length) {
        sha256.update(digest);
        sha256.update(line, 0, length);
        try {
            sha256.digest(digest, 0, BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("a SHA-256 has 32 bytes", e);
        }
    }

    /** Puts the digest into these bytes, from this place on. */
    public void copyTo(byte[] into, int at) {
        System.arraycopy(digest, 0, into, at, BYTES);
    }

    /** The digest, in hexadecimal. */
    public String hex() {
        return HexFormat.of().formatHex(digest);
    }

    /** What {@code /verify} shows of a digest, one a line, under that heading. */
    public static List<String> lines(String heading, String hex) {
        return new Fingerprint(hex).lines(heading);
    }
}
