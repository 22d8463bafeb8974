package lanchat.server.door;

import org.jspecify.annotations.Nullable;

/**
 * Whether guests can come in over TLS, and whether they must.
 *
 * @param tls null where there is none
 * @param required whether everything else is shown out
 */
public record Encryption(@Nullable ServerTls tls, boolean required) {
    /** There is none. */
    public static final Encryption NONE = new Encryption(null, false);
}
