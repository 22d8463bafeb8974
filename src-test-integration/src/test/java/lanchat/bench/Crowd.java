package lanchat.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Many simulated members of one server, all on the thread that calls. It is made to be cheap, so that the server is what
 * is measured: one selector, and reading is comparing bytes ({@link Ledger}).
 */
final class Crowd implements AutoCloseable {
    private static final int BUFFER_BYTES = 256 * 1024;
    /**
     * They come from so many addresses: a port of its own is looked for at each one for every connection, and is soon found
     * only where most are free, also with thousands whose last connection is still remembered (RFC 9293, TIME-WAIT).
     */
    private static final int ADDRESSES = 250;

    /** When nobody has come in for so long nobody else will: TCP has tried four times by then to connect. */
    private static final long COME_IN_NANOS = TimeUnit.SECONDS.toNanos(20);

    private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(8);
    private static final long KNOCK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** How often each of those reads who read in bursts. */
    private static final long BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** A selector is not more exact than this. */
    private static final long SPIN_NANOS = TimeUnit.MICROSECONDS.toNanos(1_500);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final ServerRun server;
    private final Load load;
    private final Mark mark;
    private final Ledger ledger;
    private final @Nullable SSLContext tls;
    private final Selector selector = Selector.open();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final List<Guest> guests = new ArrayList<>();
    private final List<Guest> prompt = new ArrayList<>();
    private final List<Guest> slow = new ArrayList<>();
    /** Those of the slow ones who read in bursts. */
    private final List<Guest> bursting = new ArrayList<>();
    /** Those who are not in yet: to ask everybody each time would cost more than a server that lets thousands in. */
    private final List<Guest> coming = new ArrayList<>();

    private long said;
    private int nextSender;
    private long nextBurst;
    private int nextBursting;
    private boolean leaving;

    Crowd(ServerRun server, Load load) throws IOException {
        this.server = server;
        this.load = load;
        this.mark = new Mark(load.textBytes());
        this.ledger = new Ledger(load.connections(), mark);
        this.tls = load.tls() ? TlsLink.context() : null;
    }

    /**
     * Everybody comes in, so many at once; returns how long that took, in nanoseconds.
     *
     * @param idle whether they only come in (at IRC: register, but join no channel)
     */
    long comesIn(boolean idle) throws IOException, NotMeasuredException {
        long begin = System.nanoTime();
        long progress = begin;
        long nextKnock = begin;
        int here = 0;
        while (here < load.connections()) {
            long now = System.nanoTime();
            if (now - progress > COME_IN_NANOS || server.hasEnded() || ledger.faults.closed > 0) {
                throw new NotMeasuredException("only " + here + " of " + load.connections() + " came in"
                        + (server.hasEnded() ? ", then the server ended" : ""));
            }
            boolean allKnock = server.speech().knocks() && guests.size() == load.connections();
            long mayBeThere = server.connectsPerSecond() * (now - begin) / TimeUnit.SECONDS.toNanos(1) + 1;
            while (guests.size() < load.connections()
                    && guests.size() < mayBeThere
                    && (guests.size() - here < server.underWay()
                            || server.speech().knocks())) {
                connect(idle);
            }
            if (allKnock && now > nextKnock) {
                nextKnock = now + KNOCK_NANOS;
                knock(guests.get(0));
                knock(guests.get(guests.size() - 1));
            }
            turn(TURN_NANOS);
            if (coming.removeIf(Guest::isIn)) {
                here = guests.size() - coming.size();
                progress = System.nanoTime();
            }
        }
        for (Guest each : slow) {
            if (each.habit != Guest.Habit.AT_ONCE) {
                each.stopsListening();
            }
        }
        return System.nanoTime() - begin;
    }

    /** They talk, until every line has been read or has been waited for in vain. */
    Driven talks() throws IOException {
        flood();
        long begin = System.nanoTime();
        long countFrom = begin + (long) (load.warmSeconds() * TimeUnit.SECONDS.toNanos(1));
        long countTo = countFrom + (long) (load.seconds() * TimeUnit.SECONDS.toNanos(1));
        Pace pace = load.rate() > 0 ? new Pace(load.rate(), begin, countFrom) : null;

        talkUntil(countFrom, pace);
        long from = System.nanoTime();
        long deliveriesBefore = ledger.delivered;
        double serverBefore = server.cpuSeconds();
        double allBefore = Machine.busySeconds();
        long ownBefore = THREADS.getCurrentThreadCpuTime();

        talkUntil(countTo, pace);
        double seconds = (System.nanoTime() - from) / 1e9;
        long deliveries = ledger.delivered - deliveriesBefore;
        double serverSeconds = server.cpuSeconds() - serverBefore;
        double ownSeconds = (THREADS.getCurrentThreadCpuTime() - ownBefore) / 1e9;
        double others = Machine.busySeconds() - allBefore - serverSeconds - ownSeconds;

        int slowOnesClosed = awaitEverything();
        return new Driven(
                deliveries,
                seconds,
                serverSeconds,
                ledger.latency,
                ledger.faults,
                slowOnesClosed,
                ownSeconds / seconds,
                Math.max(0, others) / seconds);
    }

    /** So many lines are said as fast as the window allows. */
    long saysAtOnce(long lines) throws IOException {
        long before = said;
        long progress = System.nanoTime();
        while (said - before < lines && System.nanoTime() - progress < STUCK_NANOS) {
            if (sayWhatFits(lines - (said - before)) > 0) {
                progress = System.nanoTime();
            }
            turn(TURN_NANOS);
        }
        return said - before;
    }

    /** Waits until everybody has read everything, gives up when nothing comes any more, and counts what is missing. */
    int awaitEverything() throws IOException {
        for (Guest each : slow) {
            each.listensAgain();
        }
        long lastDelivered = -1;
        long progress = System.nanoTime();
        while (!everybodyHasAll() && System.nanoTime() - progress < STUCK_NANOS) {
            turn(TURN_NANOS);
            if (ledger.delivered != lastDelivered) {
                lastDelivered = ledger.delivered;
                progress = System.nanoTime();
            }
        }
        int slowOnesClosed = 0;
        for (Guest each : guests) {
            if (each.habit != Guest.Habit.AT_ONCE && each.hasEnded()) {
                slowOnesClosed++;
            } else {
                each.copy().close();
            }
        }
        ledger.close();
        return slowOnesClosed;
    }

    /** What was not right until now. */
    Faults faults() {
        return ledger.faults;
    }

    /** Goes on reading for so long. */
    void listens(double seconds) throws IOException {
        long until = System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        for (long now = System.nanoTime(); now < until; now = System.nanoTime()) {
            turn(Math.min(TURN_NANOS, until - now));
        }
    }

    /** How many are in the room. */
    int countIn() {
        int count = 0;
        for (Guest each : guests) {
            count += each.isIn() && !each.hasEnded() ? 1 : 0;
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        leaving = true;
        for (Guest each : guests) {
            each.close();
        }
        selector.close();
    }

    private void connect(boolean idle) throws IOException {
        int index = guests.size();
        Guest.Habit habit = Guest.Habit.AT_ONCE;
        if (index >= load.members()) {
            habit = index < load.members() + load.bursting() ? Guest.Habit.IN_BURSTS : Guest.Habit.NOT_BEFORE_THE_END;
        }
        InetAddress own = InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) (1 + index % ADDRESSES)});
        Guest guest = new Guest(
                index,
                habit,
                index < load.senders() && !idle,
                idle,
                server.speech(),
                ledger,
                new InetSocketAddress(own, 0),
                server.address(),
                selector);
        guests.add(guest);
        coming.add(guest);
        (habit == Guest.Habit.AT_ONCE ? prompt : slow).add(guest);
        if (habit == Guest.Habit.IN_BURSTS) {
            bursting.add(guest);
        }
    }

    private static void knock(Guest guest) throws IOException {
        if (guest.isConnected()) {
            guest.says(0, PlainSpeech.KNOCK.getBytes(StandardCharsets.US_ASCII));
            guest.writes();
        }
    }

    private void flood() throws IOException {
        if (load.floodLines() > 0) {
            saysAtOnce(load.floodLines());
        }
    }

    private void talkUntil(long end, @Nullable Pace pace) throws IOException {
        for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
            if (pace == null) {
                sayWhatFits(Long.MAX_VALUE);
                turn(TURN_NANOS);
            } else {
                sayWhatIsDue(pace, now);
                turn(Math.min(pace.next(), end) - System.nanoTime());
            }
        }
    }

    /** Says lines until as many are under way as may be; each sender's in one piece. */
    private long sayWhatFits(long most) throws IOException {
        long free = Math.min(most, load.window() - (said - readByAll()));
        if (free <= 0) {
            return 0;
        }
        int each = (int) Math.max(1, free / load.senders());
        long left = free;
        while (left > 0) {
            Guest sender = guests.get(nextSender);
            int count = (int) Math.min(each, left);
            for (int i = 0; i < count; i++) {
                say(sender, 0);
            }
            sender.writes();
            left -= count;
            nextSender = (nextSender + 1) % load.senders();
        }
        return free;
    }

    private void sayWhatIsDue(Pace pace, long now) throws IOException {
        while (pace.next() <= now) {
            Guest sender = guests.get(nextSender);
            nextSender = (nextSender + 1) % load.senders();
            say(sender, pace.isCounted() ? pace.next() : 0);
            sender.writes();
            pace.advance();
        }
    }

    private void say(Guest sender, long dueNanos) {
        int number = ledger.says(sender.index, dueNanos);
        sender.says(number, mark.text(sender.index, number));
        said++;
    }

    /** How many lines everybody has read who reads at once; also lets those go on who waited for others. */
    private long readByAll() {
        long lines = Long.MAX_VALUE;
        long now = System.nanoTime();
        for (Guest each : prompt) {
            Copy copy = each.copy();
            if (!each.hasEnded()) { // The ledger forgets without asking those.
                copy.goesOn(now);
            }
            lines = Math.min(lines, copy.lines());
        }
        return lines;
    }

    private boolean everybodyHasAll() {
        long lines = readByAll();
        for (Guest each : slow) {
            if (!each.hasEnded()) {
                each.copy().goesOn(System.nanoTime());
                lines = Math.min(lines, each.copy().lines());
            }
        }
        return lines >= said;
    }

    private void turn(long waitNanos) throws IOException {
        long now = System.nanoTime();
        if (waitNanos > SPIN_NANOS) {
            selector.select(TimeUnit.NANOSECONDS.toMillis(waitNanos - SPIN_NANOS) + 1);
        } else {
            selector.selectNow();
        }
        for (SelectionKey key : selector.selectedKeys()) {
            Guest guest = (Guest) key.attachment();
            if (key.isValid() && key.isConnectable()) {
                connected(guest);
            }
            if (key.isValid() && key.isWritable()) {
                guest.writes();
            }
            if (key.isValid() && key.isReadable()) {
                read(guest);
            }
        }
        selector.selectedKeys().clear();
        if (!bursting.isEmpty() && now > nextBurst) {
            nextBurst = now + BURST_NANOS / bursting.size();
            drain(bursting.get(nextBursting++ % bursting.size()));
        }
        forget();
    }

    private void connected(Guest guest) throws IOException {
        try {
            guest.connected(tls);
        } catch (IOException refused) {
            ledger.faults.closed++;
            guest.close();
        }
    }

    private void read(Guest guest) throws IOException {
        boolean had = guest.hasEnded();
        guest.reads(buffer);
        if (!had && guest.hasEnded() && guest.habit == Guest.Habit.AT_ONCE && !leaving) {
            ledger.faults.closed++;
        }
    }

    /**
     * One who reads in bursts takes all that is there. They do so one after the other: all at once they would keep this
     * thread from the others for milliseconds, twice a second, which is just what the 99th percentile shows.
     */
    private void drain(Guest slowOne) throws IOException {
        while (slowOne.reads(buffer)) {
            // All that is there.
        }
    }

    private void forget() {
        if (said == 0) {
            return;
        }
        long place = Long.MAX_VALUE;
        long lines = Long.MAX_VALUE;
        for (Guest each : guests) {
            if (!each.hasEnded()) {
                long own = each.copy().lines();
                if (own < lines) {
                    lines = own;
                    place = ledger.lineStart(own);
                }
            }
        }
        if (place != Long.MAX_VALUE) {
            ledger.forget(place, lines);
        }
    }

    /** When lines are due: evenly, whatever becomes of those before. */
    private static final class Pace {
        private final long begin;
        private final long countFrom;
        private final double gapNanos;
        private long index;

        Pace(int perSecond, long begin, long countFrom) {
            this.begin = begin;
            this.countFrom = countFrom;
            this.gapNanos = TimeUnit.SECONDS.toNanos(1) / (double) perSecond;
        }

        long next() {
            return begin + (long) (index * gapNanos);
        }

        boolean isCounted() {
            return next() >= countFrom;
        }

        void advance() {
            index++;
        }
    }
}
