package lanchat.client.screen;

/** Nobody reads what is shown any more: the pipe behind standard output is broken, or the terminal has gone. */
public final class ScreenClosedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Made by the screen whose output has failed. */
    public ScreenClosedException() {
        super("standard output cannot be written to any more");
    }
}
