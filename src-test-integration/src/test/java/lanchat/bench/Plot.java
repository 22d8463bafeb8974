package lanchat.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Draws what was measured, as SVG 1.1: bars from nought where each line has one point, else lines on two logarithmic
 * scales. A thin stroke goes from the least to the greatest value.
 */
final class Plot {
    private static final int WIDTH = 720;
    private static final int LEFT = 190;
    private static final int RIGHT = 110;
    private static final int TOP = 44;
    private static final int BAR = 26;
    private static final int HEIGHT = 400;
    private static final int LINES_LEFT = 80;
    private static final int LINES_RIGHT = 190;
    private static final int BOTTOM = 50;
    /** Ours first, strong; then the others. All can be told apart by most who see few colours (Okabe and Ito). */
    private static final List<String> COLORS =
            List.of("#d55e00", "#0072b2", "#009e73", "#cc79a7", "#666666", "#e69f00", "#56b4e9", "#000000");

    private final StringBuilder svg = new StringBuilder();

    private Plot() {}

    private record Value(double x, Spread y) {}

    private record Series(String name, boolean own, String color, List<Value> values) {}

    /** The drawing; nothing where nothing of it counts. */
    static Optional<String> draw(Row.Drawing drawing, Results results) {
        List<Series> series = new ArrayList<>();
        for (Row.Line line : drawing.lines()) {
            List<Value> values = new ArrayList<>();
            for (Row.Point point : line.points()) {
                results.spread(point.key(), drawing.figure())
                        .filter(spread -> spread.median() > 0)
                        .ifPresent(spread -> values.add(new Value(point.x(), spread)));
            }
            String color = COLORS.get(drawing.lines().indexOf(line) % COLORS.size());
            series.add(new Series(line.name(), line.name().startsWith(Lanchat.NAME), color, values));
        }
        if (series.stream().allMatch(each -> each.values.isEmpty())) {
            return Optional.empty();
        }
        boolean bars = drawing.lines().stream().allMatch(line -> line.points().size() == 1);
        return Optional.of(bars ? new Plot().bars(drawing, series) : new Plot().lines(drawing, series));
    }

    private String bars(Row.Drawing drawing, List<Series> series) {
        int height = TOP + series.size() * BAR + 16;
        double max = series.stream()
                .flatMap(each -> each.values.stream())
                .mapToDouble(value -> value.y.max())
                .max()
                .orElse(1);
        begin(height, drawing.title());
        double scale = (WIDTH - LEFT - RIGHT) / max;
        for (int i = 0; i < series.size(); i++) {
            Series each = series.get(i);
            double top = TOP + i * BAR;
            text(LEFT - 8, top + 16, "end", each.name);
            if (each.values.isEmpty()) {
                text(LEFT + 4, top + 16, "start", "not right, or not measured");
                continue;
            }
            Spread y = each.values.get(0).y;
            svg.append(format(
                    "<rect x=\"%d\" y=\"%.1f\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
                    LEFT, top + 3, y.median() * scale, BAR - 8, each.own ? each.color : "#999999"));
            line(
                    LEFT + y.min() * scale,
                    top + BAR / 2.0 - 1,
                    LEFT + y.max() * scale,
                    top + BAR / 2.0 - 1,
                    "#222222",
                    2);
            text(LEFT + y.max() * scale + 6, top + 16, "start", drawing.figure().write(y.median()));
        }
        return end();
    }

    private String lines(Row.Drawing drawing, List<Series> series) {
        begin(HEIGHT, drawing.title() + ": " + drawing.figure().words());
        List<Value> all = series.stream().flatMap(each -> each.values.stream()).toList();
        Scale x = new Scale(
                all.stream().mapToDouble(Value::x).min().orElse(1),
                all.stream().mapToDouble(Value::x).max().orElse(1),
                LINES_LEFT,
                WIDTH - LINES_RIGHT);
        Scale y = new Scale(
                all.stream().mapToDouble(value -> value.y.min()).min().orElse(1),
                all.stream().mapToDouble(value -> value.y.max()).max().orElse(1),
                HEIGHT - BOTTOM,
                TOP);
        for (double tick : x.ticks()) {
            line(x.at(tick), TOP, x.at(tick), HEIGHT - BOTTOM, "#dddddd", 1);
            text(x.at(tick), HEIGHT - BOTTOM + 18, "middle", format("%,.0f", tick));
        }
        for (double tick : y.ticks()) {
            line(LINES_LEFT, y.at(tick), WIDTH - LINES_RIGHT, y.at(tick), "#dddddd", 1);
            text(LINES_LEFT - 8, y.at(tick) + 4, "end", drawing.figure().write(tick));
        }
        text((LINES_LEFT + WIDTH - LINES_RIGHT) / 2.0, HEIGHT - 12, "middle", drawing.xWords());
        for (int i = 0; i < series.size(); i++) {
            curve(series.get(i), x, y);
            text(
                    WIDTH - LINES_RIGHT + 34,
                    TOP + 14 + i * 20,
                    "start",
                    series.get(i).name + (series.get(i).values.isEmpty() ? ": not right" : ""));
            line(
                    WIDTH - LINES_RIGHT + 10,
                    TOP + 10 + i * 20,
                    WIDTH - LINES_RIGHT + 28,
                    TOP + 10 + i * 20,
                    series.get(i).color,
                    series.get(i).own ? 3 : 1.5);
        }
        return end();
    }

    private void curve(Series series, Scale x, Scale y) {
        StringBuilder points = new StringBuilder();
        for (Value value : series.values) {
            double at = x.at(value.x);
            points.append(format("%.1f,%.1f ", at, y.at(value.y.median())));
            line(at, y.at(value.y.min()), at, y.at(value.y.max()), series.color, 1);
            svg.append(format(
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n",
                    at, y.at(value.y.median()), series.color));
        }
        svg.append(format(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"/>%n",
                points.toString().strip(), series.color, series.own ? "2.5" : "1.2"));
    }

    private void begin(int height, String title) {
        svg.append(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                        + " font-family=\"sans-serif\" font-size=\"13\">%n",
                WIDTH, height, WIDTH, height));
        svg.append(format("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>%n", WIDTH, height));
        svg.append(format("<text x=\"12\" y=\"24\" font-size=\"15\" font-weight=\"bold\">%s</text>%n", escaped(title)));
    }

    private String end() {
        return svg.append("</svg>\n").toString();
    }

    private void text(double x, double y, String anchor, String words) {
        svg.append(format("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, escaped(words)));
    }

    private void line(double x1, double y1, double x2, double y2, String color, double width) {
        svg.append(format(
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"%.1f\"/>%n",
                x1, y1, x2, y2, color, width));
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern.replace("%n", "\n"), values);
    }

    /** A logarithmic scale, a little longer than from the least to the greatest value. */
    private record Scale(double from, double to, double first, double last) {
        private static final double MARGIN = 1.15;

        Scale {
            from /= MARGIN;
            to *= MARGIN;
        }

        double at(double value) {
            return first + (last - first) * Math.log(value / from) / Math.log(to / from);
        }

        /** Round values on it: powers of ten, and where these are few also twice and five times as much. */
        List<Double> ticks() {
            List<Double> ticks = new ArrayList<>();
            boolean few = to / from < 200;
            for (int power = (int) Math.floor(Math.log10(from)); power <= Math.log10(to); power++) {
                for (double times : few ? new double[] {1, 2, 5} : new double[] {1}) {
                    double tick = times * Math.pow(10, power);
                    if (tick >= from && tick <= to) {
                        ticks.add(tick);
                    }
                }
            }
            return ticks;
        }
    }
}
