package lanchat.server.door;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lanchat.common.Endpoint;
import lanchat.common.LineInput;
import lanchat.common.LineTooLongException;
import lanchat.common.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * What a browser asks for: the head of a request of HTTP/1 (RFC 9112), as far as anybody here needs it.
 *
 * @param headOnly whether the answer is wanted without its body (RFC 9110, section 9.3.2)
 * @param path what is asked for, without a query
 * @param host where it was asked for, as the browser says it; null where that is none that can be typed
 */
record HttpRequest(boolean headOnly, String path, @Nullable String host) {
    private static final Pattern LINE = Pattern.compile("(GET|HEAD) (/[!-~]*) HTTP/1\\.[01]");
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9._-]{1,253}(:\\d{1,5})?|\\[[0-9A-Fa-f:.]+](:\\d{1,5})?");
    private static final Pattern PORT = Pattern.compile(":(\\d+)$");

    private static final int MOST_LINE_BYTES = 8 * 1024;
    private static final int MOST_LINES = 100;

    /** No request that we could answer. */
    static final class NoRequestException extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean tooLarge;

        NoRequestException(boolean tooLarge) {
            super("no request");
            this.tooLarge = tooLarge;
        }

        /** Whether it is one, and too large. */
        boolean isTooLarge() {
            return tooLarge;
        }
    }

    /**
     * Reads the head; null where the other side goes in the middle of it.
     *
     * @throws NoRequestException when it is none
     */
    static @Nullable HttpRequest read(LineInput input) throws IOException, NoRequestException {
        try {
            String first = input.next(MOST_LINE_BYTES);
            Matcher line = LINE.matcher(first == null ? "" : first);
            if (first != null && !line.matches()) {
                throw new NoRequestException(false);
            }
            String host = null;
            String field = first;
            for (int lines = 0; field != null && !field.isEmpty(); lines++) {
                if (lines > MOST_LINES) {
                    throw new NoRequestException(true);
                }
                field = input.next(MOST_LINE_BYTES);
                if (field != null && field.toLowerCase(Locale.ROOT).startsWith("host:")) {
                    host = field.substring("host:".length()).strip();
                }
            }
            if (field == null) {
                return null;
            }
            boolean typable = host != null && HOST.matcher(host).matches();
            return new HttpRequest(
                    line.group(1).equals("HEAD"), line.group(2).replaceFirst("\\?.*", ""), typable ? host : null);
        } catch (LineTooLongException e) {
            throw new NoRequestException(true);
        }
    }

    /**
     * The address to type for somebody who has found the page where this request says. What a browser says may be any
     * text, and becomes part of a command that people type, so that only an address will do.
     *
     * @param here where the request came in, for what it does not say
     */
    Endpoint asked(Endpoint here) {
        if (host == null) {
            return here;
        }
        try {
            Endpoint typed = Endpoint.forClient(List.of(host));
            return PORT.matcher(host).find() && !host.endsWith("]") ? typed : new Endpoint(typed.host(), here.port());
        } catch (RefusedException noAddress) {
            return here;
        }
    }
}
