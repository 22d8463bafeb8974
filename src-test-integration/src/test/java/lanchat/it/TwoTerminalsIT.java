package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The classic conversation: two people at two terminals, the server at a third, the screens compared as a whole. */
final class TwoTerminalsIT {
    private static final String HELLO = "Hello Dinesh, How are you? It's been a long time we have met.";
    private static final String HI = "Oh Hi Pavan, I am doing good. What about you?";
    private static final String FINE = "I am fine too. So where are you Working right now?";
    private static final String BOSCH = "I am working at the Bosch Company.";

    static List<Arguments> whoUsesNcOnEachJava() throws IOException {
        List<Arguments> all = new ArrayList<>();
        for (Javas java : Javas.all()) {
            all.add(Arguments.of("nobody", java));
            all.add(Arguments.of("Pavan", java));
            all.add(Arguments.of("Dinesh", java));
        }
        return all;
    }

    @ParameterizedTest(name = "{0} uses nc, {1}")
    @MethodSource("whoUsesNcOnEachJava")
    void theClassicConversation(String usesNc, Javas java) throws Exception {
        boolean pavansClient = !usesNc.equals("Pavan");
        boolean dineshsClient = !usesNc.equals("Dinesh");
        try (var server = Tmux.start(Jars.command(java, Jars.SERVER, "127.0.0.1", "0"))) {
            int port = port(server);
            try (var dinesh = Tmux.start(command(dineshsClient, java, port));
                    var pavan = Tmux.start(command(pavansClient, java, port))) {
                dinesh.endsWith("Enter Your Name:").types("Dinesh Kumar");
                dinesh.endsWith("Dinesh Kumar<127.0.0.1> connected");
                pavan.endsWith("Enter Your Name:").types("Pavan Kumar");
                dinesh.endsWith("Pavan Kumar<127.0.0.1> connected");
                pavan.endsWith("Pavan Kumar<127.0.0.1> connected").types(HELLO);
                dinesh.endsWith("Pavan Kumar:" + HELLO);
                pavan.endsWith(pavansClient ? "You:" + HELLO : HELLO);
                dinesh.types(HI).endsWith(dineshsClient ? "You:" + HI : HI);
                pavan.endsWith("Dinesh Kumar:" + HI).types(FINE).endsWith(pavansClient ? "You:" + FINE : FINE);
                dinesh.endsWith("Pavan Kumar:" + FINE).types(BOSCH);
                pavan.endsWith("Dinesh Kumar:" + BOSCH);

                pavan.shows(withoutOwn(
                        pavansClient,
                        "Enter Your Name:Pavan Kumar",
                        "Dinesh Kumar<127.0.0.1> connected",
                        "Welcome to this chatroom!",
                        "Pavan Kumar<127.0.0.1> connected",
                        HELLO,
                        "You:" + HELLO,
                        "Dinesh Kumar:" + HI,
                        FINE,
                        "You:" + FINE,
                        "Dinesh Kumar:" + BOSCH));
                dinesh.shows(withoutOwn(
                        dineshsClient,
                        "Enter Your Name:Dinesh Kumar",
                        "Welcome to this chatroom!",
                        "Dinesh Kumar<127.0.0.1> connected",
                        "Pavan Kumar<127.0.0.1> connected",
                        "Pavan Kumar:" + HELLO,
                        HI,
                        "You:" + HI,
                        "Pavan Kumar:" + FINE,
                        BOSCH,
                        "You:" + BOSCH));
                List<String> shown = server.endsWith("Dinesh Kumar:" + BOSCH).screen();
                assertEquals(
                        List.of(
                                "Dinesh Kumar<127.0.0.1> connected",
                                "Pavan Kumar<127.0.0.1> connected",
                                "Pavan Kumar:" + HELLO,
                                "Dinesh Kumar:" + HI,
                                "Pavan Kumar:" + FINE,
                                "Dinesh Kumar:" + BOSCH),
                        shown.subList(shown.size() - 6, shown.size()));
            }
        }
    }

    @OnEachJava
    void aRefusedNameIsAskedForAgainWithTheReason(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var terminal = Tmux.start(command(true, java, server.port()))) {
            terminal.endsWith("Enter Your Name:").types("Ann");
            terminal.line(line -> line.startsWith("! The name Ann is taken"));
            terminal.endsWith("Enter Your Name:").types("You");
            terminal.line(line -> line.startsWith("! Everybody is"));
            terminal.endsWith("Enter Your Name:").types("Bob");

            ann.hears("Bob<127.0.0.1> connected");
            terminal.endsWith("Bob<127.0.0.1> connected").types("/quit");
            ann.hears("Bob<127.0.0.1> disconnected");
            assertEquals(0, terminal.exits());
        }
    }

    @OnEachJava
    void aDumbTerminalGetsThePlainView(Javas java) throws Exception {
        List<String> command = new ArrayList<>(List.of("env", "TERM=dumb"));
        try (var server = ServerProcess.start(java)) {
            command.addAll(Jars.command(java, Jars.CLIENT, ClientProcess.arguments(server.port())));
            try (var terminal = Tmux.start(command)) {
                terminal.endsWith("Enter Your Name:").types("Ann").endsWith("Ann<127.0.0.1> connected");
                terminal.types("hi");

                terminal.shows(
                        "Enter Your Name:Ann", "Welcome to this chatroom!", "Ann<127.0.0.1> connected", "hi", "You:hi");
            }
        }
    }

    @OnEachJava
    void theClientSaysThatTheServerHasGone(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var terminal = Tmux.start(command(true, java, server.port()))) {
            terminal.endsWith("Enter Your Name:").types("Ann").endsWith("Ann<127.0.0.1> connected");

            server.process().kill();

            terminal.line(line -> line.startsWith("*** The ") && line.contains("Trying to come back"));
            terminal.types("/quit");
            assertEquals(0, terminal.exits());
        }
    }

    @OnEachJava
    void ctrlCAndCtrlDLeave(Javas java) throws Exception {
        for (String key : List.of("C-c", "C-d")) {
            try (var server = ServerProcess.start(java);
                    var bob = server.member("Bob");
                    var terminal = Tmux.start(command(true, java, server.port()))) {
                terminal.endsWith("Enter Your Name:").types("Ann").endsWith("Ann<127.0.0.1> connected");
                terminal.presses(key);

                bob.hears("Ann<127.0.0.1> connected", "Ann<127.0.0.1> disconnected");
                assertEquals(key.equals("C-c") ? 128 + 2 : 0, terminal.exits());
            }
        }
    }

    private static List<String> command(boolean client, Javas java, int port) {
        if (client) {
            return Jars.command(java, Jars.CLIENT, ClientProcess.arguments(port, "--simple"));
        }
        Programs.need("nc");
        return List.of("nc", "127.0.0.1", "" + port);
    }

    private static String[] withoutOwn(boolean client, String... screen) {
        return List.of(screen).stream()
                .filter(line -> client || !line.startsWith("You:"))
                .toArray(String[]::new);
    }

    private static int port(Tmux server) throws Exception {
        Matcher listening = ServerProcess.LISTENING.matcher(server.line(ServerProcess.LISTENING.asMatchPredicate()));
        assertTrue(listening.matches());
        return Integer.parseInt(listening.group(1));
    }
}
