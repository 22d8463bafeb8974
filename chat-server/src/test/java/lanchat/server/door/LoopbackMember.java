package lanchat.server.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import lanchat.common.Json;
import lanchat.common.Request;
import lanchat.common.Threads;

/**
 * Somebody at one of the doors, who reads in this mood or that, and remembers every line.
 *
 * <p>One thread reads. Any thread may change the mood and look at the lines; one at a time may ask.
 */
final class LoopbackMember implements AutoCloseable {
    enum Mood {
        /** Reads whatever comes. */
        QUICK,
        /** Pauses now and then for longer than a write may block. */
        BURSTS,
        /** Takes one byte at a time. */
        BYTES,
        /** Reads nothing. */
        STALLED
    }

    private static final int MOST_SINGLE_BYTES = 3_000;

    private final String name;
    private final boolean json;
    private final Socket socket;
    private final Thread reader;
    private final Object monitor = new Object();
    // Guarded by the monitor.
    private final List<String> lines = new ArrayList<>();
    private final ByteArrayOutputStream torn = new ByteArrayOutputStream();
    private Mood mood = Mood.QUICK;
    private boolean ended;

    private long nextId = 1;

    /** Connects and asks to come in. */
    LoopbackMember(LoopbackRoom room, String name, boolean json) throws IOException {
        this.name = name;
        this.json = json;
        this.socket = room.connect();
        this.reader = Threads.platform("member " + name, this::read);
        reader.start();
        if (json) {
            send(new Request.Hello(1, "proof"));
            send(Request.Join.once(name));
        } else {
            send(name);
        }
    }

    String name() {
        return name;
    }

    boolean json() {
        return json;
    }

    void say(String text) throws IOException {
        if (json) {
            send(new Request.Say(nextId++, text));
        } else {
            send(text);
        }
    }

    void act(String text) throws IOException {
        if (json) {
            send(new Request.Act(nextId++, text));
        } else {
            send("/me " + text);
        }
    }

    void whisper(String to, String text) throws IOException {
        if (json) {
            send(new Request.Whisper(nextId++, to, null, text));
        } else {
            send("/msg " + to + " " + text);
        }
    }

    void who() throws IOException {
        if (json) {
            send(new Request.Who());
        } else {
            send("/who");
        }
    }

    /** Exactly this line. */
    void sends(String line) throws IOException {
        send(line);
    }

    /** Only at the JSON door. */
    void ping() throws IOException {
        send(new Request.Ping());
    }

    void bye() throws IOException {
        if (json) {
            send(new Request.Bye());
        } else {
            send("/quit");
        }
    }

    /** Says that nothing more will be said, and goes on reading. */
    void endInput() throws IOException {
        socket.shutdownOutput();
    }

    /** Is gone without a word. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        close();
    }

    void mood(Mood now) {
        synchronized (monitor) {
            mood = now;
            monitor.notifyAll();
        }
    }

    Mood mood() {
        synchronized (monitor) {
            return mood;
        }
    }

    int count() {
        synchronized (monitor) {
            return lines.size();
        }
    }

    List<String> lines() {
        synchronized (monitor) {
            return List.copyOf(lines);
        }
    }

    /** The lines since the last time. */
    List<String> take() {
        synchronized (monitor) {
            List<String> taken = List.copyOf(lines);
            lines.clear();
            return taken;
        }
    }

    /** What came of a line without its end. */
    String torn() {
        synchronized (monitor) {
            return torn.toString(UTF_8);
        }
    }

    /** Whether nothing more can come. */
    boolean ended() {
        synchronized (monitor) {
            return ended;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        mood(Mood.QUICK); // Nobody sleeps over a closed socket.
    }

    @Override
    public String toString() {
        synchronized (monitor) {
            return name + " (" + (json ? "JSON, " : "plain, ") + mood + (ended ? ", ended" : "") + ", " + lines.size()
                    + " lines)";
        }
    }

    private void send(Request request) throws IOException {
        send(new String(Json.bytes(request), UTF_8));
    }

    private void send(String line) throws IOException {
        socket.getOutputStream().write((line + "\n").getBytes(UTF_8));
    }

    private void read() {
        byte[] bytes = new byte[4_096];
        int singles = 0;
        try {
            InputStream in = socket.getInputStream();
            while (true) {
                Mood now = awaitMood();
                boolean single = now == Mood.BYTES && singles++ < MOST_SINGLE_BYTES;
                int read = in.read(bytes, 0, single ? 1 : bytes.length);
                if (read < 0) {
                    break;
                }
                take(bytes, read);
                if (now == Mood.BURSTS && ThreadLocalRandom.current().nextInt(8) == 0) {
                    TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(50));
                }
            }
        } catch (IOException | InterruptedException gone) {
            take(new byte[0], 0); // What came before is all there is; the proof says whether that is right.
        } finally {
            synchronized (monitor) {
                ended = true;
            }
        }
    }

    private Mood awaitMood() throws InterruptedException {
        synchronized (monitor) {
            while (mood == Mood.STALLED) {
                monitor.wait();
            }
            return mood;
        }
    }

    private void take(byte[] bytes, int count) {
        synchronized (monitor) {
            int start = 0;
            for (int i = 0; i < count; i++) {
                if (bytes[i] == '\n') {
                    torn.write(bytes, start, i - start);
                    lines.add(torn.toString(UTF_8));
                    torn.reset();
                    start = i + 1;
                }
            }
            torn.write(bytes, start, count - start);
        }
    }
}
