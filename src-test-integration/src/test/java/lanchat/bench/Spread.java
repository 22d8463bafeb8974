package lanchat.bench;

import java.util.List;
import java.util.Optional;

/** Values of several repetitions: the middle one, the least and the greatest. */
record Spread(double median, double min, double max, int count) {
    /** Nothing if there are no values. */
    static Optional<Spread> of(List<Double> values) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return Optional.of(new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1), sorted.size()));
    }
}
