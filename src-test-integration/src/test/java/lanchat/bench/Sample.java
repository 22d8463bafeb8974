package lanchat.bench;

import java.util.EnumMap;
import java.util.Map;

/**
 * What one measurement gave.
 *
 * @param figures the values
 * @param wrong nothing if it counts; else why it does not, in a few words
 */
record Sample(Map<Figure, Double> figures, String wrong) {
    /** One that counts, with one value. */
    static Sample of(Figure figure, double value) {
        return new Sample(Map.of(figure, value), "");
    }

    /** One that gave nothing. */
    static Sample failed(String why) {
        return new Sample(Map.of(), why);
    }

    /** What members found who talked. */
    static Sample of(Driven driven) {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.PER_SECOND, driven.deliveries() / driven.seconds());
        // With less than one tick of the system's clock nothing can be said of the CPU time.
        if (driven.serverSeconds() > 0 && driven.deliveries() > 0) {
            figures.put(Figure.PER_CPU, driven.deliveries() / driven.serverSeconds());
            figures.put(Figure.COST, driven.serverSeconds() * 1e6 / driven.deliveries());
        }
        if (driven.latency().getTotalCount() > 0) {
            figures.put(Figure.P50, driven.latency().getValueAtPercentile(50) / 1e6);
            figures.put(Figure.P99, driven.latency().getValueAtPercentile(99) / 1e6);
        }
        figures.put(Figure.THROWN_OUT, (double) driven.slowOnesClosed());
        figures.put(Figure.DRIVER, driven.driverShare() * 100);
        figures.put(Figure.OTHERS, driven.othersShare() * 100);
        String wrong = driven.faults().toString();
        return new Sample(figures, wrong.isEmpty() && driven.deliveries() == 0 ? "nothing was delivered" : wrong);
    }

    boolean counts() {
        return wrong.isEmpty();
    }
}
