package lanchat.bench;

import java.util.List;

/**
 * How large a run is.
 *
 * @param few members of the smallest room
 * @param some members of the usual room
 * @param many members of the large room
 * @param idle members who only listen
 * @param silentSeconds how long they have been silent when their memory is looked at for the second time
 * @param warmSeconds how long members talk before it counts: after nine, compiling is a twentieth of what a JVM does yet
 * @param seconds how long it counts
 * @param floodLines so many lines of {@code slowTextBytes} fill the sockets of those who do not read
 * @param slowTextBytes how long the lines are that slow readers do not read
 * @param rates lines a second: to see latencies, and beside slow readers
 * @param shortJournal lines of a small journal
 * @param longJournal lines of a large one
 * @param memberPoints members, for the curve
 * @param journalPoints lines kept, for the curve
 */
record Size(
        boolean quick,
        int few,
        int some,
        int many,
        int idle,
        int silentSeconds,
        double warmSeconds,
        double seconds,
        int floodLines,
        int slowTextBytes,
        List<Integer> rates,
        int shortJournal,
        int longJournal,
        List<Integer> memberPoints,
        List<Integer> journalPoints) {
    /** What the figures in the README come from. */
    static final Size FULL = new Size(
            false,
            10,
            100,
            1000,
            10_000,
            45,
            20,
            3,
            20_000,
            400,
            List.of(200, 500),
            1_000,
            1_000_000,
            List.of(10, 30, 100, 300, 1000, 3000, 10_000),
            List.of(1, 10, 100, 1_000, 10_000, 100_000, 1_000_000));

    /** Tells only whether the benchmark works. */
    static final Size QUICK = new Size(
            true,
            3,
            10,
            20,
            50,
            2,
            0.2,
            0.5,
            2_000,
            400,
            List.of(200, 500),
            10,
            1_000,
            List.of(3, 10, 30),
            List.of(1, 100));
}
