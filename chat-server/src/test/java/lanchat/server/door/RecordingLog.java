package lanchat.server.door;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import lanchat.server.log.BehindException;
import lanchat.server.log.Entry;
import lanchat.server.log.Proposer;
import lanchat.server.log.Proposer.Decision;
import lanchat.server.log.RoomLog;
import lanchat.server.room.Outcome;
import lanchat.server.room.Proposal;

/** A log that remembers what it decided for whom, and stops at a probe before and after each look at it. */
final class RecordingLog implements RoomLog {
    private final RoomLog log;
    private final Probe probe;
    private final Map<String, Queue<Decision>> bySession = new ConcurrentHashMap<>();
    private final Set<Thread> proposing = ConcurrentHashMap.newKeySet();
    private final Map<Proposer, Proposer> recorders = new ConcurrentHashMap<>();
    private final Map<String, Decision> admittedByName = new ConcurrentHashMap<>();

    /** How many times something has been proposed, and is in the log's hands. */
    final AtomicInteger proposed = new AtomicInteger();

    /** How many entries it has handed out to readers. */
    final AtomicInteger handedOut = new AtomicInteger();

    /** Whether it is said to be about to hand out more, whatever is so. */
    volatile boolean saysBusy;

    RecordingLog(RoomLog log, Probe probe) {
        this.log = log;
        this.probe = probe;
    }

    /** The log itself, for looking without stops. */
    RoomLog unrecorded() {
        return log;
    }

    /** How this name was let in; waits for nothing. */
    boolean hasAdmitted(String name) {
        return admittedByName.containsKey(name);
    }

    Decision admitted(String name) {
        Decision decision = admittedByName.get(name);
        if (decision == null) {
            throw new IllegalStateException(name + " has not been let in");
        }
        return decision;
    }

    /** The decisions for this session that are answered by a letter, in their order. */
    Queue<Decision> lettersTo(String session) {
        return bySession.computeIfAbsent(session, name -> new ConcurrentLinkedQueue<>());
    }

    /** Always the same one for the same proposer: the log tells connections apart by it. */
    private Proposed recorded(Proposed proposed) {
        Proposer by = proposed.by();
        Proposer recorder = recorders.computeIfAbsent(by, proposer -> decision -> {
            record(decision);
            probe.at("answer");
            proposer.decided(decision);
        });
        return new Proposed(proposed.proposal(), recorder);
    }

    private void record(Decision decision) {
        Proposal proposal = decision.proposal();
        if (decision.outcome() instanceof Outcome.Admitted admitted) {
            admittedByName.put(admitted.event().name(), decision);
        } else if (decision.outcome() instanceof Outcome.Refused || decision.outcome() instanceof Outcome.Present) {
            lettersTo(proposal.session()).add(decision);
        }
    }

    @Override
    public String room() {
        return log.room();
    }

    @Override
    public void propose(List<Proposed> proposals) throws InterruptedException {
        proposing.add(Thread.currentThread());
        try {
            log.propose(proposals.stream().map(this::recorded).toList());
            proposed.incrementAndGet();
        } finally {
            proposing.remove(Thread.currentThread());
        }
    }

    /** Whether somebody waits for the log to take what is proposed. */
    boolean holdsSomebodyBack() {
        return proposing.stream().anyMatch(thread -> thread.getState() == Thread.State.WAITING);
    }

    @Override
    public void proposeAtOnce(Proposed proposal) {
        log.proposeAtOnce(recorded(proposal));
    }

    @Override
    public boolean isBusy() {
        return saysBusy || log.isBusy();
    }

    @Override
    public long newest() {
        return log.newest();
    }

    @Override
    public List<Entry> after(long seq, int maxBytes) throws BehindException {
        probe.at("before a look");
        List<Entry> found = log.after(seq, maxBytes);
        handedOut.addAndGet(found.size());
        probe.at("after a look");
        return found;
    }

    @Override
    public long bytesAfter(long seq) throws BehindException {
        return log.bytesAfter(seq);
    }

    @Override
    public long reachesBackTo() {
        return log.reachesBackTo();
    }

    @Override
    public Memory recall(long seq, String sum) throws IOException {
        return log.recall(seq, sum);
    }

    @Override
    public long memoryBytes() {
        return log.memoryBytes();
    }

    @Override
    public void onCommit(Runnable wake) {
        log.onCommit(wake);
    }

    @Override
    public void close() {
        log.close();
    }
}
