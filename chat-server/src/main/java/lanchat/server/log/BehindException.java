package lanchat.server.log;

/** A reader asked for events older than the log still reaches. */
public final class BehindException extends Exception {
    private static final long serialVersionUID = 1L;

    BehindException(long seq) {
        super("the log no longer reaches back to " + seq);
    }
}
