package lanchat.server.log;

import java.io.IOException;

/** Nothing can be kept any more by this store: only a restart can tell what the disk has. */
final class StoreLostException extends IOException {
    private static final long serialVersionUID = 1L;

    StoreLostException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
