package lanchat.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Homes of servers with a room in which so much has been said, and the disk they are on; for one thread. */
final class Journals {
    private static final int MEMBERS = 3;
    private static final int LINE_BYTES = 200;
    private static final int FORCES = 100;

    private final Lanchat lanchat;
    private final Jvm jvm;
    private final Map<Integer, Path> homes = new HashMap<>();

    /** Made by a server on this Java. */
    Journals(Lanchat lanchat, Jvm jvm) {
        this.lanchat = lanchat;
        this.jvm = jvm;
    }

    /** A home whose room has so many lines that were said; made when it is first asked for. */
    Path homeWith(int lines) throws IOException, NotMeasuredException {
        Path known = homes.get(lines);
        if (known != null) {
            return known;
        }
        Path home = lanchat.freshHome();
        Contender server = lanchat.serverAt(home, jvm, PlainSpeech.DOOR, "--sync", "os");
        Load load = Load.saturating(MEMBERS, 0, 0);
        try (ServerRun run = ServerRun.start(server, lanchat.freshDirectory("filling"));
                Crowd crowd = new Crowd(run, load)) {
            crowd.comesIn(false);
            long said = crowd.saysAtOnce(lines);
            crowd.awaitEverything();
            String wrong = crowd.faults().toString();
            if (said != lines || !wrong.isEmpty()) {
                throw new NotMeasuredException("no journal of " + lines + " lines: " + said + " said, " + wrong);
            }
        }
        homes.put(lines, home);
        return home;
    }

    /**
     * How long the disk takes to have a line, in milliseconds: half of the times it is asked it takes no longer.
     *
     * @param rate how often it is asked, in a second; 0 for again and again. After a pause it takes longer
     */
    double forceMillis(int rate) throws IOException {
        long gap = rate == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / rate;
        Path file = lanchat.freshDirectory("force").resolve("lines");
        List<Double> millis = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long due = System.nanoTime();
            for (int i = 0; i < FORCES; i++) {
                due += gap;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                channel.write(ByteBuffer.allocate(LINE_BYTES));
                long begin = System.nanoTime();
                channel.force(false);
                millis.add((System.nanoTime() - begin) / 1e6);
            }
        }
        Files.delete(file);
        return Spread.of(millis).orElseThrow().median();
    }
}
