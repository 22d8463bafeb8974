package lanchat.server.log;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import lanchat.common.Event;
import lanchat.common.Json;
import lanchat.common.Threads;
import lanchat.server.log.Proposer.Decision;
import lanchat.server.room.Outcome;
import lanchat.server.room.Proposal;
import lanchat.server.room.Room;

/**
 * A log that lives as long as the server: what it hands out is in memory only.
 *
 * <p>Owns the {@link Room} and the appending thread, which alone asks the room anything. That thread never waits for
 * a socket, a terminal or the logger.
 */
public final class MemoryLog implements RoomLog {
    private final Room room;
    private final LogWindow window;
    private final Inbox inbox;
    private final Checksum checksum;
    private final String id;
    private final List<Runnable> wakers = new CopyOnWriteArrayList<>();
    private final Thread appender = Threads.platform("room log", this::appendUntilClosed);
    private long end;

    /**
     * A log for this room; its thread runs at once.
     *
     * @param room empty, and from now on this log's own
     * @param maxBytes how many bytes of encoded events are kept
     * @param recent how many lines said and acted a newcomer is shown
     */
    public MemoryLog(Room room, long maxBytes, int recent) {
        this.room = room;
        this.window = new LogWindow(maxBytes, recent);
        this.inbox = new Inbox(Math.min(Inbox.MAX_WEIGHT_BYTES, maxBytes / 8));
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        this.id = HexFormat.of().formatHex(random, 0, 8);
        this.checksum = new Checksum(random);
        appender.start();
    }

    @Override
    public String room() {
        return id;
    }

    @Override
    public void propose(List<Proposed> proposals) throws InterruptedException {
        inbox.put(proposals);
    }

    @Override
    public void proposeAtOnce(Proposed proposal) {
        inbox.putAtOnce(proposal);
    }

    @Override
    public long newest() {
        return window.newest();
    }

    @Override
    public List<Entry> after(long seq, int maxBytes) throws BehindException {
        return window.after(seq, maxBytes);
    }

    @Override
    public long bytesAfter(long seq) throws BehindException {
        return window.bytesAfter(seq);
    }

    @Override
    public long memoryBytes() {
        return window.maxBytes();
    }

    @Override
    public void onCommit(Runnable wake) {
        wakers.add(wake);
    }

    @Override
    public void close() {
        inbox.close();
        boolean interrupted = false;
        while (appender.isAlive()) {
            try {
                appender.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void appendUntilClosed() {
        for (List<Proposed> batch = inbox.takeAll(); !batch.isEmpty(); batch = inbox.takeAll()) {
            decide(batch);
        }
    }

    /** Decides a batch, and then hands out all its outcomes alike: nobody is told before it is safe to tell. */
    private void decide(List<Proposed> batch) {
        List<Entry> entries = new ArrayList<>(batch.size());
        List<Answer> answers = new ArrayList<>();
        for (Proposed proposed : batch) {
            Proposal proposal = proposed.proposal();
            Outcome outcome = room.decide(proposal);
            List<Entry> recent = List.of();
            if (outcome instanceof Outcome.Happened happened) {
                entries.add(take(happened.event()));
                if (!(proposal instanceof Proposal.Leave)) {
                    continue; // The event itself is the answer.
                }
            } else if (outcome instanceof Outcome.Admitted admitted) {
                hand(entries, answers);
                recent = window.recent();
                entries.add(take(admitted.event()));
            }
            answers.add(new Answer(proposed.by(), new Decision(room.seq(), proposal, outcome, recent)));
        }
        hand(entries, answers);
    }

    /**
     * Hands out what is ready. Answers go first: each carries its place in the order, and waits there for the events
     * before it; the other way round an event could overtake the answer.
     */
    private void hand(List<Entry> entries, List<Answer> answers) {
        for (Answer answer : answers) {
            answer.to().decided(answer.decision());
        }
        answers.clear();
        if (!entries.isEmpty()) {
            window.append(entries);
            entries.clear();
        }
        for (Runnable waker : wakers) {
            waker.run();
        }
    }

    private Entry take(Event event) {
        byte[] line = checksum.line(Json.bytes(event));
        room.apply(event);
        end += line.length;
        return new Entry(event, line, room.size(), end);
    }

    private record Answer(Proposer to, Decision decision) {}
}
