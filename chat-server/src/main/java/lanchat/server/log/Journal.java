package lanchat.server.log;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import lanchat.common.Chain;
import lanchat.common.Chains;
import lanchat.common.Event;
import lanchat.server.log.Disk.DiskFile;
import lanchat.server.log.SegmentHead.Seal;
import lanchat.server.log.SegmentReader.KeptEvent;
import lanchat.server.log.SegmentWriter.ForceFailedException;
import lanchat.server.room.Room;
import org.jspecify.annotations.Nullable;

/**
 * The log on disk: segments of JSON lines, each beginning with the room's state. The last one is written, the others
 * are sealed: the head of each says where the one before ends.
 *
 * <p>Written by the appending thread only; read by any thread, each with a file handle of its own.
 */
final class Journal implements Store {
    /** A segment is followed by another one at this length. */
    static final long SEGMENT_BYTES = 8L * 1024 * 1024;

    /** In a large room, whose state takes long lines, segments are longer in proportion. */
    private static final int HEADS_PER_SEGMENT = 8;

    /** What a member or an absent session takes in a head, roughly. */
    private static final int SESSION_BYTES = 250;

    /** And a ruling, of which each has a reason at most. */
    private static final int RULING_BYTES = 500;

    private static final int MOST_TOLD = 100;

    private static final int BUFFER_BYTES = 256 * 1024;

    /** Reading back takes a processor, and who has a secret can ask for it again and again: so many at a time, in turn. */
    private final Semaphore turns =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    private final JournalSettings settings;
    private final JournalDirectory directory;
    private final Disk disk;
    private final Retention retention;
    private final long segmentBytes;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final Set<String> toldUnreadable = ConcurrentHashMap.newKeySet();
    private final Segments segments = new Segments();
    private volatile Consumer<Trouble> told = news -> {};

    // The appending thread's own.
    private String room = "";
    private byte[] salt = {};
    private @Nullable SegmentWriter writer;
    private long begun;
    private int highest;
    private @Nullable StoreLostException lost;

    private Journal(
            JournalSettings settings, JournalDirectory directory, Disk disk, long segmentBytes, LongSupplier clock) {
        this.settings = settings;
        this.directory = directory;
        this.disk = disk;
        this.segmentBytes = segmentBytes;
        this.retention = new Retention(settings, disk, clock);
    }

    /**
     * Takes the directory, and keeps every other server out of it until it is closed.
     *
     * @throws JournalException when that can't be, with a sentence for the host
     */
    static Journal open(JournalSettings settings) throws JournalException {
        return open(settings, RealDisk.INSTANCE, SEGMENT_BYTES, System::currentTimeMillis);
    }

    static Journal open(JournalSettings settings, Disk disk, long segmentBytes, LongSupplier clock)
            throws JournalException {
        return new Journal(settings, JournalDirectory.open(settings.directory()), disk, segmentBytes, clock);
    }

    /** Begins with what a repair has found, behind the files there are. */
    void beginAnew(String id, byte[] oldSalt, LogState at) throws IOException {
        room = id;
        salt = oldSalt;
        highest = JournalDirectory.segments(directory.path()).lastKey();
        begin(List.of(), at);
    }

    /** Goes on from another state than that to which the events before lead. */
    void goOnFrom(LogState at) throws IOException {
        begin(List.of(), at);
    }

    JournalDirectory directory() {
        return directory;
    }

    @Override
    public Kept restore(Room empty, int recent) throws IOException {
        try {
            JournalStart start = new JournalStart(directory, recent);
            JournalStart.Found found = start.read(empty);
            if (found == null) {
                room = MemoryStore.newRoom();
                salt = MemoryStore.newSalt();
                begin(List.of(), LogState.EMPTY);
                LogState nothing = LogState.EMPTY;
                return new Kept(
                        room,
                        salt,
                        nothing,
                        List.of(),
                        List.of(),
                        nothing,
                        new Chains(0, Chain.START),
                        start.remarks());
            }
            room = found.kept().room();
            salt = found.kept().salt();
            goOn(found);
            return found.kept();
        } catch (DamageException damage) {
            throw new JournalException(
                    damage.getMessage() + ". The journal is damaged and was left as it is. What is wrong is told by:"
                            + " java -jar chat-server.jar journal check; a room of what can still be read is made by:"
                            + " journal repair; or start another room with --room NAME.",
                    damage);
        } catch (JournalException told) {
            throw told;
        } catch (IOException failed) {
            throw new JournalException(
                    "The journal in " + directory.path() + " can't be used: " + failed + ". Look after the disk, or"
                            + " name another place with --home DIRECTORY, or keep nothing with --ephemeral.",
                    failed);
        }
    }

    /** Cuts off a torn end, and makes sure that the disk has what was found before anybody is shown any of it. */
    private void goOn(JournalStart.Found found) throws IOException {
        segments.set(found.segments());
        Segment last = segments.last();
        DiskFile file = disk.open(last.file());
        SegmentWriter goingOn = new SegmentWriter(file, buffer, last.length(), found.lastSum());
        writer = goingOn;
        file.cut(last.length());
        // Written anew, for after a failed force the system may believe that the disk has what it has not.
        try (RandomAccessFile again = new RandomAccessFile(last.file().toFile(), "r")) {
            byte[] unsure = new byte[(int) (last.length() - found.forced())];
            again.seek(found.forced());
            again.readFully(unsure);
            file.write(ByteBuffer.wrap(unsure), found.forced());
        }
        goingOn.force();
        disk.forceDirectory(directory.path());
        highest = last.number();
        begun = last.head().time() == 0 ? retention.now() : last.head().time();
        segments.set(retention.apply(segments.all(), told));
    }

    @Override
    public void append(List<byte[]> lines, Supplier<LogState> before) throws IOException {
        if (lost != null) {
            throw lost;
        }
        SegmentWriter current = writer;
        if (current != null && !current.finished() && !isToEnd(current)) {
            try {
                current.append(lines, settings.forced(), settings.forced());
                segments.last().grow(current.length());
                return;
            } catch (ForceFailedException failed) {
                tellForceFailed(segments.last().file(), failed);
            }
        }
        begin(lines, before.get());
    }

    private boolean isToEnd(SegmentWriter current) {
        SegmentHead head = segments.last().head();
        long sessions = head.furtherLines() - (long) head.rulings();
        long longHead = HEADS_PER_SEGMENT * (SESSION_BYTES * sessions + RULING_BYTES * (long) head.rulings());
        return current.length() >= Math.max(segmentBytes, longHead) || retention.endsBecauseOfAge(begun);
    }

    /** Goes on in a new segment, with these lines behind its head. */
    private void begin(List<byte[]> lines, LogState at) throws IOException {
        SegmentWriter ended = writer;
        Seal seal = null;
        if (ended != null) {
            if (!settings.forced() && !ended.finished()) {
                ended.force(); // A seal is a promise.
            }
            seal = new Seal(segments.last().number(), ended.length(), ended.last());
        }
        try {
            create(lines, at, seal);
        } catch (ForceFailedException failed) {
            if (ended == null || ended.finished()) {
                lost = new StoreLostException("the disk can't force " + directory.path(), failed);
                throw lost;
            }
            ended.finish();
            tellForceFailed(directory.segment(highest), failed);
            begin(lines, at);
            return;
        }
        segments.set(retention.apply(segments.all(), told));
        if (ended != null) {
            closeQuietly(ended);
        }
    }

    private void create(List<byte[]> lines, LogState at, @Nullable Seal seal) throws IOException {
        highest++;
        Path file = directory.segment(highest);
        SegmentHead head = SegmentHead.of(highest, room, salt, seal, at);
        List<byte[]> all = new ArrayList<>(head.lines(at));
        all.addAll(lines);
        SegmentWriter created = new SegmentWriter(disk.open(file), buffer, 0, "");
        try {
            created.append(all, false, true);
            forceDirectory();
        } catch (IOException failed) {
            closeQuietly(created);
            try {
                disk.delete(file);
            } catch (IOException stays) {
                failed.addSuppressed(stays); // The next one has another number, and does not count this one.
            }
            throw failed;
        }
        writer = created;
        begun = retention.now();
        segments.add(new Segment(file, head, created.length()));
    }

    private void forceDirectory() throws ForceFailedException {
        try {
            disk.forceDirectory(directory.path());
        } catch (IOException failed) {
            throw new ForceFailedException(failed);
        }
    }

    @Override
    public long reachesBackTo() {
        return segments.first().seqBefore();
    }

    @Override
    public String size() {
        List<Segment> all = segments.all();
        long bytes = all.stream().mapToLong(Segment::length).sum();
        return (bytes >> 10) + " KiB on disk in " + all.size() + (all.size() == 1 ? " file" : " files");
    }

    /** What its readers take turns by. */
    Semaphore turns() {
        return turns;
    }

    @Override
    public LogReader reader() {
        return new JournalReader(this, segments, turns);
    }

    @Override
    public @Nullable Found before(long seq, int most, Predicate<Event> wanted) throws IOException {
        Segment segment = segments.holding(seq - 2);
        if (segment == null) {
            return null;
        }
        ArrayDeque<Entry> found = new ArrayDeque<>();
        try (SegmentReader reader = new SegmentReader(segment.file(), segment.length())) {
            KeptEvent kept = reader.next(segment.length());
            while (kept != null && kept.entry().seq() < seq) {
                if (wanted.test(kept.entry().event())) {
                    found.add(kept.entry());
                    if (found.size() > most) {
                        found.removeFirst();
                    }
                }
                kept = reader.next(segment.length());
            }
        } catch (FileNotFoundException gone) {
            return null; // Just now it has become too old.
        } catch (IOException failed) {
            unreadable(failed);
            throw failed;
        }
        return new Found(List.copyOf(found), segment.seqBefore() + 1, segment.length());
    }

    /** Something could not be read: the host is told, once. By any thread. */
    void unreadable(IOException failed) {
        if (toldUnreadable.size() < MOST_TOLD && toldUnreadable.add(String.valueOf(failed.getMessage()))) {
            told.accept(Trouble.remark("The journal can't be read: " + failed.getMessage()));
        }
    }

    @Override
    public void onTrouble(Consumer<Trouble> listener) {
        told = listener;
    }

    @Override
    public void close(@Nullable LogState end) {
        SegmentWriter current = writer;
        if (current != null) {
            if (end != null && !current.finished() && lost == null) {
                try {
                    // Says that all before it was forced, so that damage there can't be taken for a torn end.
                    Checksum chain = new Checksum(salt);
                    chain.goTo(end.sum());
                    current.append(
                            List.of(chain.sideLine(Fields.ofType("_closed").bytes())), settings.forced(), true);
                } catch (IOException failed) {
                    told.accept(Trouble.remark("The journal was not closed in order: " + failed));
                }
            }
            closeQuietly(current);
        }
        closeQuietly(directory);
    }

    private void tellForceFailed(Path file, IOException failed) {
        told.accept(Trouble.remark("The disk can't say that it has all of " + file + " (" + failed.getMessage()
                + "). The room goes on in a new file."));
    }

    private void closeQuietly(Closeable file) {
        try {
            file.close();
        } catch (IOException failed) {
            told.accept(Trouble.remark("Closing a file of the journal failed: " + failed));
        }
    }
}
