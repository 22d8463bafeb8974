package lanchat.common;

/** Whose a key is, in the words of the sentences about its file. */
public enum KeyOwner {
    /** A server: what clients know its rooms by. */
    SERVER(
            "the server",
            ", which clients that know the old one refuse until they are told --trust-new-key",
            "delete it and start again: a new one is made, and clients are told --trust-new-key",
            ", or keep nothing with --ephemeral"),

    /** A person with a client: what names belong to. */
    CLIENT(
            "this client",
            ", to which the names of the old one do not belong",
            "they can come in under your names. /release the names in their rooms, delete the file, and a new one is"
                    + " made",
            "");

    private final String who;
    private final String meaning;
    private final String afterTheft;
    private final String otherwise;

    KeyOwner(String who, String meaning, String afterTheft, String otherwise) {
        this.who = who;
        this.meaning = meaning;
        this.afterTheft = afterTheft;
        this.otherwise = otherwise;
    }

    /** {@code the server}. */
    String who() {
        return who;
    }

    /** What a new key in the place of the old one would mean; follows "a new one is made". */
    String meaning() {
        return meaning;
    }

    /** What to do if somebody may have copied it; follows the "if". */
    String afterTheft() {
        return afterTheft;
    }

    /** How to do without a place for it; follows the advice to name another one. */
    String otherwise() {
        return otherwise;
    }
}
