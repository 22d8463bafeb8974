package lanchat.bench;

import java.util.List;

/**
 * One question to the benchmark, and what has to be measured to answer it.
 *
 * @param id how it is asked for on the command line
 * @param title what is measured, for the head of its table
 * @param columns what is shown of each cell
 * @param cells what is measured
 * @param comparisons what is set against what
 * @param plots what is drawn of it
 */
record Row(
        String id,
        String title,
        List<Figure> columns,
        List<Cell> cells,
        List<Comparison> comparisons,
        List<Drawing> plots) {
    /**
     * Something set against something else of the same repetition.
     *
     * @param words what is compared, for the table
     * @param key of what is compared
     * @param figure which of its values
     * @param others keys of what it is compared with: the best of those that were right each time
     * @param difference whether the difference is meant, and not the ratio
     */
    record Comparison(String words, String key, Figure figure, List<String> others, boolean difference) {}

    /**
     * Something to draw. Where {@code lines} have one point each, bars are drawn.
     *
     * @param file its name without an ending
     * @param title above it
     * @param xWords below the horizontal axis
     * @param figure what is drawn upwards
     * @param lines what is drawn
     */
    record Drawing(String file, String title, String xWords, Figure figure, List<Line> lines) {}

    /** A line of a drawing, or a bar: its name and its points. */
    record Line(String name, List<Point> points) {}

    /** A point: how many, and the key of what was measured there. */
    record Point(double x, String key) {}
}
