package lanchat.bench;

import org.HdrHistogram.Histogram;

/**
 * What came of a {@link Load}.
 *
 * @param deliveries lines read while it counted, by all together, the slow ones included
 * @param seconds how long it counted
 * @param serverSeconds CPU time of the server meanwhile
 * @param latency nanoseconds from when a line was due to when one who reads at once read it; empty where lines were not due at a time
 * @param faults what was not right; all nought for a figure that counts
 * @param slowOnesClosed how many of those who read slowly the server threw out
 * @param driverShare the part of one core that the benchmark itself took: near 1 it was what everything waited for
 * @param othersShare the part of one core that all other programs took
 */
record Driven(
        long deliveries,
        double seconds,
        double serverSeconds,
        Histogram latency,
        Faults faults,
        int slowOnesClosed,
        double driverShare,
        double othersShare) {}
