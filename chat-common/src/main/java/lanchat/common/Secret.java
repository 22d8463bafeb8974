package lanchat.common;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The secret by which a client comes back to its session: 128 random bits that the client makes, as 32 hexadecimal
 * digits in lower case. The server keeps only the {@link #hash}. Safe for use by any thread.
 */
public final class Secret {
    private static final int BYTES = 16;
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{" + 2 * BYTES + "}");

    private Secret() {}

    /** A new one. */
    public static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Whether this has the form of a secret. */
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /**
     * What is kept of it: SHA-256 (FIPS 180-4), as 64 hexadecimal digits. Without a salt, and quick to compute: nobody
     * can try through 128 random bits.
     */
    public static String hash(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
