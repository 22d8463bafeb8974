package lanchat.server.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import lanchat.common.Event;
import lanchat.common.Json;
import lanchat.server.room.Absent;
import lanchat.server.room.Aside;
import lanchat.server.room.Member;
import lanchat.server.room.OwnedName;
import lanchat.server.room.Ruling;
import org.jspecify.annotations.Nullable;

/** Reads one segment from its beginning and checks every line. For one thread, with a file handle of its own. */
final class SegmentReader implements Closeable {
    /** One event as it was kept. */
    record KeptEvent(Entry entry, Aside aside) {}

    private final Path file;
    private final LineCursor lines;
    private final SegmentHead head;
    private final LogState start;
    private final Checksum chain;
    private int members;
    private long bytes;
    private long spoken;
    /** Up to here the file was forced, as the newest mark says. */
    private long forced;

    private String lastSum;

    /**
     * Opens a segment and reads its head.
     *
     * @param limit where it ends, at most
     * @throws DamageException when the head is not what was written, or not whole
     */
    @SuppressWarnings("this-escape")
    SegmentReader(Path file, long limit) throws IOException {
        this.file = file;
        this.lines = new LineCursor(file);
        try {
            SegmentHead first = null;
            Checksum own = new Checksum(new byte[0]);
            byte[] line = lines.next(limit);
            Fields fields = line == null ? null : Fields.read(line);
            if (fields != null) {
                if (SegmentHead.TYPE.equals(fields.text("type")) && fields.number("_version") > SegmentHead.VERSION) {
                    throw new JournalException(file + " was written by a newer server (format "
                            + fields.number("_version") + "; this one reads up to " + SegmentHead.VERSION
                            + "). Start that one, or give this one another room: --room NAME.");
                }
                first = SegmentHead.read(fields);
                own = first == null ? own : new Checksum(first.salt());
            }
            if (first == null || line == null || !own.accepts(line)) {
                throw damage(0, 1, "a segment should begin here, and what stands here is something else");
            }
            this.lastSum = own.last();
            this.head = first;
            List<Member> present =
                    readHead(own, limit, head.members(), SegmentHead::member, "a member of the room should be here");
            List<Absent> gone =
                    readHead(own, limit, head.absent(), SegmentHead::absent, "a session of the room should be here");
            List<OwnedName> names =
                    readHead(own, limit, head.owned(), SegmentHead::owned, "a name and its owner should be here");
            List<Ruling> holding =
                    readHead(own, limit, head.rulings(), SegmentHead::ruling, "a ruling of the room should be here");
            this.start = head.state(present, gone, names, holding);
            this.chain = new Checksum(head.salt());
            chain.goTo(head.sum());
            this.members = head.members();
            this.bytes = head.bytes();
            this.spoken = head.spoken();
            this.forced = 0;
        } catch (IOException | RuntimeException failed) {
            lines.close();
            throw failed;
        }
    }

    private <T> List<T> readHead(
            Checksum own, long limit, int count, Function<Fields, @Nullable T> read, String otherwise)
            throws IOException {
        List<T> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long offset = lines.offset();
            byte[] line = lines.next(limit);
            Fields fields = line == null || !own.accepts(line) ? null : Fields.read(line);
            T one = fields == null ? null : read.apply(fields);
            if (one == null) {
                throw damage(offset, lines.line(), otherwise);
            }
            all.add(one);
            lastSum = own.last();
        }
        return all;
    }

    SegmentHead head() {
        return head;
    }

    /** The log where the segment begins. */
    LogState start() {
        return start;
    }

    /** Where the next line begins. */
    long offset() {
        return lines.offset();
    }

    /** Up to where the file had been forced when the last line that was read was written. */
    long forced() {
        return forced;
    }

    /** Number of the next line, from 1 on. */
    int line() {
        return lines.line();
    }

    /** The newest event's checksum. */
    String sum() {
        return chain.last();
    }

    /** Checksum of the last line that was read. */
    String lastSum() {
        return lastSum;
    }

    /** Bytes of all lines handed out up to here. */
    long bytes() {
        return bytes;
    }

    /** Lines said and acted up to here. */
    long spoken() {
        return spoken;
    }

    /**
     * The next event; null at the end.
     *
     * @param limit where the end is
     * @throws DamageException when the next line is not what was written, or not whole
     */
    @Nullable
    KeptEvent next(long limit) throws IOException {
        while (true) {
            long offset = lines.offset();
            byte[] line = lines.next(limit);
            if (line == null) {
                return null;
            }
            if (!chain.isNext(line)) {
                throw damage(offset, lines.line() - 1, "this line is not as it was written");
            }
            long mark = LogLine.mark(line);
            if (mark >= 0 && mark != offset) {
                throw damage(offset, lines.line() - 1, "this line is not at its place");
            }
            forced = Math.max(forced, mark);
            lastSum = LogLine.sumOf(line);
            KeptEvent event = event(line);
            if (event != null) {
                return event;
            }
        }
    }

    /** The event of a line that is as it was written; null where the line says something else. */
    private @Nullable KeptEvent event(byte[] line) throws JournalException {
        byte[] shown = LogLine.shown(line);
        if (Json.message(line) instanceof Event event) {
            chain.accepts(line);
            members += event instanceof Event.Joined ? 1 : event instanceof Event.Left ? -1 : 0;
            bytes += shown.length;
            spoken += Decider.isSpoken(event) ? 1 : 0;
            Fields fields = LogLine.hasFields(line) ? Fields.read(line) : null;
            return new KeptEvent(new Entry(event, shown, members, bytes), fields == null ? Aside.NONE : fields.aside());
        }
        Fields fields = Fields.read(line);
        if (fields != null && fields.text("type").startsWith("_")) {
            return null;
        }
        throw new JournalException(file + ", line " + (lines.line() - 1) + ": a newer server has written this, and this"
                + " one can't read it. Start that one, or give this one another room: --room NAME.");
    }

    private DamageException damage(long offset, int line, String what) {
        return new DamageException(file, line, offset, what);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
