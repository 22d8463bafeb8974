package lanchat.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Draws the screens of terminals, one below the other, as SVG; of their colours and styles those the client uses. */
final class ScreenPicture {
    private static final double CELL_WIDTH = 8.43;
    private static final int CELL_HEIGHT = 19;
    private static final int TITLE_HEIGHT = 26;
    private static final int MARGIN = 12;
    private static final int[] LEVELS = {0, 95, 135, 175, 215, 255};
    private static final Pattern STYLE = Pattern.compile("\u001b\\[([0-9;]*)m|\u001b[()].|[\u000e\u000f]");

    private final String title;
    private final int columns;
    private final int rows;
    private final List<String> windows = new ArrayList<>();

    private record Theme(String paper, String ink, String bar, String barInk) {}

    /** Of terminals of this size; the title is for who can't see them. */
    ScreenPicture(String title, int columns, int rows) {
        this.title = title;
        this.columns = columns;
        this.rows = rows;
    }

    /** Adds a terminal with light letters on a dark ground. */
    ScreenPicture dark(String title, String screen, int[] cursor) {
        windows.add(window(title, screen, cursor, new Theme("#1c1c1c", "#e4e4e4", "#3a3a3a", "#d0d0d0")));
        return this;
    }

    /** Adds a terminal with dark letters on a light ground. */
    ScreenPicture light(String title, String screen, int[] cursor) {
        windows.add(window(title, screen, cursor, new Theme("#ffffff", "#262626", "#dadada", "#444444")));
        return this;
    }

    /** The whole picture. */
    String svg() {
        double width = columns * CELL_WIDTH + 2 * MARGIN;
        int step = TITLE_HEIGHT + rows * CELL_HEIGHT + 2 * MARGIN + 14;
        int height = windows.size() * step - 14;
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$.0f\" height=\"%2$d\" viewBox=\"0 0 %1$.0f %2$d\""
                        + " font-family=\"'DejaVu Sans Mono','Menlo','Consolas',monospace\" font-size=\"14\">%n",
                width,
                height));
        svg.append("<title>").append(escaped(title)).append("</title>\n");
        for (int i = 0; i < windows.size(); i++) {
            svg.append("<g transform=\"translate(0 ").append(i * step).append(")\">\n");
            svg.append(windows.get(i)).append("</g>\n");
        }
        return svg.append("</svg>\n").toString();
    }

    private String window(String title, String screen, int[] cursor, Theme theme) {
        double width = columns * CELL_WIDTH + 2 * MARGIN;
        int height = TITLE_HEIGHT + rows * CELL_HEIGHT + 2 * MARGIN;
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\".5\" y=\".5\" width=\"%.0f\" height=\"%d\" rx=\"7\" fill=\"%s\" stroke=\"#8a8a8a\"/>%n",
                width - 1,
                height - 1,
                theme.paper));
        svg.append(String.format(
                Locale.ROOT,
                "<path d=\"M1 %2$dV8a7 7 0 0 1 7-7H%1$.0fa7 7 0 0 1 7 7V%2$dZ\" fill=\"%3$s\"/>%n",
                width - 8,
                TITLE_HEIGHT,
                theme.bar));
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.0f\" y=\"18\" text-anchor=\"middle\" fill=\"%s\">%s</text>%n",
                width / 2,
                theme.barInk,
                escaped(title)));
        List<String> lines = screen.lines().toList();
        for (int row = 0; row < Math.min(rows, lines.size()); row++) {
            line(svg, lines.get(row), row, theme);
        }
        if (cursor[1] >= rows) {
            return svg.toString(); // Nobody types there.
        }
        return svg.append(String.format(
                        Locale.ROOT,
                        "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"17\" fill=\"%s\" opacity=\".6\"/>%n",
                        x(cursor[0]),
                        y(cursor[1]) - 14,
                        CELL_WIDTH,
                        theme.ink))
                .toString();
    }

    private static void line(StringBuilder svg, String line, int row, Theme theme) {
        Matcher style = STYLE.matcher(line);
        String color = theme.ink;
        boolean bold = false;
        boolean inverse = false;
        int column = 0;
        int done = 0;
        while (done <= line.length()) {
            boolean found = style.find(done);
            String text = line.substring(done, found ? style.start() : line.length());
            if (!text.isBlank()) {
                run(svg, text, column, row, inverse ? theme.paper : color, bold, inverse ? color : "");
            }
            column += text.length();
            if (!found) {
                return;
            }
            done = style.end();
            List<String> codes =
                    style.group(1) == null ? List.of() : List.of(style.group(1).split(";", -1));
            for (int i = 0; i < codes.size(); i++) {
                switch (codes.get(i)) {
                    case "", "0" -> {
                        color = theme.ink;
                        bold = false;
                        inverse = false;
                    }
                    case "1" -> bold = true;
                    case "7" -> inverse = true;
                    case "22" -> bold = false;
                    case "27" -> inverse = false;
                    case "39" -> color = theme.ink;
                    case "38" -> {
                        color = color(Integer.parseInt(codes.get(i + 2)));
                        i += 2;
                    }
                    default -> {} // A background, which the client never sets.
                }
            }
        }
    }

    private static void run(
            StringBuilder svg, String text, int column, int row, String color, boolean bold, String ground) {
        if (!ground.isEmpty()) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"17\" fill=\"%s\"/>%n",
                    x(column),
                    y(row) - 14,
                    text.length() * CELL_WIDTH,
                    ground));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%d\" textLength=\"%.1f\" xml:space=\"preserve\" fill=\"%s\"%s>%s</text>%n",
                x(column),
                y(row),
                text.length() * CELL_WIDTH,
                color,
                bold ? " font-weight=\"bold\"" : "",
                escaped(text)));
    }

    private static double x(int column) {
        return MARGIN + column * CELL_WIDTH;
    }

    private static int y(int row) {
        return TITLE_HEIGHT + MARGIN + row * CELL_HEIGHT + 14;
    }

    /** One of the 6 by 6 by 6 colours among the 256. */
    private static String color(int code) {
        int cube = code - 16;
        return String.format("#%02x%02x%02x", LEVELS[cube / 36], LEVELS[cube / 6 % 6], LEVELS[cube % 6]);
    }

    /** As text stands in the picture. */
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
