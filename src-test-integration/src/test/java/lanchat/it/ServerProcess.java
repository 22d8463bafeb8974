package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A chat-server.jar that runs, on a free port of 127.0.0.1. Closing kills it, and fails the test when the server has
 * reported a fault of its own meanwhile.
 */
final class ServerProcess implements AutoCloseable {
    /** The line that says where it listens. */
    static final Pattern LISTENING = Pattern.compile("Listening on .*?:(\\d+)\\b.*");

    /** An option for rooms in which somebody talks faster than people do. */
    static final String NO_RATE = "--rate=0";

    /** An option for rooms that the network needs not hear of: all but those of which just that is tested. */
    static final String UNANNOUNCED = "--no-announce";

    private final Running running;
    private final int port;

    private ServerProcess(Running running) {
        this.running = running;
        Matcher listening = LISTENING.matcher(running.out().skipsToLike(LISTENING.pattern()));
        if (!listening.matches()) {
            throw new IllegalStateException("a line that fitted fits no longer");
        }
        this.port = Integer.parseInt(listening.group(1));
    }

    /** A server for a short dialogue, that reads nothing from standard input. */
    static ServerProcess start(Javas java) throws IOException {
        return startWith(Jars.SHORT_LIVED, java);
    }

    /** A server with these options that reads nothing from standard input, run just as its users run it. */
    static ServerProcess start(Javas java, String... options) throws IOException {
        return start(java, List.of(), 0, with("--no-console", options));
    }

    /** The same, on a port that others know already. */
    static ServerProcess startAt(int port, Javas java, String... options) throws IOException {
        return start(java, List.of(), port, with("--no-console", options));
    }

    /** A server that reads nothing from standard input, with options for the JVM. */
    static ServerProcess startWith(List<String> jvmOptions, Javas java) throws IOException {
        return start(java, jvmOptions, 0, List.of("--no-console"));
    }

    /** A server whose standard input is a pipe, for the host to talk through. */
    static ServerProcess startHosted(Javas java, String... options) throws IOException {
        return start(java, Jars.SHORT_LIVED, 0, List.of(options));
    }

    /** The same, under these variables of the environment and with these options for the JVM. */
    static ServerProcess startHosted(Javas java, Map<String, String> environment, List<String> jvmOptions)
            throws IOException {
        return new ServerProcess(
                Running.start(Jars.command(java, jvmOptions, Jars.SERVER, UNANNOUNCED, "127.0.0.1", "0"), environment));
    }

    private static ServerProcess start(Javas java, List<String> jvmOptions, int port, List<String> options)
            throws IOException {
        List<String> arguments = new ArrayList<>(options);
        arguments.add(UNANNOUNCED);
        if (!options.contains("--home")) {
            arguments.add("--ephemeral");
        }
        arguments.addAll(List.of("127.0.0.1", Integer.toString(port)));
        return new ServerProcess(
                Running.start(Jars.command(java, jvmOptions, Jars.SERVER, arguments.toArray(new String[0]))));
    }

    private static List<String> with(String first, String[] options) {
        List<String> all = new ArrayList<>();
        all.add(first);
        all.addAll(List.of(options));
        return all;
    }

    /** Where it listens. */
    int port() {
        return port;
    }

    /** The process: what it writes, and how it ends. */
    Running process() {
        return running;
    }

    /** Somebody who has just connected to the plain door, and said nothing yet. */
    Talker visitor() throws IOException {
        return Talker.at(port);
    }

    /** Somebody who has come in by the plain door, and has read everything up to his own arrival. */
    Talker member(String name) throws IOException {
        return Talker.at(port).joins(name);
    }

    @Override
    public void close() {
        List<String> faults = running.err().all().stream()
                .filter(line -> line.contains("ERROR") || line.startsWith("\tat ") || line.startsWith("Exception"))
                .toList();
        running.close();
        assertEquals(
                List.of(),
                faults,
                () -> "the server found faults in itself: " + running.err().all());
    }
}
