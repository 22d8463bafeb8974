package lanchat.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes what was measured: one page in Markdown, {@code results.md}, and the drawings beside it. */
final class Report {
    /** From here on the benchmark itself was what everything waited for. */
    private static final double DRIVER_LIMIT = 90;

    private final List<Row> rows;
    private final Results results;
    private final StringBuilder page = new StringBuilder();

    Report(List<Row> rows, Results results) {
        this.rows = rows;
        this.results = results;
    }

    /**
     * Writes it.
     *
     * @param head what was measured on and how, a line each
     */
    void write(Path directory, List<String> head) throws IOException {
        Files.createDirectories(directory);
        page.append("# Benchmark\n\n");
        head.forEach(line -> page.append("- ").append(line).append('\n'));
        page.append(noise());
        page.append("""

            Each value is the median, with the least and the greatest in brackets. A measurement in which a line was
            lost, doubled, damaged or out of order, or a member was thrown out, does not count: it says so in place of
            its values. Comparisons are made within each repetition.
            """);
        for (Row row : rows) {
            table(row);
            comparisons(row);
            for (Row.Drawing drawing : row.plots()) {
                Optional<String> drawn = Plot.draw(drawing, results);
                if (drawn.isPresent()) {
                    Files.writeString(directory.resolve(drawing.file() + ".svg"), drawn.get());
                    page.append("\n![")
                            .append(drawing.title())
                            .append("](")
                            .append(drawing.file())
                            .append(".svg)\n");
                }
            }
        }
        Files.writeString(directory.resolve("results.md"), page);
    }

    private String noise() {
        return Spread.of(results.all().stream()
                        .filter(sample -> sample.figures().containsKey(Figure.OTHERS))
                        .map(sample -> sample.figures().get(Figure.OTHERS))
                        .toList())
                .map(others -> "- other programs took " + Figure.OTHERS.write(others.median())
                        + " of a core while it was measured, at most " + Figure.OTHERS.write(others.max()) + "\n")
                .orElse("");
    }

    private void table(Row row) {
        page.append("\n## ").append(row.id()).append(". ").append(row.title()).append("\n\n| |");
        row.columns().forEach(column -> page.append(' ').append(column.words()).append(" |"));
        page.append("\n|---|").append("---:|".repeat(row.columns().size())).append('\n');
        for (String key : row.cells().stream().map(Cell::key).collect(Collectors.toCollection(LinkedHashSet::new))) {
            String label = row.cells().stream()
                    .filter(cell -> cell.key().equals(key))
                    .map(Cell::label)
                    .findFirst()
                    .orElse(key);
            page.append("| ").append(label).append(" |");
            List<String> wrong = results.of(key).stream()
                    .filter(sample -> !sample.counts())
                    .map(Sample::wrong)
                    .toList();
            if (results.of(key).isEmpty()) {
                page.append(" not measured |\n");
            } else if (!wrong.isEmpty()) {
                page.append(" **does not count**, ")
                        .append(wrong.size())
                        .append(" of ")
                        .append(results.of(key).size())
                        .append(": ")
                        .append(wrong.get(0).replace('|', '/'))
                        .append(" |\n");
            } else {
                for (Figure column : row.columns()) {
                    page.append(' ')
                            .append(results.spread(key, column)
                                    .map(spread -> inWords(column, spread))
                                    .orElse(""))
                            .append(" |");
                }
                page.append('\n');
            }
        }
    }

    private static String inWords(Figure figure, Spread spread) {
        String median = figure.write(spread.median());
        boolean limit = figure == Figure.DRIVER && spread.median() > DRIVER_LIMIT;
        String range =
                spread.count() > 1 ? " (" + figure.write(spread.min()) + " .. " + figure.write(spread.max()) + ")" : "";
        return median + range + (limit ? ", it was the limit" : "");
    }

    private void comparisons(Row row) {
        List<String> lines = new ArrayList<>();
        for (Row.Comparison comparison : row.comparisons()) {
            Optional<String> best = results.best(comparison.others(), comparison.figure());
            String value = best.flatMap(other ->
                            results.compare(comparison.key(), other, comparison.figure(), comparison.difference()))
                    .map(spread -> compared(comparison, spread))
                    .orElse("nothing that counts");
            if (comparison.others().size() > 1) {
                value += best.map(other -> " (" + other.substring(other.lastIndexOf('/') + 1) + ")")
                        .orElse("");
            }
            if (!comparison.others().isEmpty()) {
                lines.add("| " + comparison.words() + " | " + value + " |");
            }
        }
        if (!lines.isEmpty()) {
            page.append("\n| compared | |\n|---|---:|\n");
            lines.forEach(line -> page.append(line).append('\n'));
        }
    }

    private static String compared(Row.Comparison comparison, Spread spread) {
        if (comparison.difference()) {
            return difference(comparison.figure(), spread.median()) + " ("
                    + difference(comparison.figure(), spread.min()) + " .. "
                    + difference(comparison.figure(), spread.max()) + ")";
        }
        return String.format(Locale.ROOT, "%.2f x (%.2f .. %.2f)", spread.median(), spread.min(), spread.max());
    }

    private static String difference(Figure figure, double value) {
        return (value < 0 ? "-" : "+") + figure.write(Math.abs(value));
    }
}
