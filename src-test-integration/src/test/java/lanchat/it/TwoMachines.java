package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Two machines with a cable between them, as two network namespaces: 192.0.2.1 and 192.0.2.2. Nothing that is said there
 * gets out. Needs root and ip; without them the test is skipped.
 */
final class TwoMachines implements AutoCloseable {
    /** The address of the first. */
    static final String FIRST = "192.0.2.1";

    private final String first = "lanchat-it-one-" + ProcessHandle.current().pid();
    private final String second = "lanchat-it-two-" + ProcessHandle.current().pid();
    private final List<Running> started = new ArrayList<>();

    TwoMachines() throws IOException, InterruptedException {
        Programs.need("ip");
        Assumptions.assumeTrue(
                run("ip", "netns", "add", first) == 0, "network namespaces cannot be made here: that takes root");
        boolean made = false;
        try {
            does("ip", "netns", "add", second);
            does("ip", "-n", first, "link", "set", "lo", "up");
            does("ip", "-n", second, "link", "set", "lo", "up");
            cable("one", "two", FIRST + "/24", "192.0.2.2/24");
            made = true;
        } finally {
            if (!made) {
                close();
            }
        }
    }

    /** One more cable, by cards with these names and addresses. */
    void cable(String card, String otherCard, String address, String otherAddress)
            throws IOException, InterruptedException {
        does("ip", "-n", first, "link", "add", card, "type", "veth", "peer", "name", otherCard, "netns", second);
        does("ip", "-n", first, "addr", "add", address, "dev", card);
        does("ip", "-n", second, "addr", "add", otherAddress, "dev", otherCard);
        does("ip", "-n", first, "link", "set", card, "up");
        does("ip", "-n", second, "link", "set", otherCard, "up");
    }

    /** A command as it is run on the first machine. */
    List<String> onFirst(List<String> command) {
        return on(first, command);
    }

    /** A command as it is run on the second machine. */
    List<String> onSecond(List<String> command) {
        return on(second, command);
    }

    /** Runs this until it ends, or this is closed. */
    Running start(List<String> command) throws IOException {
        Running running = Running.start(command);
        started.add(running);
        return running;
    }

    /** Starts a server on the first machine, with these words on its command line; what it listens on. */
    Running server(String... words) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--ephemeral"));
        arguments.addAll(List.of(words));
        return start(onFirst(Jars.shortCommand(Javas.running(), Jars.SERVER, arguments.toArray(new String[0]))));
    }

    /** Waits until something on the first machine has this UDP port. */
    void awaitUdpOnFirst(int port) throws IOException, InterruptedException {
        String open = String.format(":%04X ", port);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Transcript.HANG_SECONDS);
        while (!said(onFirst(List.of("cat", "/proc/net/udp"))).contains(open)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("nobody has UDP port " + port);
            }
        }
    }

    /** Does something with the second machine's network: words for {@code ip}. */
    void changeSecond(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ip", "-n", second));
        command.addAll(List.of(words));
        does(command.toArray(new String[0]));
    }

    @Override
    public void close() throws IOException {
        started.forEach(Running::close);
        try {
            run("ip", "netns", "del", second);
            run("ip", "netns", "del", first);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> on(String machine, List<String> command) {
        List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", machine));
        words.addAll(command);
        return words;
    }

    private static void does(String... command) throws IOException, InterruptedException {
        assertEquals(0, run(command), () -> String.join(" ", command));
    }

    private static String said(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        if (exit != 0) {
            System.err.println(String.join(" ", command) + ": " + said);
        }
        return exit;
    }
}
