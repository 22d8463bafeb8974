package lanchat.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The benchmark in its quick size: it can be run, and every line that was delivered meanwhile was right. In full size
 * ({@code -Dlanchat.full=true}) all of its rows, on each Java. How fast anything was is not judged.
 */
@Timeout(600)
class BenchIT {
    private static final String SOME_ROWS = "1,3,4,6,8,9,micro";

    @TempDir
    Path out;

    private final BenchCommand command = new BenchCommand(
            Path.of(System.getProperty("lanchat.server.jar")), Path.of(System.getProperty("lanchat.client.jar")));
    private final StringWriter said = new StringWriter();

    @Test
    void everyDeliveryIsCheckedAndRight() throws Exception {
        boolean full = Boolean.getBoolean("lanchat.full");

        assertEquals(
                0,
                run(
                        "--quick",
                        "--no-peers",
                        "--repetitions=1",
                        "--out=" + out,
                        full ? "" : "--rows=" + SOME_ROWS,
                        full ? "" : "--java=" + Runtime.version().feature()));

        List<Sample> samples = command.results().all();
        assertFalse(samples.isEmpty(), said.toString());
        samples.forEach(sample -> assertEquals("", sample.wrong(), said.toString()));
        assertTrue(samples.stream().anyMatch(sample -> sample.figures().getOrDefault(Figure.PER_SECOND, 0.0) > 0));
        String page = Files.readString(out.resolve("results.md"));
        assertTrue(page.contains("## 1. Saturation"), page);
        assertTrue(Files.readString(out.resolve("saturation-10.svg")).endsWith("</svg>\n"), page);
        try (Stream<Path> left = Files.list(out)) {
            assertEquals(List.of(), left.filter(Files::isDirectory).toList());
        }
    }

    @Test
    void aWrongCommandLineIsSaidInASentence() {
        assertEquals(2, run("--rows=13"));
        assertEquals(2, run("--java=8"));
        assertEquals(2, run("--repetitions=0"));
        assertEquals(2, run("--peer=mine"));
        assertTrue(said.toString().contains("there is no row 13"), said.toString());
        assertFalse(said.toString().contains("\tat "), said.toString());
    }

    private int run(String... arguments) {
        PrintWriter writer = new PrintWriter(said);
        return new CommandLine(command)
                .setOut(writer)
                .setErr(writer)
                .execute(Stream.of(arguments).filter(word -> !word.isEmpty()).toArray(String[]::new));
    }
}
