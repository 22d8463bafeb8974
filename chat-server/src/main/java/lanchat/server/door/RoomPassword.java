package lanchat.server.door;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import lanchat.common.Password;

/**
 * The password that a room asks for, and how guesses at it are slowed down. Kept as a digest, in memory only. Safe for use
 * by any thread.
 *
 * <p>After wrong guesses every guess from the same address is answered late, the right one too: an answer that came at once
 * would be known to be the right one, and the others need not be waited for. Each connection waits for itself, so that who
 * knows the password gets in from an address where others guess, at most {@value #MOST_MS} ms later.
 */
final class RoomPassword {
    /** Wrong ones on one connection before it ends. */
    static final int MOST_WRONG = 3;

    /** The longest that an answer is put off. */
    static final long MOST_MS = 4_000;

    private static final long FIRST_MS = 250;

    /** Each such time without a guess takes one wrong one from an address's account. */
    private static final long FORGIVEN_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** More wrong ones than that make nothing worse. */
    private static final int MOST_COUNTED = 20;

    private static final int MOST_ADDRESSES = 10_000;

    /** Wrong guesses not forgiven yet, and since when. */
    private record Account(int wrong, long since) {
        int wrongAt(long nanos) {
            return (int) Math.max(0, wrong - (nanos - since) / FORGIVEN_NANOS);
        }
    }

    private final byte[] digest;
    /** Those that guessed longest ago first. Guarded by itself. */
    private final Map<String, Account> accounts = new LinkedHashMap<>();

    /** For this password, in its normal form. */
    RoomPassword(String password) {
        this.digest = digest(password);
    }

    /** Whether this is it; takes as long for every answer. */
    boolean isRight(String typed) {
        return MessageDigest.isEqual(digest, digest(Password.normal(typed)));
    }

    /** How long the answer to a guess from this address is to be put off, in nanoseconds. */
    long delay(String address, long nanos) {
        synchronized (accounts) {
            Account account = accounts.get(network(address));
            int wrong = account == null ? 0 : account.wrongAt(nanos);
            long millis = wrong == 0 ? 0 : Math.min(MOST_MS, FIRST_MS << Math.min(wrong - 1, 10));
            return TimeUnit.MILLISECONDS.toNanos(millis);
        }
    }

    /** A guess from this address was wrong. Returns how many there were of late. */
    int wrong(String address, long nanos) {
        String from = network(address);
        synchronized (accounts) {
            Account before = accounts.remove(from);
            int wrong = Math.min(MOST_COUNTED, before == null ? 1 : before.wrongAt(nanos) + 1);
            accounts.put(from, new Account(wrong, nanos));
            if (accounts.size() > MOST_ADDRESSES) {
                accounts.remove(accounts.keySet().iterator().next());
            }
            return wrong;
        }
    }

    /** Whoever has one IPv6 address can have all that share its first 64 bits (RFC 4291, section 2.5.4). */
    private static String network(String address) {
        int end = -1;
        for (int i = 0; i < 4 && address.indexOf(':') >= 0; i++) {
            end = address.indexOf(':', end + 1);
        }
        return end < 0 ? address : address.substring(0, end);
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
