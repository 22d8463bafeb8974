package lanchat.server.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import lanchat.common.Event;
import lanchat.server.log.SegmentHead.Seal;
import lanchat.server.log.SegmentReader.KeptEvent;
import org.jspecify.annotations.Nullable;

/** Looks through a whole journal without changing it. For one thread. */
public final class JournalTool {
    /**
     * What a journal has.
     *
     * @param problems sentences with file and line; empty where all is well
     * @param remarks sentences about what is no damage
     * @param first when the oldest event was, milliseconds since 1970 UTC; 0 without events
     */
    public record Report(
            int segments,
            long events,
            long bytes,
            long first,
            long last,
            List<String> problems,
            List<String> remarks) {}

    private final Path directory;
    private final List<String> problems = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private long events;
    private long bytes;
    private long first;
    private long last;

    /** For the journal in this directory. */
    public JournalTool(Path directory) {
        this.directory = directory;
    }

    /**
     * Checks every line of every file.
     *
     * @param each is given every event that can be read, in order
     * @throws IOException when there is no journal, or the disk fails
     */
    public Report read(Consumer<Entry> each) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new JournalException("There is no room in " + directory + ".");
        }
        List<Path> files = List.copyOf(JournalDirectory.segments(directory).values());
        if (files.isEmpty()) {
            throw new JournalException("There is no journal in " + directory + ".");
        }
        List<@Nullable SegmentHead> heads = new ArrayList<>();
        for (Path file : files) {
            heads.add(head(file));
        }
        for (int i = 0; i < files.size(); i++) {
            Seal seal = sealOf(heads, i);
            if (heads.get(i) != null) {
                readEvents(files.get(i), seal, each);
            }
        }
        return new Report(files.size(), events, bytes, first, last, List.copyOf(problems), List.copyOf(remarks));
    }

    private @Nullable SegmentHead head(Path file) throws IOException {
        try (SegmentReader reader = new SegmentReader(file, Files.size(file))) {
            return reader.head();
        } catch (DamageException damage) {
            problems.add(damage.sentence());
            return null;
        }
    }

    /** What a later segment says of where this one ends; null for the last one. */
    private static @Nullable Seal sealOf(List<@Nullable SegmentHead> heads, int index) {
        SegmentHead head = heads.get(index);
        for (SegmentHead later : heads.subList(index + 1, heads.size())) {
            Seal seal = later == null ? null : later.previous();
            if (seal != null && head != null && seal.number() == head.number()) {
                return seal;
            }
        }
        return null;
    }

    private void readEvents(Path file, @Nullable Seal seal, Consumer<Entry> each) throws IOException {
        long limit = seal == null ? Files.size(file) : seal.length();
        bytes += Math.min(limit, Files.size(file));
        try (SegmentReader reader = new SegmentReader(file, limit)) {
            for (KeptEvent kept = reader.next(limit); kept != null; kept = reader.next(limit)) {
                Event event = kept.entry().event();
                events++;
                first = first == 0 ? event.time() : first;
                last = event.time();
                each.accept(kept.entry());
            }
            if (seal != null && (!seal.last().equals(reader.lastSum()) || reader.offset() != seal.length())) {
                problems.add(file + ", line " + reader.line() + ": this file does not end as a later one says it does");
            }
        } catch (DamageException damage) {
            boolean torn = seal == null && !JournalStart.isWrittenLater(file, damage.offset());
            if (torn) {
                remarks.add(damage.sentence() + ". A crash can leave such an end; the next start cuts it off.");
            } else {
                problems.add(damage.sentence());
            }
        }
    }
}
