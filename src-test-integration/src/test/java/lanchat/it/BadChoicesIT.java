package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;

/** Choices that cannot be: each is answered with one helpful sentence and an exit code, never with a stack trace. */
final class BadChoicesIT {
    /** From a range for documentation: nobody's machine has it. */
    private static final String NOT_OURS = "203.0.113.77";

    @OnEachJava
    void aServersPortThatIsInUse(Javas java) throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            String sentence = serverRefuses(java, 1, "127.0.0.1", port);

            assertTrue(sentence.contains(port) && sentence.contains("in use"), sentence);
        }
    }

    @OnEachJava
    void aServersPortForWhichItHasNoRight(Javas java) throws Exception {
        Assumptions.assumeTrue(firstPortForAll() > 99, "everybody may have port 99 here");
        List<String> command = new ArrayList<>();
        Path jar = Jars.SERVER;
        if (System.getProperty("user.name").equals("root")) {
            Programs.need("setpriv");
            command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
            jar = readableByAll(jar);
        }
        command.addAll(Jars.command(java, jar, "--no-console", "--ephemeral", "127.0.0.1", "99"));

        String sentence = refuses(command, 1);

        assertTrue(sentence.contains("99") && sentence.contains("1024"), sentence);
    }

    @OnEachJava
    void aServersPortThatIsNone(Javas java) throws Exception {
        assertNames("99999", serverRefuses(java, 2, "99999"));
        for (String port : List.of("65536", "abc", "80.5")) {
            assertNames(port, serverRefuses(java, 2, "127.0.0.1", port));
        }
    }

    @OnEachJava
    void aServersAddressThatIsNone(Javas java) throws Exception {
        for (String address : List.of("192.168.5", "256.1.1.1", "[::1")) {
            assertNames(address, serverRefuses(java, 2, address, "0"));
        }
        assertNames("no-such-host.invalid", serverRefuses(java, 1, "no-such-host.invalid", "0"));
    }

    @OnEachJava
    void aServersAddressThatIsAnotherMachines(Javas java) throws Exception {
        String sentence = serverRefuses(java, 1, NOT_OURS, "0");

        assertNames(NOT_OURS, sentence);
        assertTrue(sentence.contains("127.0.0.1"), "it lists those that are: " + sentence);
    }

    @OnEachJava
    void optionsThatDoNotExist(Javas java) throws Exception {
        assertNames("--prot", refuses(Jars.shortCommand(java, Jars.SERVER, "--prot", "1"), 2));
        assertNames("--nmae", refuses(Jars.shortCommand(java, Jars.CLIENT, "--nmae", "Ann", "127.0.0.1"), 2));
        refuses(Jars.shortCommand(java, Jars.CLIENT), 2);
        serverRefuses(java, 2, "127.0.0.1", "0", "what", "else");
        serverRefuses(java, 2, "--host-name", "a<b", "0");
    }

    @OnEachJava
    void portsWhereOthersLiveGetAWarningWhereTheyCanBeHad(Javas java) throws Exception {
        Assumptions.assumeTrue(canBeHad(80), "port 80 cannot be had here");
        try (var server = Running.start(Jars.shortCommand(java, Jars.SERVER, "--no-console", "127.0.0.1", "80"))) {
            server.out().skipsToLike(ServerProcess.LISTENING.pattern());

            server.err().skipsToLike(".*[Ww]arning.*80.*HTTP.*");
        }
    }

    @OnEachJava
    void aClientWhereNobodyListens(Javas java) throws Exception {
        int free = Ports.free(new Random());

        assertNames("127.0.0.1:" + free, clientRefuses(java, 1, "127.0.0.1", "" + free));
    }

    @OnEachJava
    void aClientOfAMachineNobodyKnows(Javas java) throws Exception {
        assertNames("no-such-host.invalid", clientRefuses(java, 1, "no-such-host.invalid"));
    }

    @OnEachJava
    void aClientOfAnAddressOrPortThatIsNone(Javas java) throws Exception {
        assertNames("192.168.5", clientRefuses(java, 2, "192.168.5"));
        assertNames("99999", clientRefuses(java, 2, "127.0.0.1", "99999"));
        assertNames("0", clientRefuses(java, 2, "127.0.0.1", "0"));
        assertNames("abc", clientRefuses(java, 2, "127.0.0.1:abc"));
    }

    @OnEachJava
    void aClientOfSomethingThatIsNoChatServer(Javas java) throws Exception {
        for (String words :
                List.of("SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 400 Bad Request\r\n\r\n", "220 mail\r\n", "")) {
            try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                Thread answering = new Thread(() -> answer(other, words), "no chat server");
                answering.start();

                String sentence = clientRefuses(java, 1, "127.0.0.1", "" + other.getLocalPort());

                assertTrue(sentence.contains("not a chat server"), sentence);
                answering.join();
            }
        }
    }

    private static void answer(ServerSocket other, String words) {
        try (var socket = other.accept()) {
            socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        } catch (IOException gone) {
            // The client has seen enough.
        }
    }

    private static String serverRefuses(Javas java, int code, String... arguments) throws Exception {
        return refuses(Jars.shortCommand(java, Jars.SERVER, arguments), code);
    }

    private static String clientRefuses(Javas java, int code, String... words) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--name", "Ann"));
        arguments.addAll(List.of(words));
        return refuses(Jars.shortCommand(java, Jars.CLIENT, arguments.toArray(new String[0])), code);
    }

    /** Runs it; what it said on standard error. Nothing may stand on standard output, nor may there be a stack trace. */
    private static String refuses(List<String> command, int code) throws Exception {
        try (var refused = Running.start(command)) {
            refused.hangsUp();
            int exit = refused.exits();
            List<String> said = refused.err().rest();
            assertEquals(code, exit, () -> command + " said " + said);
            assertEquals(List.of(), refused.out().rest());
            assertTrue(!said.isEmpty() && said.size() <= 2, () -> "one sentence, not " + said);
            assertTrue(
                    said.stream().noneMatch(line -> line.contains("Exception") || line.startsWith("\tat ")),
                    said::toString);
            return String.join(" ", said);
        }
    }

    private static void assertNames(String typed, String sentence) {
        assertTrue(sentence.contains(typed), () -> "should name " + typed + ": " + sentence);
    }

    private static boolean canBeHad(int port) {
        try (var trial = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return trial.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static int firstPortForAll() throws IOException {
        Path told = Path.of("/proc/sys/net/ipv4/ip_unprivileged_port_start");
        if (!Files.exists(told)) {
            return 1024;
        }
        byte[] digits = new byte[16];
        try (var in = Files.newInputStream(told)) {
            int count = in.read(digits); // All in one read: such a file gives no second one.
            return Integer.parseInt(new String(digits, 0, count, StandardCharsets.US_ASCII).strip());
        }
    }

    private static Path readableByAll(Path jar) throws IOException {
        Path copy = Files.createTempFile("chat-server", ".jar");
        Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
        assertTrue(copy.toFile().setReadable(true, false));
        copy.toFile().deleteOnExit();
        return copy;
    }
}
