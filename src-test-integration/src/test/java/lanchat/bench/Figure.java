package lanchat.bench;

import java.util.Locale;

/** What can be measured, and how it is written. */
enum Figure {
    /** Lines delivered rightly, for each second of CPU time that the server took. */
    PER_CPU("deliveries per server CPU-second", true),
    /** Lines delivered rightly in a second. */
    PER_SECOND("deliveries per second", true),
    /** CPU time of the server for one delivery, in microseconds. */
    COST("server CPU per delivery", false),
    /** Latency that half of the deliveries stay below, in milliseconds. */
    P50("p50", false),
    /** Latency that 99 in 100 deliveries stay below, in milliseconds. */
    P99("p99", false),
    /** How long it took, in milliseconds. */
    TIME("time", false),
    /** How long it took until it answered, in milliseconds. */
    ANSWER("time to the first answer", false),
    /** Memory that the process holds, less what it held before, for each member, in KiB. */
    MEMORY("memory per member", false),
    /** The same once they have been silent for {@link Size#silentSeconds}. */
    IDLE_MEMORY("memory per member, long silent", false),
    /** How many of those who read slowly were thrown out. */
    THROWN_OUT("slow readers thrown out", false),
    /** For one operation, in nanoseconds. */
    OPERATION("time per operation", false),
    /** The part of a core that the benchmark itself took, in percent. */
    DRIVER("benchmark's own CPU", false),
    /** The part of a core that other programs took, in percent. */
    OTHERS("other programs' CPU", false);

    private static final double MILLION = 1e6;
    private static final double THOUSAND = 1e3;

    private final String words;
    private final boolean more;

    Figure(String words, boolean more) {
        this.words = words;
        this.more = more;
    }

    /** For the head of a table. */
    String words() {
        return words;
    }

    /** Whether more is better. */
    boolean moreIsBetter() {
        return more;
    }

    /** A value with its unit. */
    String write(double value) {
        return switch (this) {
            case PER_CPU, PER_SECOND -> count(value);
            case COST -> digits(value) + " µs";
            case P50, P99, TIME, ANSWER -> time(value);
            case MEMORY, IDLE_MEMORY -> digits(value) + " KiB";
            case THROWN_OUT -> String.format(Locale.ROOT, "%.0f", value);
            case OPERATION -> value < THOUSAND ? digits(value) + " ns" : digits(value / THOUSAND) + " µs";
            case DRIVER, OTHERS -> String.format(Locale.ROOT, "%.0f %%", value);
        };
    }

    private static String count(double value) {
        if (value >= MILLION) {
            return digits(value / MILLION) + " M";
        }
        return value >= THOUSAND ? digits(value / THOUSAND) + " k" : digits(value);
    }

    private static String time(double millis) {
        if (millis >= THOUSAND) {
            return digits(millis / THOUSAND) + " s";
        }
        return millis < 1 ? digits(millis * THOUSAND) + " µs" : digits(millis) + " ms";
    }

    /** Three digits that mean something. */
    static String digits(double value) {
        int before = value < 1 ? 0 : (int) Math.floor(Math.log10(value));
        return String.format(Locale.ROOT, "%." + Math.max(0, 2 - before) + "f", value);
    }
}
