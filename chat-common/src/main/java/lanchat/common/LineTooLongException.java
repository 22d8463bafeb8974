package lanchat.common;

/** A line was longer than its reader allows. What is left of it is skipped by the next read. */
public final class LineTooLongException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int maxBytes;

    LineTooLongException(int maxBytes) {
        // No stack trace: this is about the sender, not about our code, and may come in floods.
        super("a line of more than " + maxBytes + " bytes", null, false, false);
        this.maxBytes = maxBytes;
    }

    /** How many bytes the line could have had, without its end. */
    public int maxBytes() {
        return maxBytes;
    }
}
