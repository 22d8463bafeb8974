package lanchat.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import lanchat.common.ClassicText;
import lanchat.common.Event;
import lanchat.common.Json;
import lanchat.common.LineInput;
import lanchat.common.Name;
import lanchat.common.RefusedException;
import lanchat.common.Request;
import lanchat.server.log.AppendingLog;
import lanchat.server.log.JournalSettings;
import lanchat.server.log.Proposer;
import lanchat.server.log.RoomLog.Proposed;
import lanchat.server.room.Proposal;
import lanchat.server.room.Rules;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What one line of 64 bytes costs in the server's parts, without sockets: to read it, to write it for each door, and to
 * have it in the log. Run by JMH, in JVMs of its own.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MicroBenchmarks {
    private static final String TEXT = "#0123.01234567#abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvw";
    private static final int BATCH = 64;
    private static final long MEMORY_BYTES = 32L * 1024 * 1024;

    private final Event.Said said =
            new Event.Said(123_456, 1_795_357_413_811L, "9b68290012549ea4", 17, "Pavan", TEXT, "ef189dc7");
    private final String request = new String(Json.bytes(new Request.Say(17, TEXT)), StandardCharsets.UTF_8);
    private final byte[] lines = (TEXT + "\n").repeat(BATCH).getBytes(StandardCharsets.UTF_8);

    /** A made-up member and where its lines go. */
    public MicroBenchmarks() {}

    /** An event as a line of the JSON door. */
    @Benchmark
    public byte[] encodeJson() {
        return Json.bytes(said);
    }

    /** An event as a line of the plain door. */
    @Benchmark
    public byte @Nullable [] encodePlain() {
        String line = ClassicText.line(said, "");
        return line == null ? null : line.getBytes(StandardCharsets.UTF_8);
    }

    /** A request of the JSON door. */
    @Benchmark
    public Request decodeJson() throws RefusedException {
        return Json.request(request);
    }

    /** A line of the plain door, out of a piece with many. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int decodePlain() throws Exception {
        LineInput input = new LineInput(new ByteArrayInputStream(lines), answer -> {});
        int bytes = 0;
        while (true) {
            if (!input.hasLine() && !input.fill()) {
                return bytes;
            }
            String line = input.next(lines.length);
            if (line != null) {
                bytes += line.length();
            }
        }
    }

    /** A line into a log in memory, until it is handed out; many at once, as in a busy room. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long appendInMemory(InMemory log) throws InterruptedException {
        return log.append();
    }

    /** The same into a journal on disk that the operating system has, but no disk is asked for. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long appendToFile(InFile log) throws InterruptedException {
        return log.append();
    }

    /** The same, forced to the disk. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long appendForced(Forced log) throws InterruptedException {
        return log.append();
    }

    /** A room with one member who talks. */
    @State(Scope.Benchmark)
    public abstract static class Room {
        private static final String SESSION = "9b68290012549ea4";
        private final Semaphore committed = new Semaphore(0);
        private final List<Proposed> batch = new ArrayList<>();
        private @Nullable AppendingLog log;
        private long id;

        Room() {}

        abstract AppendingLog open(Rules rules) throws IOException;

        /** Lets the member in. */
        @Setup
        public void comeIn() throws IOException, InterruptedException, RefusedException {
            AppendingLog opened = open(new Rules(Name.of("Host"), false));
            opened.onCommit(committed::release);
            log = opened;
            opened.propose(List.of(new Proposed(
                    new Proposal.Join(SESSION, System.currentTimeMillis(), Name.of("Pavan"), "127.0.0.1"),
                    Proposer.NOBODY)));
            awaitNewest(opened, 1);
        }

        /** Closes the log. */
        @TearDown
        public void close() {
            if (log != null) {
                log.close();
            }
        }

        long append() throws InterruptedException {
            AppendingLog opened = log;
            if (opened == null) {
                throw new IllegalStateException("nobody has come in");
            }
            batch.clear();
            for (int i = 0; i < BATCH; i++) {
                batch.add(new Proposed(
                        new Proposal.Say(SESSION, System.currentTimeMillis(), ++id, TEXT), Proposer.NOBODY));
            }
            opened.propose(List.copyOf(batch));
            return awaitNewest(opened, id + 1);
        }

        private long awaitNewest(AppendingLog opened, long seq) throws InterruptedException {
            while (opened.newest() < seq) {
                committed.acquire();
            }
            return seq;
        }
    }

    /** Keeps what it says in memory. */
    public static class InMemory extends Room {
        /** For JMH. */
        public InMemory() {}

        @Override
        AppendingLog open(Rules rules) {
            return AppendingLog.inMemory(rules, MEMORY_BYTES, 20);
        }
    }

    /** Keeps what it says in a file. */
    public static class InFile extends Room {
        /** For JMH. */
        public InFile() {}

        @Override
        AppendingLog open(Rules rules) throws IOException {
            return journal(rules, false);
        }
    }

    /** Keeps what it says on the disk. */
    public static class Forced extends Room {
        /** For JMH. */
        public Forced() {}

        @Override
        AppendingLog open(Rules rules) throws IOException {
            return journal(rules, true);
        }
    }

    private static AppendingLog journal(Rules rules, boolean forced) throws IOException {
        Path directory = Files.createTempDirectory(Path.of(System.getProperty("lanchat.bench.work")), "micro");
        return AppendingLog.inJournal(
                new JournalSettings(directory, forced, 256L * 1024 * 1024, 0), rules, MEMORY_BYTES, 20);
    }
}
