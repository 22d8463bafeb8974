package lanchat.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that was measured, by key and repetition; for one thread. */
final class Results {
    private final Map<String, List<Sample>> samples = new LinkedHashMap<>();

    void add(String key, Sample sample) {
        samples.computeIfAbsent(key, any -> new ArrayList<>()).add(sample);
    }

    /** What was measured under this key, one for each repetition. */
    List<Sample> of(String key) {
        return samples.getOrDefault(key, List.of());
    }

    /** All samples. */
    List<Sample> all() {
        return samples.values().stream().flatMap(List::stream).toList();
    }

    /** Whether there is something under this key, and all of it is right. */
    boolean isRight(String key) {
        return !of(key).isEmpty() && of(key).stream().allMatch(Sample::counts);
    }

    /** The values that count; nothing where something was not right, for then none of them does. */
    Optional<Spread> spread(String key, Figure figure) {
        if (!isRight(key)) {
            return Optional.empty();
        }
        return Spread.of(of(key).stream()
                .filter(sample -> sample.figures().containsKey(figure))
                .map(sample -> sample.figures().get(figure))
                .toList());
    }

    /** Of these, the key whose median is best. */
    Optional<String> best(List<String> keys, Figure figure) {
        Optional<String> best = Optional.empty();
        double bestMedian = 0;
        for (String key : keys) {
            Optional<Spread> spread = spread(key, figure);
            if (spread.isPresent()) {
                double median = spread.get().median();
                if (best.isEmpty() || (figure.moreIsBetter() ? median > bestMedian : median < bestMedian)) {
                    best = Optional.of(key);
                    bestMedian = median;
                }
            }
        }
        return best;
    }

    /** One against another, repetition by repetition. */
    Optional<Spread> compare(String key, String other, Figure figure, boolean difference) {
        if (!isRight(key) || !isRight(other)) {
            return Optional.empty();
        }
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < Math.min(of(key).size(), of(other).size()); i++) {
            Double one = of(key).get(i).figures().get(figure);
            Double two = of(other).get(i).figures().get(figure);
            if (one != null && two != null && (difference || two != 0)) {
                values.add(difference ? one - two : one / two);
            }
        }
        return Spread.of(values);
    }
}
