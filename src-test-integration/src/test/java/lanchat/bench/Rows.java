package lanchat.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import lanchat.bench.Row.Comparison;
import lanchat.bench.Row.Drawing;
import lanchat.bench.Row.Line;
import lanchat.bench.Row.Point;

/** All rows of the benchmark. */
final class Rows {
    private static final String[] JOURNAL = {};
    private static final String[] MEMORY_ONLY = {"--ephemeral"};
    private static final int BURSTING = 10;
    private static final int STALLED = 1;
    /** Row 9's heading says it in words. */
    private static final double SETTLE_SECONDS = 1;

    private static final int FILES_BESIDES = 200;

    /** From this Java on a warning is printed otherwise (JEP 472). */
    private static final int ASKS_FOR_NATIVE = 24;

    private final Lanchat lanchat;
    private final List<Jvm> jvms;
    private final List<Contender> peers;
    private final List<Contender> boundedPeers;
    private final Size size;
    private final Journals journals;
    private final Least least;

    /**
     * @param peers other servers, without bounds
     * @param boundedPeers the same with their usual bounds on what waits for a slow reader
     */
    Rows(Lanchat lanchat, List<Jvm> jvms, List<Contender> peers, List<Contender> boundedPeers, Size size) {
        this.lanchat = lanchat;
        this.jvms = jvms;
        this.peers = peers;
        this.boundedPeers = boundedPeers;
        this.size = size;
        this.journals = new Journals(lanchat, jvms.get(jvms.size() - 1));
        this.least = new Least(lanchat.serverJar());
    }

    /** In their order. */
    List<Row> all() {
        return List.of(
                saturation("1", List.of(size.some(), size.many())),
                saturation("2", List.of(size.few())),
                againstPlain("3", "JSON door", "json"),
                againstPlain("4", "TLS, plain door", "tls"),
                kept(),
                latency(),
                latencyKept(),
                slowReaders(),
                idle(),
                secondStart(),
                prompt(),
                longJournal(),
                growth(),
                micro());
    }

    private Row saturation(String id, List<Integer> rooms) {
        List<Cell> cells = new ArrayList<>();
        List<Comparison> comparisons = new ArrayList<>();
        List<Drawing> drawings = new ArrayList<>();
        for (int members : rooms) {
            List<Line> bars = new ArrayList<>();
            for (Jvm jvm : jvms) {
                cells.add(ours(jvm, members));
                comparisons.add(new Comparison(
                        members + " members: Java " + jvm.version() + " against the best of the others that are right",
                        ours(jvm, members).key(),
                        Figure.PER_CPU,
                        peers.stream()
                                .filter(peer -> !peer.reference())
                                .map(peer -> saturationKey(members, peer.name()))
                                .toList(),
                        false));
                for (Contender peer : peers) {
                    comparisons.add(new Comparison(
                            members + " members: Java " + jvm.version() + " against " + peer.name(),
                            ours(jvm, members).key(),
                            Figure.PER_CPU,
                            List.of(saturationKey(members, peer.name())),
                            false));
                }
                bars.add(bar(Lanchat.name(jvm), ours(jvm, members).key()));
            }
            for (Contender peer : peers) {
                String key = saturationKey(members, peer.name());
                cells.add(talking(key, members + " members, " + peer.name(), peer, saturating(members)));
                bars.add(bar(peer.name(), key));
            }
            if (members == size.some()) {
                for (Jvm jvm : jvms) {
                    Cell bare = bareSaturation(least.roomThatKeeps(jvm));
                    cells.add(bare);
                    bars.add(bar(bare.label(), bare.key()));
                    comparisons.add(against(
                            members + " members: Java " + jvm.version() + " against " + bare.label(),
                            ours(jvm, members),
                            bare,
                            Figure.PER_CPU));
                    peers.stream()
                            .filter(Contender::reference)
                            .forEach(peer -> comparisons.add(new Comparison(
                                    members + " members: " + bare.label() + " against " + peer.name(),
                                    bare.key(),
                                    Figure.PER_CPU,
                                    List.of(saturationKey(members, peer.name())),
                                    false)));
                }
            }
            drawings.add(new Drawing(
                    "saturation-" + members,
                    "Deliveries per server CPU-second, " + members + " members, one in ten talks",
                    "",
                    Figure.PER_CPU,
                    bars));
        }
        return new Row(
                id,
                "Saturation: one in ten talks as fast as everybody reads, 64-byte text; ours at the plain door, each"
                        + " line forced to disk before it is shown; the peers keep nothing",
                List.of(Figure.PER_CPU, Figure.PER_SECOND, Figure.DRIVER),
                cells,
                comparisons,
                drawings);
    }

    private Row againstPlain(String id, String words, String how) {
        List<Cell> cells = new ArrayList<>();
        List<Comparison> comparisons = new ArrayList<>();
        for (Jvm jvm : jvms) {
            boolean tls = how.equals("tls");
            Contender server = lanchat.server(jvm, tls ? PlainSpeech.DOOR : new JsonSpeech(), JOURNAL);
            Load load = tls ? saturating(size.some()).withTls() : saturating(size.some());
            Cell cell =
                    talking(how + "/" + size.some() + "/" + jvm.version(), server.name() + ", " + words, server, load);
            Cell plain = ours(jvm, size.some());
            cells.add(plain);
            cells.add(cell);
            comparisons.add(against(words + " against plain, Java " + jvm.version(), cell, plain, Figure.PER_CPU));
        }
        return new Row(
                id,
                "Saturation, " + size.some() + " members: " + words + " against the plain door",
                List.of(Figure.PER_CPU, Figure.PER_SECOND, Figure.DRIVER),
                cells,
                comparisons,
                List.of());
    }

    private Row kept() {
        List<Cell> cells = new ArrayList<>();
        List<Comparison> comparisons = new ArrayList<>();
        for (Jvm jvm : jvms) {
            Contender server = lanchat.server(jvm, PlainSpeech.DOOR, MEMORY_ONLY);
            Cell memory = talking(
                    "ephemeral/" + size.some() + "/" + jvm.version(),
                    server.name() + ", --ephemeral",
                    server,
                    saturating(size.some()));
            Cell kept = ours(jvm, size.some());
            cells.add(memory);
            cells.add(kept);
            comparisons.add(
                    against("--sync always against --ephemeral, Java " + jvm.version(), kept, memory, Figure.PER_CPU));
        }
        for (Jvm jvm : jvms) {
            Cell memory = bareSaturation(least.roomThatGathers(jvm));
            Cell kept = bareSaturation(least.roomThatKeeps(jvm));
            cells.add(memory);
            cells.add(kept);
            comparisons.add(against(kept.label() + " against one that does not", kept, memory, Figure.PER_CPU));
        }
        return new Row(
                "5",
                "Saturation, " + size.some() + " members: --sync always against --ephemeral",
                List.of(Figure.PER_CPU, Figure.PER_SECOND, Figure.DRIVER),
                cells,
                comparisons,
                List.of());
    }

    private Cell bareSaturation(Contender bare) {
        return talking(saturationKey(size.some(), bare.name()), bare.name(), bare, saturating(size.some()));
    }

    private Row latency() {
        List<Cell> cells = new ArrayList<>();
        List<Comparison> comparisons = new ArrayList<>();
        for (Jvm jvm : jvms) {
            cells.add(steady(jvm, MEMORY_ONLY));
        }
        for (Jvm jvm : jvms) {
            bareRooms(jvm).forEach(bare -> cells.add(steady(bare)));
        }
        peers.forEach(peer -> cells.add(steady(peer)));
        List<Line> bars =
                cells.stream().map(cell -> bar(cell.label(), cell.key())).toList();
        for (Jvm jvm : jvms) {
            for (Contender other :
                    Stream.concat(peers.stream(), bareRooms(jvm).stream()).toList()) {
                for (Figure figure : List.of(Figure.P50, Figure.P99)) {
                    comparisons.add(new Comparison(
                            figure.words() + ": Java " + jvm.version() + " against " + other.name(),
                            steady(jvm, MEMORY_ONLY).key(),
                            figure,
                            List.of(steady(other).key()),
                            figure == Figure.P99));
                }
            }
        }
        return new Row(
                "6",
                "Latency: " + size.rates().get(0) + " lines a second to " + size.some()
                        + " members, from when each was due; ours --ephemeral",
                List.of(Figure.P50, Figure.P99, Figure.COST),
                cells,
                comparisons,
                List.of(
                        new Drawing("latency-p50", "Latency, p50", "", Figure.P50, bars),
                        new Drawing("latency-p99", "Latency, p99", "", Figure.P99, bars)));
    }

    private List<Contender> bareRooms(Jvm jvm) {
        return List.of(least.room(jvm), least.roomOfThreeThreads(jvm));
    }

    private Row latencyKept() {
        List<Cell> cells = new ArrayList<>();
        List<Comparison> comparisons = new ArrayList<>();
        for (Jvm jvm : jvms) {
            Cell memory = steady(jvm, MEMORY_ONLY);
            Cell kept = steady(jvm, JOURNAL);
            cells.add(memory);
            cells.add(kept);
            for (Figure figure : List.of(Figure.P50, Figure.P99)) {
                comparisons.add(new Comparison(
                        figure.words() + ": more with the journal, Java " + jvm.version(),
                        kept.key(),
                        figure,
                        List.of(memory.key()),
                        true));
            }
        }
        int rate = size.rates().get(0);
        cells.add(new Cell(
                "force/paced",
                "one force of the disk, asked for " + rate + " times a second as here (median of 100)",
                () -> Sample.of(Figure.TIME, journals.forceMillis(rate))));
        cells.add(new Cell(
                "force",
                "one force of the disk, asked for again and again (median of 100)",
                () -> Sample.of(Figure.TIME, journals.forceMillis(0))));
        return new Row(
                "7",
                "The same with the journal, beside the time in which the disk takes one line",
                List.of(Figure.P50, Figure.P99, Figure.TIME),
                cells,
                comparisons,
                List.of());
    }

    private Row slowReaders() {
        List<Cell> cells = new ArrayList<>();
        List<Comparison> comparisons = new ArrayList<>();
        Load without = Load.steady(size.some(), size.rates().get(1), size.warmSeconds(), 2 * size.seconds())
                .withText(size.slowTextBytes())
                .withFlood(size.floodLines());
        Load with = without.withSlowReaders(BURSTING, STALLED);
        Stream<Contender> servers = Stream.concat(
                jvms.stream().map(jvm -> lanchat.server(jvm, PlainSpeech.DOOR, JOURNAL)), boundedPeers.stream());
        servers.forEach(server -> {
            Cell alone = talking("slow/without/" + server.name(), server.name() + ", without", server, without);
            Cell beside = talking("slow/with/" + server.name(), server.name() + ", with", server, with);
            cells.add(alone);
            cells.add(beside);
            comparisons.add(against(server.name() + ": p99 with against without", beside, alone, Figure.P99));
        });
        return new Row(
                "8",
                "Beside " + STALLED + " who reads nothing and " + BURSTING + " who read twice a second: latency of "
                        + size.some() + " others, " + size.rates().get(1) + " lines a second of "
                        + size.slowTextBytes() + " bytes, after " + size.floodLines() + " at once; the peers with"
                        + " their usual bounds on what waits for one reader",
                List.of(Figure.P50, Figure.P99, Figure.THROWN_OUT),
                cells,
                comparisons,
                List.of());
    }

    private Row idle() {
        List<Cell> cells = new ArrayList<>();
        jvms.forEach(jvm -> cells.add(idle(lanchat.server(jvm, PlainSpeech.DOOR, JOURNAL))));
        jvms.forEach(jvm -> cells.add(idle(least.room(jvm))));
        peers.forEach(peer -> cells.add(idle(peer)));
        return new Row(
                "9",
                size.idle() + " members who only listen: until all are welcomed, and memory for each, a"
                        + " second later and after " + size.silentSeconds()
                        + " s of silence (at IRC and MQTT: registered, in no channel)",
                List.of(Figure.TIME, Figure.MEMORY, Figure.IDLE_MEMORY),
                cells,
                List.of(),
                List.of());
    }

    private Cell idle(Contender server) {
        return new Cell("idle/" + server.name(), server.name(), () -> {
            checkLimits(server, size.idle());
            try (ServerRun run = ServerRun.start(server, lanchat.freshDirectory(server.name()));
                    Crowd crowd = new Crowd(run, Load.saturating(size.idle(), 0, 0))) {
                long before = run.residentKb();
                double millis = crowd.comesIn(true) / 1e6;
                crowd.listens(SETTLE_SECONDS);
                double atOnce = (run.residentKb() - before) / (double) size.idle();
                crowd.listens(size.silentSeconds() - SETTLE_SECONDS);
                double silent = (run.residentKb() - before) / (double) size.idle();
                int left = size.idle() - crowd.countIn();
                return new Sample(
                        Map.of(Figure.TIME, millis, Figure.MEMORY, atOnce, Figure.IDLE_MEMORY, silent),
                        left == 0 ? "" : left + " were thrown out again");
            }
        });
    }

    private Row secondStart() {
        List<Cell> cells = new ArrayList<>();
        List<Comparison> comparisons = new ArrayList<>();
        for (Jvm jvm : jvms) {
            Cell ours = started(jvm, size.shortJournal(), size.shortJournal() + " lines");
            Contender bare = least.server(jvm);
            Cell bareStart = new Cell("start/bare/" + jvm.version(), bare.name(), () -> start(bare));
            cells.add(ours);
            cells.add(bareStart);
            comparisons.add(against("Java " + jvm.version(), ours, bareStart, Figure.TIME));
        }
        for (Contender peer : peers) {
            cells.add(new Cell("start/" + peer.name(), peer.name(), () -> start(peer)));
        }
        return new Row(
                "10",
                "From start to the first connection that the server's socket takes, and until ours answers; ours with a"
                        + " room of " + size.shortJournal() + " lines, against a JVM with picocli and a ServerSocket",
                List.of(Figure.TIME, Figure.ANSWER),
                cells,
                comparisons,
                List.of());
    }

    private Row prompt() {
        List<Cell> cells = new ArrayList<>();
        List<Comparison> comparisons = new ArrayList<>();
        for (Jvm jvm : jvms) {
            Cell ours = new Cell("prompt/" + jvm.version(), "chat-client, Java " + jvm.version(), () -> prompt(jvm));
            List<String> bare = new ArrayList<>(List.of(jvm.binary().toString()));
            if (jvm.version() >= ASKS_FOR_NATIVE) {
                bare.add("--enable-native-access=ALL-UNNAMED"); // Ours says so in its manifest.
            }
            bare.addAll(List.of("-cp", lanchat.clientJar() + ":" + Least.classes(), BareReader.class.getName()));
            Cell bareStart = new Cell(
                    "prompt/bare/" + jvm.version(),
                    "picocli and JLine, Java " + jvm.version(),
                    () -> Sample.of(Figure.TIME, ClientPrompt.nanosToTakeKeys(bare) / 1e6));
            cells.add(ours);
            cells.add(bareStart);
            comparisons.add(against("Java " + jvm.version(), ours, bareStart, Figure.TIME));
        }
        return new Row(
                "11",
                "chat-client from start to a prompt that takes keys, against a JVM with picocli and a JLine reader",
                List.of(Figure.TIME),
                cells,
                comparisons,
                List.of());
    }

    private Sample prompt(Jvm jvm) throws IOException, NotMeasuredException {
        Contender server = lanchat.server(jvm, PlainSpeech.DOOR, MEMORY_ONLY);
        try (ServerRun run = ServerRun.start(server, lanchat.freshDirectory(server.name()))) {
            return Sample.of(
                    Figure.TIME,
                    ClientPrompt.nanosToTakeKeys(List.of(
                                    jvm.binary().toString(),
                                    "-jar",
                                    lanchat.clientJar().toString(),
                                    "--home",
                                    lanchat.freshDirectory("client").toString(),
                                    "127.0.0.1",
                                    Integer.toString(run.address().getPort())))
                            / 1e6);
        }
    }

    private Row longJournal() {
        List<Cell> cells = new ArrayList<>();
        List<Comparison> comparisons = new ArrayList<>();
        for (Jvm jvm : jvms) {
            Cell little = started(jvm, size.shortJournal(), size.shortJournal() + " lines");
            Cell much = started(jvm, size.longJournal(), size.longJournal() + " lines");
            cells.add(little);
            cells.add(much);
            comparisons.add(against("Java " + jvm.version(), much, little, Figure.ANSWER));
        }
        return new Row(
                "12",
                "From start to the first answer, by what has been said in the room",
                List.of(Figure.ANSWER),
                cells,
                comparisons,
                List.of());
    }

    private Row growth() {
        List<Cell> cells = new ArrayList<>();
        List<Line> byMembers = new ArrayList<>();
        List<Line> bySenders = new ArrayList<>();
        List<Line> byJournal = new ArrayList<>();
        for (Jvm jvm : jvms) {
            byMembers.add(line(Lanchat.name(jvm), size.memberPoints(), cells, members -> ours(jvm, members)));
            bySenders.add(line(Lanchat.name(jvm), senderPoints(), cells, senders -> {
                Contender server = lanchat.server(jvm, PlainSpeech.DOOR, JOURNAL);
                return talking(
                        "senders/" + senders + "/" + server.name(),
                        server.name() + ", " + senders + " of " + size.some() + " talk",
                        server,
                        saturating(size.some()).withSenders(senders));
            }));
            byJournal.add(line(
                    Lanchat.name(jvm), size.journalPoints(), cells, lines -> started(jvm, lines, lines + " lines")));
        }
        for (Contender peer : peers) {
            List<Integer> members = size.memberPoints().stream()
                    .filter(each -> each <= Math.min(size.many(), peer.maxMembers()))
                    .toList();
            byMembers.add(line(
                    peer.name(),
                    members,
                    cells,
                    each -> talking(
                            saturationKey(each, peer.name()),
                            each + " members, " + peer.name(),
                            peer,
                            saturating(each))));
        }
        return new Row(
                "growth",
                "How cost grows: with members (one in ten talks), with those of " + size.some()
                        + " who talk (one only listens), with what is kept",
                List.of(Figure.COST, Figure.PER_CPU, Figure.ANSWER),
                cells,
                List.of(),
                List.of(
                        new Drawing("growth-members", "One in ten talks", "members", Figure.COST, byMembers),
                        new Drawing("growth-senders", size.some() + " members", "of them talk", Figure.COST, bySenders),
                        new Drawing(
                                "growth-journal",
                                "From start to the first answer",
                                "lines that were said in the room",
                                Figure.ANSWER,
                                byJournal)));
    }

    private List<Integer> senderPoints() {
        List<Integer> points = new ArrayList<>();
        for (int senders = 1; senders < size.some() - 1; senders = senders < 3 ? 3 : senders * 3) {
            points.add(senders);
        }
        points.add(size.some() - 1);
        return points;
    }

    private Row micro() {
        List<Cell> cells = new ArrayList<>();
        for (Jvm jvm : size.quick() ? jvms.subList(0, 1) : jvms) {
            for (List<String> each : Micro.ALL) {
                cells.add(new Cell(
                        "micro/" + each.get(0) + "/" + jvm.version(),
                        each.get(1) + ", Java " + jvm.version(),
                        () -> Micro.take(
                                each.get(0),
                                jvm,
                                size,
                                lanchat.freshDirectory("micro").toString())));
            }
        }
        return new Row(
                "micro",
                "The server's parts alone, for one line of 64 bytes (JMH, mean of three seconds in a JVM of its own)",
                List.of(Figure.OPERATION),
                cells,
                List.of(),
                List.of());
    }

    /** Our server at its plain door with a journal, in a room of so many. */
    private Cell ours(Jvm jvm, int members) {
        Contender server = lanchat.server(jvm, PlainSpeech.DOOR, JOURNAL);
        return talking(
                saturationKey(members, server.name()),
                members + " members, " + server.name(),
                server,
                saturating(members));
    }

    private Cell steady(Jvm jvm, String[] options) {
        Contender server = lanchat.server(jvm, PlainSpeech.DOOR, options);
        String how = options == JOURNAL ? ", --sync always" : ", --ephemeral";
        return talking("steady/" + server.name() + how, server.name() + how, server, steadily());
    }

    private Cell steady(Contender other) {
        return talking("steady/" + other.name(), other.name(), other, steadily());
    }

    private Cell talking(String key, String label, Contender server, Load load) {
        return new Cell(key, label, () -> {
            checkLimits(server, load.connections());
            try (ServerRun run = ServerRun.start(server, lanchat.freshDirectory(server.name()));
                    Crowd crowd = new Crowd(run, load)) {
                crowd.comesIn(false);
                return Sample.of(crowd.talks());
            }
        });
    }

    private static void checkLimits(Contender server, int members) throws IOException, NotMeasuredException {
        if (members > server.maxMembers()) {
            throw new NotMeasuredException("can't have " + members + " members");
        }
        if (members + FILES_BESIDES > Machine.maxOpenFiles()) {
            throw new NotMeasuredException("ulimit -n is " + Machine.maxOpenFiles() + " here, too low for " + members
                    + " connections; raise it to " + (members + FILES_BESIDES) + " at least");
        }
    }

    private Cell started(Jvm jvm, int lines, String words) {
        return new Cell("start/" + lines + "/" + jvm.version(), Lanchat.name(jvm) + ", " + words, () -> {
            Path home = journals.homeWith(lines);
            return start(lanchat.serverAt(home, jvm, PlainSpeech.DOOR, JOURNAL));
        });
    }

    private Sample start(Contender server) throws IOException, NotMeasuredException {
        try (ServerRun run = ServerRun.start(server, lanchat.freshDirectory(server.name()))) {
            double millis = run.startNanos() / (double) TimeUnit.MILLISECONDS.toNanos(1);
            if (server.speech().question().length == 0) {
                return Sample.of(Figure.TIME, millis);
            }
            double answered = run.answerNanos() / (double) TimeUnit.MILLISECONDS.toNanos(1);
            return new Sample(Map.of(Figure.TIME, millis, Figure.ANSWER, answered), "");
        }
    }

    private Load saturating(int members) {
        return Load.saturating(members, size.warmSeconds(), size.seconds());
    }

    private Load steadily() {
        return Load.steady(size.some(), size.rates().get(0), size.warmSeconds(), 2 * size.seconds());
    }

    private static String saturationKey(int members, String name) {
        return String.format(Locale.ROOT, "saturation/%d/%s", members, name);
    }

    private static Comparison against(String words, Cell one, Cell other, Figure figure) {
        return new Comparison(words, one.key(), figure, List.of(other.key()), false);
    }

    private static Line bar(String name, String key) {
        return new Line(name, List.of(new Point(0, key)));
    }

    private static Line line(String name, List<Integer> at, List<Cell> cells, IntFunction<Cell> made) {
        List<Point> points = new ArrayList<>();
        for (int x : at) {
            Cell cell = made.apply(x);
            cells.add(cell);
            points.add(new Point(x, cell.key()));
        }
        return new Line(name, points);
    }
}
