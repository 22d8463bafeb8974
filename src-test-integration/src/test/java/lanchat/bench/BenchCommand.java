package lanchat.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lanchat.common.options.ProgramVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The benchmark's command line: measures the rows asked for, server by server, again and again, and reports. */
@Command(
        name = "bench/run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures chat-server and chat-client, beside the other chat servers that are installed here, and"
                + " checks every line that is delivered meanwhile.")
public final class BenchCommand implements Callable<Integer> {
    @Option(
            names = "--rows",
            split = ",",
            paramLabel = "ROW",
            description = "Which rows: 1 to 12, growth, micro (default: all).")
    private List<String> rows = List.of();

    @Option(
            names = "--java",
            split = ",",
            paramLabel = "VERSION",
            description = "With which Java ours runs: the version this command runs with, 17 say, or that of the second"
                    + " Java (default: both).")
    private List<Integer> versions = List.of();

    @Option(
            names = "--repetitions",
            paramLabel = "N",
            description = "How often each is measured; all of them once, then all again (default: ${DEFAULT-VALUE}).")
    private int repetitions = 5;

    @Option(names = "--quick", description = "Small sizes: tells whether the benchmark works, and nothing about speed.")
    private boolean quick;

    @Option(
            names = "--peer",
            paramLabel = "NAME=KIND:COMMAND",
            description = "One more server, with {port} in its command; KIND: plain, bare (a name line, no welcome),"
                    + " ncat, irc, mqtt, json. May be given again.")
    private List<String> morePeers = List.of();

    @Option(names = "--no-peers", description = "None of the others that are installed.")
    private boolean noPeers;

    @Option(
            names = "--out",
            paramLabel = "DIRECTORY",
            description = "Where results.md and the drawings go (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("src-test-integration", "target", "bench");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Path serverJar;
    private final Path clientJar;
    private final Results results = new Results();

    /** Measures these jars. */
    BenchCommand(Path serverJar, Path clientJar) {
        this.serverJar = serverJar;
        this.clientJar = clientJar;
    }

    /** Started by bench/run, which names the two jars as properties. */
    public static void main(String[] arguments) {
        BenchCommand command = new BenchCommand(
                Path.of(System.getProperty("lanchat.server.jar", "")).toAbsolutePath(),
                Path.of(System.getProperty("lanchat.client.jar", "")).toAbsolutePath());
        System.exit(new CommandLine(command)
                .setExecutionExceptionHandler((problem, line, result) -> {
                    line.getErr().println("The benchmark could not go on: " + problem.getMessage());
                    return 1;
                })
                .execute(arguments));
    }

    /** All that was measured. */
    Results results() {
        return results;
    }

    @Override
    public Integer call() throws IOException, NotMeasuredException, InterruptedException {
        if (repetitions < 1) {
            throw wrong("--repetitions is 1 at least.");
        }
        List<Jvm> jvms = jvms();
        List<Contender> more;
        try {
            more = morePeers.stream().map(Peers::custom).toList();
        } catch (IllegalArgumentException e) {
            throw wrong("--peer: " + e.getMessage());
        }
        Path work = Files.createTempDirectory(Files.createDirectories(out.toAbsolutePath()), "work");
        try {
            List<Contender> peers = new ArrayList<>(noPeers ? List.of() : Peers.installed(false, this::say));
            peers.addAll(more);
            List<Contender> bounded = new ArrayList<>(noPeers ? List.of() : Peers.installed(true, remark -> {}));
            bounded.addAll(more);
            Lanchat lanchat = new Lanchat(serverJar, clientJar, work);
            List<Row> chosen = chosen(new Rows(lanchat, jvms, peers, bounded, quick ? Size.QUICK : Size.FULL).all());
            measure(chosen, head(jvms, peers));
            say("Written: " + out.resolve("results.md"));
            return 0;
        } finally {
            delete(work);
        }
    }

    /** Writes what there is after each repetition: who has no time for more of them still has those. */
    private void measure(List<Row> chosen, List<String> head) throws IOException, InterruptedException {
        Map<String, Cell> cells = new LinkedHashMap<>();
        chosen.forEach(row -> row.cells().forEach(cell -> cells.putIfAbsent(cell.key(), cell)));
        for (int repetition = 1; repetition <= repetitions; repetition++) {
            for (Cell cell : cells.values()) {
                Sample sample;
                long begin = System.nanoTime();
                try {
                    sample = cell.measuring().take();
                } catch (NotMeasuredException e) {
                    sample = Sample.failed(String.valueOf(e.getMessage()));
                } catch (RuntimeException fault) {
                    // An hour of other measurements is not to be lost for it.
                    sample = Sample.failed("a fault of the benchmark: " + fault);
                }
                long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
                results.add(cell.key(), sample);
                say(repetition + "/" + repetitions + " " + cell.key() + ", " + seconds + " s: " + inWords(sample));
            }
            List<String> soFar = new ArrayList<>(head);
            soFar.add("repetitions: " + repetition
                    + (quick ? ", in the quick size, which says nothing about speed" : ""));
            new Report(chosen, results).write(out, soFar);
        }
    }

    private static String inWords(Sample sample) {
        StringBuilder words = new StringBuilder();
        sample.figures()
                .forEach((figure, value) -> words.append(figure.words())
                        .append(' ')
                        .append(figure.write(value))
                        .append("; "));
        return words + (sample.counts() ? "right" : "DOES NOT COUNT: " + sample.wrong());
    }

    private List<Jvm> jvms() throws IOException {
        List<Jvm> here = Jvm.here();
        List<Jvm> wanted = here.stream()
                .filter(jvm -> versions.isEmpty() || versions.contains(jvm.version()))
                .toList();
        for (int version : versions) {
            if (here.stream().noneMatch(jvm -> jvm.version() == version)) {
                throw wrong("--java: there is no Java " + version + " here, but "
                        + here.stream()
                                .map(jvm -> String.valueOf(jvm.version()))
                                .toList() + ".");
            }
        }
        return wanted;
    }

    private List<Row> chosen(List<Row> all) {
        Set<String> known = new TreeSet<>(all.stream().map(Row::id).toList());
        for (String row : rows) {
            if (!known.contains(row)) {
                throw wrong("--rows: there is no row " + row + ".");
            }
        }
        return all.stream()
                .filter(row -> rows.isEmpty() || rows.contains(row.id()))
                .toList();
    }

    private List<String> head(List<Jvm> jvms, List<Contender> peers) throws IOException {
        List<String> head = new ArrayList<>();
        head.add(LocalDate.now(ZoneOffset.UTC) + ", " + Machine.inWords());
        jvms.forEach(jvm -> head.add("Java " + jvm.version() + ": " + jvm.inWords()));
        head.add("built as " + ProgramVersion.line(Lanchat.NAME, null) + ", which the benchmark ran on, too");
        peers.forEach(peer -> head.add(peer.name() + ": " + peer.version()));
        head.add("command: `bench/run" + (spec.commandLine() == null ? "" : arguments()) + "`");
        return head;
    }

    private String arguments() {
        StringBuilder words = new StringBuilder();
        spec.commandLine()
                .getParseResult()
                .originalArgs()
                .forEach(word -> words.append(' ').append(word.contains(" ") ? "\"" + word + "\"" : word));
        return words.toString();
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private void say(String line) {
        PrintWriter output = spec.commandLine().getOut();
        output.println(line);
        output.flush();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
