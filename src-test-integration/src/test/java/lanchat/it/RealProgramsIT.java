package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The programs people have: each is a full member of the room. */
final class RealProgramsIT {
    static List<Arguments> programsOnEachJava() throws IOException {
        List<Arguments> all = new ArrayList<>();
        for (Javas java : Javas.all()) {
            for (String program : List.of("nc", "ncat", "socat", "telnet")) {
                all.add(Arguments.of(program, java));
            }
        }
        return all;
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("programsOnEachJava")
    void itIsAFullMember(String program, Javas java) throws Exception {
        Programs.need(program);
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var it = Running.start(command(program, server.port()))) {
            it.says("J\u00FCrgen");
            it.out().skipsTo("Ann<127.0.0.1> connected");
            it.hears("Welcome to this chatroom!", "J\u00FCrgen<127.0.0.1> connected");
            // Not any emoji: on a pipe, telnet takes the byte 0x80 for a wish to interrupt.
            it.says("hi from " + program + " \uD83D\uDE01", "/me waves", "/msg Ann psst", "/who");
            it.hears("*** 2 here:", "*** Ann<127.0.0.1>", "*** J\u00FCrgen<127.0.0.1>");

            ann.hears(
                    "J\u00FCrgen<127.0.0.1> connected",
                    "J\u00FCrgen:hi from " + program + " \uD83D\uDE01",
                    "* J\u00FCrgen waves",
                    "J\u00FCrgen (to you):psst");
            ann.says("hello \u4F60\u597D", "/reply pssst");
            it.hears("Ann:hello \u4F60\u597D", "Ann (to you):pssst");

            it.says("/quit");
            ann.hears("J\u00FCrgen<127.0.0.1> disconnected").hearsNothingMore();
            it.hangsUp();
            it.exits();
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("programsOnEachJava")
    void itCanBeUsedAtATerminal(String program, Javas java) throws Exception {
        Programs.need(program);
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var terminal = Tmux.start(command(program, server.port()))) {
            terminal.endsWith("Enter Your Name:").types("Bob");
            ann.hears("Bob<127.0.0.1> connected");
            terminal.endsWith("Bob<127.0.0.1> connected").types("hi");
            ann.hears("Bob:hi").says("hello");
            terminal.endsWith("Ann:hello").types("/quit");
            ann.hears("Bob<127.0.0.1> disconnected");

            List<String> screen = terminal.screen();
            int prompt = screen.indexOf("Enter Your Name:Bob");
            List<String> expected = List.of(
                    "Enter Your Name:Bob",
                    "Ann<127.0.0.1> connected",
                    "Welcome to this chatroom!",
                    "Bob<127.0.0.1> connected",
                    "hi",
                    "Ann:hello",
                    "/quit");
            assertTrue(
                    prompt >= 0
                            && screen.size() >= prompt + expected.size()
                            && screen.subList(prompt, prompt + expected.size()).equals(expected),
                    () -> String.join("\n", screen));
        }
    }

    private static List<String> command(String program, int port) {
        return switch (program) {
            case "socat" -> List.of("socat", "-", "TCP:127.0.0.1:" + port);
            case "telnet" -> List.of("telnet", "127.0.0.1", "" + port);
            default -> List.of(program, "127.0.0.1", "" + port);
        };
    }
}
