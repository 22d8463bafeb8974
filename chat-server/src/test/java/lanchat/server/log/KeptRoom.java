package lanchat.server.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import lanchat.common.Event;
import lanchat.common.Name;
import lanchat.common.RefusedException;
import lanchat.server.Patience;
import lanchat.server.log.Proposer.Decision;
import lanchat.server.log.RoomLog.Proposed;
import lanchat.server.room.Proposal;
import lanchat.server.room.Rules;

/** A room with a journal, as tests use it: what is said here is kept when the method returns. */
final class KeptRoom implements AutoCloseable {
    static final String ANN = "session-of-ann";
    static final String BOB = "session-of-bob";
    static final long HUGE = 1L << 40;

    private final Journal journal;
    private final AppendingLog log;
    private final Queue<Trouble> troubles = new ConcurrentLinkedQueue<>();
    private final Queue<Decision> decisions = new ConcurrentLinkedQueue<>();

    private KeptRoom(Journal journal) throws IOException {
        this.journal = journal;
        try {
            this.log = new AppendingLog(journal, new Rules(host(), true), 1024 * 1024, 3);
        } catch (IOException | RuntimeException failed) {
            journal.close(null);
            throw failed;
        }
        log.onTrouble(troubles::add);
    }

    static KeptRoom open(Path directory) throws IOException {
        return open(directory, RealDisk.INSTANCE, HUGE);
    }

    static KeptRoom open(Path directory, Disk disk, long segmentBytes) throws IOException {
        return open(new JournalSettings(directory, true, 0, 0), disk, segmentBytes);
    }

    static KeptRoom open(JournalSettings settings, LongSupplier clock) throws IOException {
        return new KeptRoom(Journal.open(settings, RealDisk.INSTANCE, HUGE, clock));
    }

    static KeptRoom open(JournalSettings settings, Disk disk, long segmentBytes) throws IOException {
        return new KeptRoom(Journal.open(settings, disk, segmentBytes, System::currentTimeMillis));
    }

    AppendingLog log() {
        return log;
    }

    Queue<Trouble> troubles() {
        return troubles;
    }

    Queue<Decision> decisions() {
        return decisions;
    }

    KeptRoom joins(String session, String name) throws Exception {
        return kept(Proposal.Join.by("plain", session, 1_000, name(name), "192.168.1.7"));
    }

    KeptRoom says(String session, String... texts) throws Exception {
        for (String text : texts) {
            kept(new Proposal.Say(session, 2_000, 0, text));
        }
        return this;
    }

    /** Proposes it and does not wait. */
    KeptRoom proposes(Proposal proposal) throws Exception {
        log.propose(List.of(new Proposed(proposal, decisions::add)));
        return this;
    }

    /** Proposes it, and returns when its event is out. */
    KeptRoom kept(Proposal proposal) throws Exception {
        long before = log.newest();
        proposes(proposal);
        Patience.until("it is kept: " + proposal, () -> log.newest() > before);
        return this;
    }

    /** Everything from the journal on disk, through a reader of its own: place, checksum, and what happened. */
    List<String> onDisk() throws Exception {
        try (LogReader reader = journal.reader()) {
            return from(reader);
        }
    }

    /** What those who follow it on disk take turns by. */
    Semaphore turns() {
        return journal.turns();
    }

    /** Follows what is on disk, and not what memory has. */
    LogReader journalReader() {
        return journal.reader();
    }

    static List<String> from(LogReader reader) throws Exception {
        List<String> all = new ArrayList<>();
        long place = 0;
        List<Entry> some = reader.after(place, 500);
        while (!some.isEmpty()) {
            for (Entry entry : some) {
                all.add(line(entry));
                place = entry.seq();
            }
            some = reader.after(place, 500);
        }
        return all;
    }

    static String line(Entry entry) {
        Event event = entry.event();
        byte[] json = entry.json();
        String sum = new String(LogLine.sum(json), StandardCharsets.US_ASCII);
        String what = event instanceof Event.Said said
                ? said.text()
                : event.getClass().getSimpleName();
        return entry.seq() + " " + sum + " " + event.name() + ":" + what + " " + entry.members() + " " + entry.end();
    }

    /** The segments of a directory, oldest first. */
    static List<Path> segments(Path directory) throws IOException {
        return new ArrayList<>(JournalDirectory.segments(directory).values());
    }

    static Path lastSegment(Path directory) throws IOException {
        List<Path> all = segments(directory);
        return all.get(all.size() - 1);
    }

    /** Where the lines of a file begin, and where the last one ends. */
    static List<Integer> lineStarts(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        List<Integer> starts = new ArrayList<>(List.of(0));
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                starts.add(i + 1);
            }
        }
        return starts;
    }

    static Name host() {
        return name("Host");
    }

    static Name name(String typed) {
        try {
            return Name.of(typed);
        } catch (RefusedException refused) {
            throw new IllegalArgumentException(refused);
        }
    }

    /** As if the program were killed: nothing is written any more. */
    void dies() {
        journal.close(null);
    }

    @Override
    public void close() {
        log.close();
    }
}
