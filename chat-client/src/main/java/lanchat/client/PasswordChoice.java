package lanchat.client;

import org.jspecify.annotations.Nullable;

/**
 * What there is to say to a room that asks for a password.
 *
 * @param known the password; null where it is to be typed
 * @param inPlainText whether it may go over a connection that is not encrypted, without being asked about
 */
record PasswordChoice(@Nullable String known, boolean inPlainText) {
    /** To be typed, and asked about. */
    static final PasswordChoice TYPED = new PasswordChoice(null, false);

    /** Never shown, where all the rest is: not in an exception, not in a log. */
    @Override
    public String toString() {
        return "PasswordChoice[" + (known == null ? "to be typed" : "known") + "]";
    }
}
