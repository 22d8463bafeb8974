package lanchat.server.room;

/** By what a ruling knows whom it concerns: the words on the wire and in the journal. */
final class Kind {
    /** A name, as names are compared. */
    static final String NAME = "name";

    /** The key a client shows, by its fingerprint. */
    static final String KEY = "key";

    /** An address, or a range of them. */
    static final String ADDRESS = "address";

    /** All addresses of the server's own machine to itself. */
    static final String LOOPBACK = "loopback";

    /** A session, until its member leaves. */
    static final String STAY = "stay";

    private Kind() {}
}
