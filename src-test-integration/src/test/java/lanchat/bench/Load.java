package lanchat.bench;

/**
 * What members do.
 *
 * @param members how many come in who read at once
 * @param senders how many of them say lines
 * @param textBytes how long a line's text is
 * @param rate lines a second, of all together, each said when it is due whatever became of those before; 0: as fast as
 *     the window allows
 * @param window with no rate, how many lines are said that not all have read
 * @param warmSeconds how long they talk before it counts
 * @param floodLines before that, so many lines are said as fast as the window allows
 * @param seconds how long it counts
 * @param bursting how many more there are who read only now and then
 * @param stalled how many more there are who do not read before the end
 * @param tls whether everybody encrypts
 */
record Load(
        int members,
        int senders,
        int textBytes,
        int rate,
        int window,
        double warmSeconds,
        int floodLines,
        double seconds,
        int bursting,
        int stalled,
        boolean tls) {
    private static final int WINDOW_LINES = 256;
    private static final int TEXT_BYTES = 64;

    /** One in ten talks, all as fast as they can. */
    static Load saturating(int members, double warmSeconds, double seconds) {
        return new Load(
                members, Math.max(1, members / 10), TEXT_BYTES, 0, WINDOW_LINES, warmSeconds, 0, seconds, 0, 0, false);
    }

    /** One in ten talks, and together they say so many lines a second. */
    static Load steady(int members, int rate, double warmSeconds, double seconds) {
        return new Load(
                members,
                Math.max(1, members / 10),
                TEXT_BYTES,
                rate,
                WINDOW_LINES,
                warmSeconds,
                0,
                seconds,
                0,
                0,
                false);
    }

    Load withSenders(int count) {
        return new Load(
                members, count, textBytes, rate, window, warmSeconds, floodLines, seconds, bursting, stalled, tls);
    }

    Load withTls() {
        return new Load(
                members, senders, textBytes, rate, window, warmSeconds, floodLines, seconds, bursting, stalled, true);
    }

    Load withText(int bytes) {
        return new Load(
                members, senders, bytes, rate, window, warmSeconds, floodLines, seconds, bursting, stalled, tls);
    }

    Load withFlood(int lines) {
        return new Load(members, senders, textBytes, rate, window, warmSeconds, lines, seconds, bursting, stalled, tls);
    }

    Load withSlowReaders(int burstingMembers, int stalledMembers) {
        return new Load(
                members,
                senders,
                textBytes,
                rate,
                window,
                warmSeconds,
                floodLines,
                seconds,
                burstingMembers,
                stalledMembers,
                tls);
    }

    /** How many connections it takes. */
    int connections() {
        return members + bursting + stalled;
    }
}
