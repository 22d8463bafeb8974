package lanchat.server.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lanchat.common.Chain;
import lanchat.common.Event;
import lanchat.common.Json;
import lanchat.common.Name;
import lanchat.server.room.Aside;
import lanchat.server.room.Room;
import lanchat.server.room.Rules;
import org.jspecify.annotations.Nullable;

/**
 * Makes a journal of all that can still be read of a damaged one. The damaged files stay, under other names. What comes
 * after the first damage gets new checksums: whoever was there then can tell that the room is not quite the one they
 * knew.
 *
 * <p>For one thread, while no server has the journal.
 */
public final class JournalRepair {
    private static final int AT_ONCE = 1000;

    /** How many events there are now, and how many lines could not be read. */
    public record Result(long events, long skipped) {}

    private final Journal journal;
    private final Room room;
    private final List<byte[]> waiting = new ArrayList<>();
    private LogState written = LogState.EMPTY;
    private @Nullable Checksum chain;
    /** Checksum of the event before, as it stands there. */
    private byte[] before = {};
    /** Checksum that a doubtful event should have had, if what came before it was right. */
    private byte[] shouldBe = {};

    private long bytes;
    private long spoken;
    private Chain said = new Chain(Chain.START);
    private long events;
    private long skipped;

    private JournalRepair(Journal journal, Room room) {
        this.journal = journal;
        this.room = room;
    }

    /**
     * Repairs the journal in this directory.
     *
     * @param host any name that nobody in the room has
     * @throws IOException when nothing of it can be read, a server has it, or the disk fails
     */
    public static Result repair(Path directory, Name host) throws IOException {
        Journal journal = Journal.open(new JournalSettings(directory, true, 0, 0));
        LogState end = null;
        try {
            JournalRepair repair = new JournalRepair(journal, new Room(new Rules(host, false)));
            repair.run();
            end = repair.written;
            return new Result(repair.events, repair.skipped);
        } finally {
            journal.close(end);
        }
    }

    /** Whether a repair was begun in this directory and not finished. */
    public static boolean isUnfinished(Path directory) {
        return Files.exists(directory.resolve(JournalDirectory.REPAIRING));
    }

    private void run() throws IOException {
        JournalDirectory directory = journal.directory();
        Map<Integer, Path> damaged = JournalDirectory.segments(directory.path());
        int last = lastDamaged(directory, damaged);
        for (Map.Entry<Integer, Path> later : damaged.entrySet()) {
            if (later.getKey() > last) {
                Files.delete(later.getValue()); // A repair that was not finished has left it.
            }
        }
        damaged.keySet().removeIf(number -> number > last);
        Files.writeString(directory.repairing(), Integer.toString(last));
        for (Path file : damaged.values()) {
            readHead(file);
            readLines(file);
        }
        if (chain == null) {
            Files.delete(directory.repairing());
            throw new JournalException("No file in " + directory.path() + " has a beginning that can be read.");
        }
        write();
        Files.delete(directory.repairing());
        for (Path file : damaged.values()) {
            directory.setAside(file);
        }
    }

    private static int lastDamaged(JournalDirectory directory, Map<Integer, Path> files) throws IOException {
        if (files.isEmpty()) {
            throw new JournalException("There is no journal in " + directory.path() + ".");
        }
        if (Files.exists(directory.repairing())) {
            String number = Files.readString(directory.repairing()).strip();
            if (number.matches("\\d{1,9}")) {
                return Integer.parseInt(number);
            }
        }
        return files.keySet().stream().reduce(0, Math::max);
    }

    /** The state at the beginning of a segment is true, whatever was lost before. */
    private void readHead(Path file) throws IOException {
        try (SegmentReader reader = new SegmentReader(file, Files.size(file))) {
            SegmentHead head = reader.head();
            if (chain == null) {
                chain = new Checksum(head.salt());
                chain.goTo(head.sum());
                bytes = head.bytes();
                spoken = head.spoken();
                room.restore(reader.start().room());
                written = reader.start();
                said = new Chain(written.chain());
                journal.beginAnew(head.room(), head.salt(), written);
            } else if (head.seq() >= room.seq()
                    && !room.state().equals(reader.start().room())) {
                write();
                room.restore(reader.start().room());
                written = new LogState(room.state(), chain.last(), bytes, spoken, said.hex());
                journal.goOnFrom(written);
            }
            before = head.sum().isEmpty() ? head.salt() : head.sum().getBytes(StandardCharsets.US_ASCII);
        } catch (DamageException lost) {
            skipped++;
        }
    }

    /** Takes every line that is as it was written, as far as that can be told from it and its neighbours. */
    private void readLines(Path file) throws IOException {
        byte[] doubtful = null;
        try (LineCursor lines = new LineCursor(file)) {
            for (byte[] line = lines.next(Long.MAX_VALUE); line != null; line = lines.next(Long.MAX_VALUE)) {
                if (LogLine.bodyEnd(line) < 0 || !(Json.message(line) instanceof Event)) {
                    skipped += isSideLine(line) ? 0 : 1;
                } else if (new Checksum(before).isNext(line)) {
                    skipped += doubtful == null ? 0 : 1;
                    doubtful = null;
                    take(line);
                    before = LogLine.sum(line);
                } else if (doubtful != null && new Checksum(shouldBe).isNext(line)) {
                    take(doubtful); // Only its checksum was damaged.
                    take(line);
                    doubtful = null;
                    before = LogLine.sum(line);
                } else {
                    skipped += doubtful == null ? 0 : 1;
                    doubtful = line;
                    shouldBe = new Checksum(before).computed(line);
                    before = LogLine.sum(line);
                }
            }
        }
        skipped += doubtful == null ? 0 : 1;
    }

    private static boolean isSideLine(byte[] line) {
        Fields fields = Fields.read(line);
        return fields != null && fields.text("type").startsWith("_");
    }

    private void take(byte[] line) throws IOException {
        if (chain == null || !(Json.message(line) instanceof Event event) || event.seq() <= room.seq()) {
            return;
        }
        byte[] object = Arrays.copyOf(line, LogLine.bodyEnd(line) + 1);
        object[object.length - 1] = '}';
        byte[] again = chain.line(object);
        Fields fields = Fields.read(object);
        room.apply(event, fields == null ? Aside.NONE : fields.aside());
        byte[] shown = LogLine.shown(again);
        bytes += shown.length;
        if (Chain.covers(event)) {
            said.goOn(shown, LogLine.shownBody(shown));
        }
        spoken += Decider.isSpoken(event) ? 1 : 0;
        events++;
        waiting.add(again);
        if (waiting.size() == AT_ONCE) {
            write();
        }
    }

    private void write() throws IOException {
        if (chain != null && !waiting.isEmpty()) {
            LogState from = written;
            journal.append(waiting, () -> from);
            waiting.clear();
        }
        if (chain != null) {
            written = new LogState(room.state(), chain.last(), bytes, spoken, said.hex());
        }
    }
}
