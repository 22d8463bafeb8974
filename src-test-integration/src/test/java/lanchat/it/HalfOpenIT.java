package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A machine that vanishes without a goodbye, as when its cable is pulled: two network namespaces of their own, with a
 * cable between them that can be cut. Needs root and ip.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class HalfOpenIT {
    private static final String ROOM =
            "lanchat-it-room-" + ProcessHandle.current().pid();
    private static final String FAR =
            "lanchat-it-far-" + ProcessHandle.current().pid();

    private final List<Running> started = new ArrayList<>();

    @BeforeEach
    void namespacesCanBeMade() throws Exception {
        Programs.need("ip", "nc");
        Assumptions.assumeTrue(
                run("ip", "netns", "add", ROOM) == 0, "network namespaces cannot be made here: that takes root");
    }

    @Test
    void whoeverLosesTheCableIsGoneForTheOthersAndOnce() throws Exception {
        cable();
        Running server = serverInRoom("--ephemeral");
        String port = portOf(server);
        Running near = add(Running.start(List.of("ip", "netns", "exec", ROOM, "nc", "192.0.2.1", port)));
        near.says("Near");
        near.out().skipsTo("Near<192.0.2.1> connected");
        Running far = add(Running.start(List.of("ip", "netns", "exec", FAR, "nc", "192.0.2.1", port)));
        far.says("Far");
        near.hears("Far<192.0.2.2> connected");
        far.out().skipsTo("Far<192.0.2.2> connected");

        // Nothing is said after this: only the system's own questions can find out.
        run("ip", "-n", FAR, "link", "set", "lanchatf", "down");

        near.hears("Far<192.0.2.2> disconnected");
        near.says("/who");
        near.hears("*** 1 here:", "*** Near<192.0.2.1>");
    }

    @Test
    void aCableThatIsPulledAndPutBackLosesNothing() throws Exception {
        cable();
        Running server = serverInRoom("--ephemeral", "--grace", "600");
        String port = portOf(server);
        Running near = add(Running.start(List.of("ip", "netns", "exec", ROOM, "nc", "192.0.2.1", port)));
        near.says("Near");
        near.out().skipsTo("Near<192.0.2.1> connected");
        List<String> clientCommand = new ArrayList<>(List.of("ip", "netns", "exec", FAR));
        clientCommand.addAll(Jars.command(
                Javas.running(), Jars.CLIENT, "--name", "Far", "--stay", "--give-up-after", "600", "192.0.2.1", port));
        Running far = add(Running.start(clientCommand));
        far.out().skipsTo("Far<192.0.2.2> connected");
        near.hears("Far<192.0.2.2> connected");
        far.says("before");
        far.hears("You:before");
        near.hears("Far:before");

        run("ip", "-n", FAR, "link", "set", "lanchatf", "down");
        near.says("while it is out");
        far.says("one");
        boolean noticed = false;
        while (!noticed) {
            // Whoever goes on typing finds out within seconds.
            far.says("more");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
            noticed = far.err().all().stream().anyMatch(line -> line.contains("Trying to come back"));
        }
        run("ip", "-n", FAR, "link", "set", "lanchatf", "up");
        run("ip", "-n", FAR, "addr", "add", "192.0.2.2/24", "dev", "lanchatf");
        far.says("last");

        far.out().skipsTo("You:last");
        List<String> said = far.out().all();
        near.out().skipsTo("Far:last");
        assertEquals(1, said.stream().filter("Near:while it is out"::equals).count());
        assertEquals(1, said.stream().filter("You:one"::equals).count());
        List<String> heard = near.out().all();
        assertEquals(
                said.stream().filter("You:more"::equals).count(),
                heard.stream().filter("Far:more"::equals).count());
        assertEquals(
                0, heard.stream().filter(line -> line.endsWith("disconnected")).count());
    }

    @Test
    void theHostIsToldWhenTheAddressHasGone() throws Exception {
        cable();
        Running server = serverInRoom("--ephemeral");
        portOf(server);

        // In this order there is no moment without an address; of the same network it would go with the first one.
        run("ip", "-n", ROOM, "addr", "add", "192.0.2.9/25", "dev", "lanchatr");
        run("ip", "-n", ROOM, "addr", "del", "192.0.2.1/24", "dev", "lanchatr");

        String told = server.out().skipsToLike("\\*\\*\\* The address 192.0.2.1 is not this machine's any more.*");
        assertEquals(true, told.contains("java -jar chat-server.jar 192.0.2.9"), told);
    }

    private Running serverInRoom(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", ROOM));
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("--no-console", ServerProcess.UNANNOUNCED, "192.0.2.1", "0"));
        command.addAll(Jars.command(Javas.running(), Jars.SERVER, arguments.toArray(new String[0])));
        return add(Running.start(command));
    }

    private static String portOf(Running server) {
        Matcher listening =
                ServerProcess.LISTENING.matcher(server.out().skipsToLike(ServerProcess.LISTENING.pattern()));
        assertEquals(true, listening.matches());
        return listening.group(1);
    }

    @AfterEach
    void endsWhatWasStarted() throws Exception {
        started.forEach(Running::close);
        run("ip", "netns", "del", FAR);
        run("ip", "netns", "del", ROOM);
    }

    private Running add(Running running) {
        started.add(running);
        return running;
    }

    private static void cable() throws Exception {
        assertEquals(0, run("ip", "netns", "add", FAR));
        assertEquals(
                0,
                run(
                        "ip",
                        "-n",
                        ROOM,
                        "link",
                        "add",
                        "lanchatr",
                        "type",
                        "veth",
                        "peer",
                        "name",
                        "lanchatf",
                        "netns",
                        FAR));
        assertEquals(0, run("ip", "-n", ROOM, "addr", "add", "192.0.2.1/24", "dev", "lanchatr"));
        assertEquals(0, run("ip", "-n", FAR, "addr", "add", "192.0.2.2/24", "dev", "lanchatf"));
        assertEquals(0, run("ip", "-n", ROOM, "link", "set", "lanchatr", "up"));
        assertEquals(0, run("ip", "-n", ROOM, "link", "set", "lo", "up"));
        assertEquals(0, run("ip", "-n", FAR, "link", "set", "lanchatf", "up"));
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
