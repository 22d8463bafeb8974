package lanchat.bench;

/** Something could not be measured; the message says in a few words why, for a table. */
final class NotMeasuredException extends Exception {
    private static final long serialVersionUID = 1L;

    NotMeasuredException(String why) {
        super(why);
    }
}
