package lanchat.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** One simulated member: its connection, what it still has to write, and how far it has read. For one thread. */
final class Guest implements AutoCloseable {
    private static final int SMALL_BUFFER_BYTES = 4096;

    /** How it reads. */
    enum Habit {
        AT_ONCE,
        IN_BURSTS,
        NOT_BEFORE_THE_END
    }

    final int index;
    final Habit habit;
    private final Speech speech;
    private final boolean idle;
    private final Bytes out = new Bytes();
    private final Copy copy;
    private final SocketChannel channel;
    private final SelectionKey key;
    private @Nullable Link link;
    private boolean in;
    private boolean ended;
    private boolean quiet;

    /** Begins to connect. */
    Guest(
            int index,
            Habit habit,
            boolean talks,
            boolean idle,
            Speech speech,
            Ledger ledger,
            InetSocketAddress from,
            InetSocketAddress server,
            Selector selector)
            throws IOException {
        this.index = index;
        this.habit = habit;
        this.speech = speech;
        this.idle = idle;
        this.copy = new Copy(ledger, speech, index, talks, habit == Habit.AT_ONCE, this::hearsOther);
        this.channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (habit != Habit.AT_ONCE) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_BUFFER_BYTES);
        }
        channel.bind(from);
        this.key = channel.register(selector, SelectionKey.OP_CONNECT, this);
        channel.connect(server);
    }

    /** Whether it is in the room. */
    boolean isIn() {
        return in;
    }

    /** Whether it has said who it is. */
    boolean isConnected() {
        return link != null;
    }

    /** Whether its connection has ended. */
    boolean hasEnded() {
        return ended;
    }

    /** How far it has read. */
    Copy copy() {
        return copy;
    }

    /** The connection is there: says the first thing. */
    void connected(@Nullable SSLContext tls) throws IOException {
        channel.finishConnect();
        link = tls == null ? Link.plain(channel) : new TlsLink(channel, tls);
        out.add(speech.greeting(index, idle));
        key.interestOps(SelectionKey.OP_READ);
        writes();
    }

    /** Reads no more until it is told to. */
    void stopsListening() {
        quiet = true;
        watch(true);
    }

    void listensAgain() {
        quiet = false;
        watch(true);
    }

    /** Has a line to write; it goes out at {@link #writes}. */
    void says(int number, byte[] text) {
        speech.say(out, number, text);
    }

    /** Writes what it has to write, as far as that goes. */
    void writes() throws IOException {
        if (link != null && !ended) {
            try {
                watch(link.write(out));
            } catch (IOException gone) {
                end(); // Whether it should have is judged by who counts the members.
            }
        }
    }

    /** Reads what there is; false if that was nothing. */
    boolean reads(byte[] buffer) throws IOException {
        if (link == null || ended) {
            return false;
        }
        ByteBuffer bytes = ByteBuffer.wrap(buffer);
        int got;
        try {
            got = link.read(bytes);
        } catch (IOException gone) {
            got = -1; // A reset is an end like any other.
        }
        if (got < 0) {
            end();
            return false;
        }
        copy.reads(buffer, 0, bytes.position(), System.nanoTime());
        if (!out.isEmpty() || link instanceof TlsLink) {
            writes();
        }
        return got > 0;
    }

    private void hearsOther(byte[] bytes, int from, int to) {
        Speech.Answer answer = speech.answer(bytes, from, to, idle);
        if (answer != null) {
            in |= answer.isIn();
            if (!answer.says().isEmpty()) {
                out.add(answer.says().getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }

    private void watch(boolean allWritten) {
        if (key.isValid()) {
            key.interestOps((quiet ? 0 : SelectionKey.OP_READ) | (allWritten ? 0 : SelectionKey.OP_WRITE));
        }
    }

    private void end() throws IOException {
        ended = true;
        close();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
