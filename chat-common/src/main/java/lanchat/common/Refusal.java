package lanchat.common;

/**
 * Why something asked for did not happen: a stable code for programs, a sentence for people that says what to do.
 *
 * @param code stable, lower case with underscores
 * @param sentence one sentence or two, without a line end
 */
public record Refusal(String code, String sentence) {
    /** The refusal as an exception, for code that parses. */
    public RefusedException asException() {
        return new RefusedException(this);
    }
}
