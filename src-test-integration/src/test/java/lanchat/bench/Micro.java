package lanchat.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Has JMH run one of the {@link MicroBenchmarks}. */
final class Micro {
    /** Their names, and what they do in words. */
    static final List<List<String>> ALL = List.of(
            List.of("decodePlain", "read a line, plain door"),
            List.of("decodeJson", "read a request, JSON door"),
            List.of("encodePlain", "write a line, plain door"),
            List.of("encodeJson", "write an event, JSON door"),
            List.of("appendInMemory", "append in memory, 64 at once"),
            List.of("appendToFile", "append to the file, 64 at once"),
            List.of("appendForced", "append and force, 64 at once"));

    private Micro() {}

    /** One fork of a JVM; in the quick size it runs in this one, which says nothing about speed. */
    static Sample take(String name, Jvm jvm, Size size, String work) throws NotMeasuredException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(Pattern.quote(MicroBenchmarks.class.getName() + "." + name) + "$")
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
        if (size.quick()) {
            System.setProperty("lanchat.bench.work", work);
            options.forks(0).warmupIterations(0).measurementIterations(1).measurementTime(TimeValue.milliseconds(20));
        } else {
            options.forks(1)
                    .jvm(jvm.binary().toString())
                    .jvmArgsAppend("-Dlanchat.bench.work=" + work, "-Djmh.ignoreLock=true")
                    .warmupIterations(3)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(3)
                    .measurementTime(TimeValue.seconds(1));
        }
        try {
            Collection<RunResult> results = new Runner(options.build()).run();
            List<Double> scores = new ArrayList<>();
            results.forEach(result -> scores.add(result.getPrimaryResult().getScore()));
            return Sample.of(
                    Figure.OPERATION,
                    Spread.of(scores)
                            .orElseThrow(() -> new NotMeasuredException("JMH has run nothing called " + name))
                            .median());
        } catch (RunnerException e) {
            throw new NotMeasuredException("JMH: " + e.getMessage());
        }
    }
}
