package lanchat.server.door;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import lanchat.common.Endpoint;
import lanchat.common.LineInput;
import lanchat.common.Refusal;
import lanchat.common.Reply;
import lanchat.server.door.Feed.Pen;
import lanchat.server.door.Outbox.Letter;
import lanchat.server.log.Entry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: owns its socket and is what its reader thread runs. Whatever goes wrong with it, it ends alone.
 *
 * <p>The socket is read by the reader only, and written by whoever holds the pen of its {@link Feed}. Any thread may
 * close it; the reader takes the connection off the list, once the pen has come back to it.
 */
final class Connection implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private static final byte[] NOTHING = {};

    private static final AtomicIntegerFieldUpdater<Connection> WRITES =
            AtomicIntegerFieldUpdater.newUpdater(Connection.class, "writes");

    private final Carrier carrier;
    private final Doors doors;
    private final TimedInput timed;
    /** What the reader reads from: the same, or what comes out of TLS. */
    private volatile TimedInput reading;

    private final LineInput input;
    private final String address;
    private final boolean fromHere;
    private final Feed feed;
    private final AtomicBoolean due = new AtomicBoolean();
    private final CountDownLatch over = new CountDownLatch(1);
    private final CountDownLatch penBack = new CountDownLatch(1);
    private final Object closing = new Object();
    private Dialect dialect = PlainDialect.INSTANCE;
    private volatile @Nullable Seat seat;
    private volatile @Nullable Laggard laggard;
    private volatile @Nullable String broken;
    /** Told to the log by the reader: the walk must not wait for the logger. */
    private volatile boolean tooFarBehind;
    /** Likewise. */
    private volatile @Nullable RuntimeException fault;
    /** Counts up when a write begins and when it ends: odd while one is under way. */
    private volatile int writes;
    // The timer's own notes: which write it saw, and since when.
    private final UnderWay writing = new UnderWay();
    private final UnderWay listening = new UnderWay();
    private int readsSeen;
    /** The last letter has been written, or given up: what is still read is thrown away. */
    private volatile boolean parting;

    /** Takes over an accepted socket. */
    Connection(Socket raw, Doors doors) throws IOException {
        this.carrier = new Carrier(raw);
        this.doors = doors;
        this.feed = new Feed(doors.bounds().maxQueued());
        InetAddress from = ((InetSocketAddress) raw.getRemoteSocketAddress()).getAddress();
        this.address = from.getHostAddress();
        this.fromHere = from.isLoopbackAddress();
        this.timed = carrier.input();
        this.reading = timed;
        this.input = lines(timed);
    }

    /** Where it comes from, as it is shown: an address without a port. */
    String address() {
        return address;
    }

    /** Whether it comes from the server's own machine. */
    boolean isFromHere() {
        return fromHere;
    }

    /** Where it has come in: the address of this machine that the other side knows. */
    Endpoint here() {
        return carrier.here();
    }

    Feed feed() {
        return feed;
    }

    boolean isEncrypted() {
        return carrier.isEncrypted();
    }

    /** What the key is recognised by that the other side has shown; empty where it has shown none. By the reader. */
    String identity() {
        return carrier.identity();
    }

    /**
     * Shakes hands, and goes on in TLS. There is one bound on the time all of it takes, and not one for each byte. By the
     * reader, before it has joined.
     *
     * @param begun what has been read of the handshake
     * @return the bytes that come out of it
     */
    TimedInput encrypt(ServerTls tls, byte[] begun) throws IOException {
        Future<?> late = doors.closeIn(doors.limits().helloMs(), this, "it took too long over its handshake");
        try {
            TimedInput inside = carrier.encrypt(tls, begun);
            reading = inside;
            return inside;
        } finally {
            late.cancel(false);
        }
    }

    /** What comes in, as lines. */
    LineInput lines(TimedInput in) {
        return new LineInput(in, this::answerTelnet);
    }

    @Override
    public void run() {
        boolean inputEnded = false;
        try {
            inputEnded = new DoorChooser(this, doors).converse(input, timed);
        } catch (SocketTimeoutException late) {
            LOG.debug("{} did not say in time what it wants", address);
        } catch (IOException gone) {
            closeRaw(gone.toString());
        } catch (InterruptedException stopped) {
            closeRaw("stopped");
        } catch (RuntimeException | Error bug) {
            LOG.error("A fault of this server ended the connection of {}", address, bug);
            closeRaw("a fault of the server");
        } finally {
            end(inputEnded);
        }
    }

    /** Says how this connection is spoken to from now on. By the reader, before it has joined. */
    void speaks(Dialect spoken) {
        dialect = spoken;
    }

    /** What the log calls the door it came in by. By the reader. */
    String door() {
        return dialect.door();
    }

    /**
     * Gives the pen away for good: from now on the walk and laggards write. By the reader.
     *
     * @param caughtUp goes out once the events up to {@code after} have; put in place before the pen is given away, or
     *     later events could overtake it
     */
    void join(Seat joined, long seenUpTo, Reply caughtUp, long after) {
        feed.outbox().post(new Letter(after, dialect.reply(caughtUp), false));
        seat = joined;
        doors.list().cameIn(this);
        feed.begin(dialect, joined.session(), seenUpTo);
        feed.setPen(Pen.OFFERED);
        doors.rebroadcaster().offer(this);
        if (doors.isStopping()) {
            sayStopping();
        }
    }

    /** Tells this connection something, in its place. By any thread; before joining by the reader only. */
    void tell(Reply reply, long after) {
        send(dialect.reply(reply), after);
    }

    /** Tells this connection what it looked back for, behind the events up to {@code after}. As {@link #tell}. */
    void tellPast(Reply.History found, List<Entry> entries, String session, long after) {
        send(dialect.past(found, entries, session), after);
    }

    /** Sends these bytes once the events up to {@code after} have gone out; 0 for at once. As {@link #tell}. */
    void send(byte[] bytes, long after) {
        if (bytes.length == 0) {
            return;
        }
        if (seat == null) {
            write(bytes);
        } else {
            post(new Letter(after, bytes, false));
        }
    }

    /** Another connection has taken over the session: this one is told so, and ends. By any thread, after joining. */
    void replacedAfter(long after) {
        endAfter(after, dialect.reply(new Reply.Replaced()));
    }

    /** The member has been shown out: it is told why, and the connection ends. By any thread, after joining. */
    void shownOutAfter(long after, Refusal why) {
        endAfter(after, dialect.reply(new Reply.Refused(0, why.code(), why.sentence())));
    }

    /** Nothing follows the events up to {@code after}: then the connection ends. By any thread, after joining. */
    void endAfter(long after, byte[] lastWords) {
        post(new Letter(after, lastWords, true));
    }

    /** Ends this connection because it is further behind than the log reaches. By the holder of the pen. */
    void letGo() {
        String why = "You are too far behind: what was said meanwhile is no longer kept. Come in again.";
        tooFarBehind = true;
        feed.outbox().clearFor(new Letter(0, dialect.reply(new Reply.Notice(why)), true));
        doors.rebroadcaster().due(this);
    }

    /** Tells a member that the server stops, after all that was said. By any thread. */
    void sayStopping() {
        if (seat != null) {
            endAfter(doors.log().newest(), dialect.reply(new Reply.Notice("The server is stopping.")));
        }
    }

    boolean isJoined() {
        return seat != null;
    }

    boolean isParting() {
        return parting;
    }

    /** Waits for so long, or until this connection is over; true when it is. */
    boolean awaitOver(long nanos) throws InterruptedException {
        return over.await(nanos, TimeUnit.NANOSECONDS);
    }

    /** Waits until what waits to be written to this connection is little enough for another request. */
    void awaitRoom() throws InterruptedException {
        feed.outbox().awaitRoom();
    }

    /**
     * Writes, and notes when that fails; behind the last letter it says that nothing follows, so there may be no bytes
     * at all. By the holder of the pen.
     */
    void write(byte[] bytes) {
        write(ByteBuffer.wrap(bytes));
    }

    /** The same. What lies outside the heap only where this {@link #writesFromOutside}. */
    void write(ByteBuffer bytes) {
        write(bytes, feed.ended());
    }

    private void write(ByteBuffer bytes, boolean last) {
        if (broken != null) {
            return;
        }
        WRITES.lazySet(this, writes + 1); // One thread holds the pen, and the timer need not see it at once.
        try {
            carrier.write(bytes);
            if (last) {
                carrier.sayEnd();
            }
        } catch (IOException e) {
            closeRaw(e.toString());
        } finally {
            WRITES.lazySet(this, writes + 1);
        }
    }

    /** Whether what is written may lie outside the heap. */
    boolean writesFromOutside() {
        return carrier.writesFromOutside();
    }

    /** Closes the socket when the write under way was under way already so long before. By the timer only. */
    void closeIfStuck(long nowNanos, long limitNanos) {
        if (writing.lasts(writes, nowNanos, limitNanos)) {
            LOG.info("{} took no byte for too long and was let go", address);
            closeRaw("it took no byte for too long");
        }
    }

    /**
     * Closes the socket when the read under way was under way already so long before, and who sits there can come back: a
     * client that can says something before. No time-out of the socket, for Java takes several calls for a read with one.
     * By the timer only.
     */
    void closeIfSilent(long nowNanos, long limitNanos) {
        Seat here = seat;
        if (here != null && here.canComeBack() && listening.lasts(reading.reads(), nowNanos, limitNanos)) {
            LOG.debug("{} has said nothing for too long", address);
            closeRaw("it said nothing for too long");
        }
    }

    /**
     * Tells a member who can come back that this end is alive, when for one look after another nothing of his was read:
     * he is held back, and would take the silence for a broken connection. By the timer only.
     */
    void reassure() {
        int seen = reading.reads();
        boolean heldBack = seen % 2 == 0 && seen == readsSeen;
        readsSeen = seen;
        Seat here = seat;
        if (heldBack && here != null && here.canComeBack() && !feed.outbox().full()) {
            long newest = doors.log().newest();
            tell(new Reply.Pong(newest, doors.readers().size()), newest);
        }
    }

    /** Whether the socket is closed or no longer takes anything. */
    boolean isBroken() {
        return broken != null;
    }

    /** Closes the socket at once; ends whoever is blocked on it. By any thread, also twice. */
    void closeRaw(String why) {
        synchronized (closing) {
            if (broken == null) {
                broken = why;
            }
        }
        over.countDown();
        try {
            carrier.close();
        } catch (IOException e) {
            LOG.debug("closing the socket of {}: {}", address, e.getMessage());
        }
        if (seat != null) {
            doors.rebroadcaster().due(this);
        }
    }

    /** The pen goes back to the reader: the last letter has been written, or nothing can be. By its holder. */
    void takeBackPen(Pen from) {
        parting = true;
        over.countDown();
        feed.outbox().close();
        if (!feed.passPen(from, Pen.READER)) {
            throw new IllegalStateException("the pen was not " + from + " but " + feed.pen());
        }
        if (broken == null) {
            shutdownOutput();
            doors.closeLater(this);
        }
        penBack.countDown();
    }

    /** A mistake of this program with this member: it ends alone. By any thread, after joining. */
    void failed(RuntimeException bug) {
        fault = bug;
        closeRaw("a fault of the server");
    }

    boolean markDue() {
        return due.compareAndSet(false, true);
    }

    void unmarkDue() {
        due.set(false);
    }

    @Nullable
    Laggard laggard() {
        return laggard;
    }

    void setLaggard(@Nullable Laggard follower) {
        laggard = follower;
    }

    private void post(Letter letter) {
        if (feed.outbox().post(letter)) {
            doors.rebroadcaster().due(this);
        }
    }

    /** Telnet's questions are answered by whoever may write. */
    private void answerTelnet(byte[] answer) {
        if (!feed.outbox().full()) {
            send(answer, 0); // Who asks on and on without reading gets no more answers.
        }
    }

    /**
     * The end of every connection: the room is told, what is owed is written, and the socket is closed without
     * throwing away what the other side has not read yet.
     */
    private void end(boolean inputEnded) {
        try {
            Seat left = seat;
            if (left != null) {
                if (!doors.isStopping()) {
                    left.end();
                }
                penBack.await();
                RuntimeException bug = fault;
                if (bug != null) {
                    LOG.error("A fault of this server ended the connection of {}", address, bug);
                }
                if (tooFarBehind) {
                    LOG.info("{} was let go: too far behind", address);
                }
            } else if (broken == null) {
                write(ByteBuffer.wrap(NOTHING), true);
                shutdownOutput();
            }
            if (broken == null && !inputEnded) {
                drain();
            }
        } catch (InterruptedException stopped) {
            LOG.debug("stopped while ending the connection of {}", address);
        } finally {
            closeRaw("ended");
            doors.list().remove(this);
        }
    }

    private void shutdownOutput() {
        try {
            carrier.endOutput();
        } catch (IOException e) {
            LOG.debug("{} was gone before it could be parted from: {}", address, e.toString());
        }
    }

    /** Reads on for a moment: closing with unread input would throw away what the other side has not read yet. */
    private void drain() {
        byte[] rest = new byte[1024];
        timed.deadlineIn(doors.limits().drainMs());
        try {
            int read;
            do {
                read = timed.read(rest, 0, rest.length);
            } while (read >= 0);
        } catch (IOException e) {
            LOG.debug("{} did not close its side: {}", address, e.toString());
        }
    }
}
