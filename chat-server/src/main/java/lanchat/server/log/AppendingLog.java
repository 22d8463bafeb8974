package lanchat.server.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import lanchat.common.Chains;
import lanchat.common.Event;
import lanchat.common.Threads;
import lanchat.server.log.Batch.Step;
import lanchat.server.log.Proposer.Decision;
import lanchat.server.room.Member;
import lanchat.server.room.Outcome;
import lanchat.server.room.Room;
import lanchat.server.room.Rules;
import org.jspecify.annotations.Nullable;

/**
 * The room's log over a {@link Store}. Its one appending thread takes all that was proposed, decides it as a batch, has
 * the store keep it, and then hands out all outcomes alike: nobody is told anything before it is safe.
 *
 * <p>That thread never waits for a socket, a terminal or the logger, and nothing ever interrupts it. When the store
 * fails, the batch stays where it is: {@link HeldBatch}.
 */
public final class AppendingLog implements RoomLog {
    private final Store store;
    private final String id;
    private final Decider decider;
    private final Chains chains;
    private final LogWindow window;
    private final History history;
    private final List<Member> present;
    private final List<String> remarks;
    private final Inbox inbox;
    private final Gathering gathering = new Gathering();
    private final List<Runnable> wakers = new CopyOnWriteArrayList<>();
    private final List<Consumer<Trouble>> listeners = new CopyOnWriteArrayList<>();
    private final Thread appender = Threads.platform("room log", this::appendUntilClosed);
    private final CompletableFuture<Throwable> faults = new CompletableFuture<>();
    private volatile @Nullable String trouble;
    private volatile long spoken;

    /**
     * A log in this store; its thread runs at once.
     *
     * @param rules what the host has set
     * @param maxBytes how many bytes of encoded events are kept in memory
     * @param recent how many lines said and acted a newcomer is shown
     * @throws IOException when the store can't be read, with a sentence for the host
     */
    AppendingLog(Store store, Rules rules, long maxBytes, int recent) throws IOException {
        this.store = store;
        this.inbox = new Inbox(Math.min(Inbox.MAX_WEIGHT_BYTES, maxBytes / 8));
        Room room = new Room(rules);
        Store.Kept kept = store.restore(room, recent);
        this.id = kept.room();
        this.remarks = kept.remarks();
        this.present = room.state().members();
        this.chains = kept.chains();
        this.decider = new Decider(room, new Room(rules), kept.salt(), kept.end(), chains);
        this.spoken = kept.end().spoken();
        this.window = new LogWindow(maxBytes, recent, kept);
        this.history = new History(window, store);
        store.onTrouble(news -> listeners.forEach(listener -> listener.accept(news)));
        appender.start();
    }

    /** A log that lives as long as the server: what it hands out is in memory only. */
    public static AppendingLog inMemory(Rules rules, long maxBytes, int recent) {
        try {
            return new AppendingLog(new MemoryStore(), rules, maxBytes, recent);
        } catch (IOException impossible) {
            throw new IllegalStateException("memory could not be read", impossible);
        }
    }

    /**
     * A log in a journal on disk.
     *
     * @throws IOException when it can't be opened, with a sentence for the host
     */
    public static AppendingLog inJournal(JournalSettings settings, Rules rules, long maxBytes, int recent)
            throws IOException {
        Journal journal = Journal.open(settings);
        try {
            return new AppendingLog(journal, rules, maxBytes, recent);
        } catch (IOException | RuntimeException failed) {
            journal.close(null);
            throw failed;
        }
    }

    /** Those who were in the room when it was last open, whose connections that end has ended. */
    public List<Member> presentAtStart() {
        return present;
    }

    /** What was found at the start that the host should know, in sentences. */
    public List<String> remarksAtStart() {
        return remarks;
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
    public boolean isBusy() {
        return !inbox.isIdle();
    }

    @Override
    public long newest() {
        return window.newest();
    }

    @Override
    public long newestUnspoken() {
        return window.newestUnspoken();
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
    public long reachesBackTo() {
        return Math.min(window.reachesBackTo(), store.reachesBackTo());
    }

    @Override
    public Memory recall(long seq, String sum) throws IOException {
        if (seq > newest()) {
            return Memory.OTHER;
        }
        try (LogReader reader = reader()) {
            List<Entry> found = reader.after(seq - 1, 1);
            boolean same = !found.isEmpty()
                    && found.get(0).seq() == seq
                    && sum.equals(LogLine.sumOf(found.get(0).json()));
            return same ? Memory.SAME : Memory.OTHER;
        } catch (BehindException older) {
            if (seq - 1 >= reachesBackTo()) {
                throw new IOException("the journal can't be read", older); // It says so itself, to the host.
            }
            return Memory.GONE;
        }
    }

    @Override
    public long memoryBytes() {
        return window.maxBytes();
    }

    @Override
    public String size() {
        return spoken + (spoken == 1 ? " line" : " lines") + " said since the room began, newest event " + newest()
                + "; " + store.size();
    }

    @Override
    public @Nullable String chainAt(long seq) {
        return chains.at(seq);
    }

    @Override
    public long chainedUpTo() {
        return chains.last();
    }

    @Override
    public LogReader reader() {
        return new FarReader(window, store.reader());
    }

    @Override
    public Past past(int most, int maxBytes, Predicate<Event> wanted) throws IOException, InterruptedException {
        return history.past(most, maxBytes, wanted);
    }

    @Override
    public void onCommit(Runnable wake) {
        wakers.add(wake);
    }

    @Override
    public void onTrouble(Consumer<Trouble> told) {
        listeners.add(told);
    }

    @Override
    public @Nullable String trouble() {
        return trouble;
    }

    /** Has this told, at most once, when a mistake of this program has ended the log: nothing happens any more. */
    public void onFault(Consumer<Throwable> told) {
        var unused = faults.thenAccept(told);
    }

    @Override
    public void close() {
        history.close();
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
        try {
            append();
        } catch (RuntimeException | Error fault) {
            // Nobody would ever be answered again, and nobody would know why.
            inbox.close();
            faults.complete(fault);
        }
    }

    private void append() {
        for (List<Proposed> all = take(); !all.isEmpty(); all = take()) {
            Batch batch = decider.decide(all);
            try {
                commit(batch);
            } catch (IOException failed) {
                decider.takeBack();
                new HeldBatch(all, inbox, decider, this::commit, this::answer, this::tell).keepTrying(failed);
            }
        }
        store.close(decider.safe());
    }

    /** Takes what there is, waiting for something, and a moment for the rest of what comes together. */
    private List<Proposed> take() {
        List<Proposed> all = inbox.takeAll(gathering.expected(), gathering.patienceNanos());
        gathering.taken(all.size());
        return all;
    }

    /** Makes it safe, and only then hands it out. */
    private void commit(Batch batch) throws IOException {
        if (!batch.lines().isEmpty()) {
            long began = System.nanoTime();
            store.append(batch.lines(), decider::safe);
            gathering.kept(System.nanoTime() - began);
        }
        decider.keep(batch);
        spoken = decider.spoken();
        handOut(batch);
    }

    private void handOut(Batch batch) {
        List<Step> answers = new ArrayList<>();
        int from = 0;
        for (Step step : batch.steps()) {
            if (looksBack(step)) {
                // What these are shown is what was said before: the window must have got just as far.
                hand(batch.entries().subList(from, step.entriesBefore()), answers);
                from = step.entriesBefore();
                answer(List.of(step));
            } else {
                answers.add(step);
            }
        }
        hand(batch.entries().subList(from, batch.entries().size()), answers);
    }

    private static boolean isNewcomers(Step step) {
        return step.outcome() instanceof Outcome.Admitted || step.outcome() instanceof Outcome.Resumed;
    }

    private static boolean looksBack(Step step) {
        return isNewcomers(step) || step.outcome() instanceof Outcome.Turn;
    }

    /**
     * Hands out what is ready. Answers go first: each carries its place in the order, and waits there for the events
     * before it; the other way round an event could overtake the answer.
     */
    private void hand(List<Entry> entries, List<Step> answers) {
        answer(answers);
        answers.clear();
        if (!entries.isEmpty()) {
            window.append(entries);
        }
        for (Runnable waker : wakers) {
            waker.run();
        }
    }

    private void tell(Trouble news) {
        trouble = news.lasting() ? news.forPeople() : null;
        listeners.forEach(listener -> listener.accept(news));
    }

    private void answer(List<Step> steps) {
        for (Step step : steps) {
            List<Entry> recent = isNewcomers(step) ? window.recent() : List.of();
            Proposed proposed = step.proposed();
            proposed.by().decided(new Decision(step.after(), proposed.proposal(), step.outcome(), recent));
        }
    }
}
