package lanchat.server.log;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import lanchat.common.Chains;
import lanchat.server.log.SegmentHead.Seal;
import lanchat.server.log.SegmentReader.KeptEvent;
import lanchat.server.room.Room;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where a journal ends. The last segment is read whole, of the others the heads and the seals are looked at.
 * A torn end, which a crash can leave, is to be cut off; anything else that is not as it was written stops the start.
 */
final class JournalStart {
    /**
     * What was found.
     *
     * @param forced up to here the last segment had been forced for certain
     * @param lastSum the checksum of its last line
     */
    record Found(List<Segment> segments, long forced, String lastSum, Store.Kept kept) {}

    private final JournalDirectory directory;
    private final int recent;
    private final List<String> remarks = new ArrayList<>();

    /** To read what is in this directory, and this many lines said and acted at least. */
    JournalStart(JournalDirectory directory, int recent) {
        this.directory = directory;
        this.recent = recent;
    }

    /** What has been found that the host should know, in sentences. */
    List<String> remarks() {
        return List.copyOf(remarks);
    }

    /** Brings an empty room to where the journal ends; null where there is none yet. */
    @Nullable
    Found read(Room room) throws IOException {
        if (Files.exists(directory.repairing())) {
            throw new JournalException("A repair of the journal in " + directory.path()
                    + " was not finished. Begin it again: java -jar chat-server.jar journal repair");
        }
        NavigableMap<Integer, Path> files = JournalDirectory.segments(directory.path());
        while (!files.isEmpty()) {
            Map.Entry<Integer, Path> newest = files.pollLastEntry();
            Path file = newest.getValue();
            SegmentReader last = openLast(file);
            if (last != null) {
                try (last) {
                    checkNumber(file, last.head(), newest.getKey());
                    return readLast(last, chain(file, last.head(), files), room);
                }
            }
        }
        return null;
    }

    /** Null where a crash had torn the segment before anything in it was safe. */
    private @Nullable SegmentReader openLast(Path file) throws IOException {
        try {
            return new SegmentReader(file, Files.size(file));
        } catch (DamageException damage) {
            if (isWrittenLater(file, damage.offset())) {
                throw damage;
            }
            Path aside = directory.setAside(file);
            remarks.add("A crash had torn " + file + " before anything in it was safe; it is called "
                    + aside.getFileName() + " now and not used.");
            return null;
        }
    }

    /** The segments that belong together up to this last one, oldest first. */
    private List<Segment> chain(Path last, SegmentHead lastHead, NavigableMap<Integer, Path> earlier)
            throws IOException {
        ArrayDeque<Segment> chain = new ArrayDeque<>();
        chain.add(new Segment(last, lastHead, 0));
        for (Seal seal = lastHead.previous();
                seal != null;
                seal = chain.getFirst().head().previous()) {
            Path file = earlier.remove(seal.number());
            if (file == null) {
                if (earlier.isEmpty()) {
                    break; // They were old, and have gone as they should.
                }
                throw new DamageException(directory.segment(seal.number()), 1, 0, "this file is missing");
            }
            checkSeal(file, seal);
            try (SegmentReader reader = new SegmentReader(file, seal.length())) {
                checkNumber(file, reader.head(), seal.number());
                chain.addFirst(new Segment(file, reader.head(), seal.length()));
            }
        }
        for (Path stray : earlier.values()) {
            remarks.add(stray + " is no part of the log: it was damaged, or writing it had failed. It is called "
                    + directory.setAside(stray).getFileName() + " now and not used.");
        }
        return new ArrayList<>(chain);
    }

    /** A file that somebody has copied under another name would be gone on in, and not be found again. */
    private static void checkNumber(Path file, SegmentHead head, int number) throws DamageException {
        if (head.number() != number) {
            throw new DamageException(
                    file, 1, 0, "this file has the name of another one: in it is number " + head.number());
        }
    }

    private static void checkSeal(Path file, Seal seal) throws IOException {
        byte[] end = new byte[LogLine.TAIL];
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            if (in.length() < seal.length() || seal.length() < end.length) {
                throw new DamageException(
                        file, 1, 0, "this file has " + in.length() + " bytes and should have " + seal.length());
            }
            in.seek(seal.length() - end.length);
            in.readFully(end);
        }
        if (!new String(end, StandardCharsets.ISO_8859_1).equals(",\"sum\":\"" + seal.last() + "\"}\n")) {
            throw new DamageException(file, 1, seal.length(), "this file does not end as the next one says it does");
        }
    }

    private Found readLast(SegmentReader reader, List<Segment> segments, Room room) throws IOException {
        try (ChainBeside digests =
                new ChainBeside(new Chains(reader.start().seq(), reader.start().chain()))) {
            return readLast(reader, segments, room, digests);
        }
    }

    private Found readLast(SegmentReader reader, List<Segment> segments, Room room, ChainBeside digests)
            throws IOException {
        Segment last = segments.get(segments.size() - 1);
        room.restore(reader.start().room());
        List<Entry> tail = new ArrayList<>();
        long size = Files.size(last.file());
        long end = reader.offset();
        try {
            for (KeptEvent kept = reader.next(size); kept != null; kept = reader.next(size)) {
                room.apply(kept.entry().event(), kept.aside());
                tail.add(kept.entry());
                digests.take(kept.entry());
                end = reader.offset();
            }
            end = reader.offset();
        } catch (DamageException damage) {
            if (isWrittenLater(last.file(), damage.offset())) {
                throw damage;
            }
            end = damage.offset();
            remarks.add(damage.getMessage() + ". A crash can leave such an end; what stands from there on ("
                    + (size - end) + " bytes) was cut off. What was shown to anybody is all there.");
        }
        last.grow(end);
        Chains chains = digests.chains();
        LogState state = new LogState(room.state(), reader.sum(), reader.bytes(), reader.spoken(), chains.digest());
        Store.Kept kept = new Store.Kept(
                reader.head().room(),
                reader.head().salt(),
                reader.start(),
                older(segments, state.spoken() - reader.start().spoken()),
                tail,
                state,
                chains,
                List.copyOf(remarks));
        return new Found(segments, Math.min(reader.forced(), end), reader.lastSum(), kept);
    }

    /** The newest lines said and acted before the last segment, as far as that has too few. */
    private List<Entry> older(List<Segment> segments, long inLast) throws IOException {
        ArrayDeque<Entry> found = new ArrayDeque<>();
        for (int i = segments.size() - 2; i >= 0 && found.size() + inLast < recent; i--) {
            Segment segment = segments.get(i);
            if (segments.get(i + 1).head().spoken() > segment.head().spoken()) {
                ArrayDeque<Entry> spoken = new ArrayDeque<>();
                try (SegmentReader reader = new SegmentReader(segment.file(), segment.length())) {
                    for (KeptEvent kept = reader.next(segment.length());
                            kept != null;
                            kept = reader.next(segment.length())) {
                        if (Decider.isSpoken(kept.entry().event())) {
                            spoken.add(kept.entry());
                        }
                    }
                }
                while (!spoken.isEmpty() && found.size() + inLast < recent) {
                    found.addFirst(spoken.removeLast());
                }
            }
        }
        return new ArrayList<>(found);
    }

    /** Whether something was written behind this place after the disk had said that it has what stands here. */
    static boolean isWrittenLater(Path file, long place) throws IOException {
        return LogLine.laterMark(Files.readAllBytes(file), 0, 0, place);
    }
}
