package lanchat.server.door;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes public ids of sessions: 64 random bits each, drawn for many at once, for a draw costs more than what it brings. */
final class SessionIds {
    private static final int BYTES = 8;
    private static final int AT_ONCE = 128;

    private final SecureRandom random = new SecureRandom();
    private final byte[] drawn = new byte[AT_ONCE * BYTES];
    private int used = drawn.length;

    /** One that no other session has. Any thread; the lock is for what is drawn and how much of it is used. */
    synchronized String next() {
        if (used == drawn.length) {
            random.nextBytes(drawn);
            used = 0;
        }
        String id = HexFormat.of().formatHex(drawn, used, used + BYTES);
        used += BYTES;
        return id;
    }
}
