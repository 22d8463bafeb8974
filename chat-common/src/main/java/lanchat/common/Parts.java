package lanchat.common;

import java.util.Objects;

/** Keeps values whole that come in over the wire: the JSON parser leaves null what was not there. */
final class Parts {
    private Parts() {}

    /**
     * Does nothing when all are there.
     *
     * @throws NullPointerException when one is missing
     */
    static void require(Object... parts) {
        for (Object part : parts) {
            Objects.requireNonNull(part, "a part is missing");
        }
    }
}
