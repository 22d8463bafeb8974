package lanchat.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import lanchat.bench.Row.Comparison;
import lanchat.bench.Row.Drawing;
import lanchat.bench.Row.Line;
import lanchat.bench.Row.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class ReportTest {
    private final Results results = new Results();

    @TempDir
    Path directory;

    @Test
    void eachValueHasItsMedianAndItsSpread() throws Exception {
        results.add("ours", Sample.of(Figure.P50, 3));
        results.add("ours", Sample.of(Figure.P50, 0.5));
        results.add("ours", Sample.of(Figure.P50, 2));

        assertTrue(page().contains("| ours | 2.00 ms (500 µs .. 3.00 ms) |"), page());
    }

    @Test
    void whatIsNotRightEachTimeDoesNotCount() throws Exception {
        results.add("ours", Sample.of(Figure.P50, 2));
        results.add("ours", new Sample(Sample.of(Figure.P50, 1).figures(), "7 lost"));
        results.add("theirs", Sample.of(Figure.P50, 4));
        results.add("theirs", Sample.of(Figure.P50, 4));

        assertTrue(page().contains("| ours | **does not count**, 1 of 2: 7 lost |"), page());
        assertTrue(page().contains("| against the best | nothing that counts"), page());
    }

    @Test
    void comparisonsAreMadeWithinEachRepetition() throws Exception {
        for (double value : new double[] {1, 10, 100}) {
            results.add("ours", Sample.of(Figure.P50, 2 * value));
            results.add("theirs", Sample.of(Figure.P50, value));
            results.add("others", Sample.of(Figure.P50, 3 * value));
        }

        assertTrue(page().contains("| against the best | 2.00 x (2.00 .. 2.00) (theirs) |"), page());
    }

    @Test
    void barsAndCurvesAreXml() throws Exception {
        results.add("ours", Sample.of(Figure.P50, 2));
        results.add("theirs", Sample.of(Figure.P50, 40));
        page();

        for (String file : List.of("bars.svg", "curves.svg")) {
            String svg = Files.readString(directory.resolve(file));
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
            assertTrue(svg.contains("ours &amp; others"), svg);
            assertTrue(svg.contains("40.0 ms") || svg.contains("20.0 ms"), svg);
        }
    }

    @Test
    void numbersHaveThreeDigitsThatMeanSomething() {
        assertEquals("0.12", Figure.digits(0.1234));
        assertEquals("1.23", Figure.digits(1.234));
        assertEquals("12.3", Figure.digits(12.34));
        assertEquals("1234", Figure.digits(1234));
        assertEquals("12.3 M", Figure.PER_CPU.write(12_345_678));
        assertEquals("1.50 s", Figure.TIME.write(1500));
    }

    private String page() throws Exception {
        List<Cell> cells = List.of(cell("ours"), cell("theirs"), cell("others"));
        List<Line> bars = List.of(
                new Line("ours & others", List.of(new Point(1, "ours"))),
                new Line("b", List.of(new Point(1, "theirs"))));
        List<Line> curves = List.of(new Line("ours & others", List.of(new Point(1, "ours"), new Point(50, "theirs"))));
        Row row = new Row(
                "1",
                "a row",
                List.of(Figure.P50),
                cells,
                List.of(new Comparison("against the best", "ours", Figure.P50, List.of("theirs", "others"), false)),
                List.of(
                        new Drawing("bars", "Bars", "", Figure.P50, bars),
                        new Drawing("curves", "Curves", "members", Figure.P50, curves)));
        new Report(List.of(row), results).write(directory, List.of("a machine"));
        return Files.readString(directory.resolve("results.md"));
    }

    private static Cell cell(String key) {
        return new Cell(key, key, () -> Sample.failed("never measured"));
    }
}
