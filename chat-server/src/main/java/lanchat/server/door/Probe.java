package lanchat.server.door;

/**
 * Passed by every thread at the places where work changes hands. A server lets everybody pass; a test holds threads up
 * there, to see that nothing is lost however they are timed, or lets a thread fail there.
 */
@FunctionalInterface
interface Probe {
    /** Lets everybody pass. */
    Probe NONE = place -> {};

    /** A thread passes this place, and goes on when this returns. */
    void at(String place);
}
