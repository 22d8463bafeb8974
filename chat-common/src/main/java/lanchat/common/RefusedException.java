package lanchat.common;

/** Something that cannot be done as asked; carries the {@link Refusal} to show. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    /** Made from the refusal to show. */
    public RefusedException(Refusal refusal) {
        // No stack trace: a refusal is an answer to a person, not a fault of the program, and may come in floods.
        super(refusal.sentence(), null, false, false);
        this.refusal = refusal;
    }

    /** What to show. */
    public Refusal refusal() {
        return refusal;
    }
}
