package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

/** The host, who takes part from the server's terminal or through a pipe, and what the server shows there. */
final class HostIT {
    @OnEachJava
    void theServerShowsWhoComesAndGoes(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Pavan Kumar")) {
            ann.says("not for the server's output").settles().goes();

            server.process().out().skipsTo("Pavan Kumar<127.0.0.1> connected");
            server.process().hears("Pavan Kumar<127.0.0.1> disconnected");
        }
    }

    @OnEachJava
    void itSaysInAtMostSixLinesWhatToType(Javas java) throws Exception {
        try (var server =
                Running.start(Jars.command(java, Jars.SERVER, "--no-console", ServerProcess.UNANNOUNCED, "0"))) {
            String first = server.out().next();
            Matcher listening = ServerProcess.LISTENING.matcher(first);
            assertTrue(listening.matches(), first);
            int port = Integer.parseInt(listening.group(1));
            try (var ann = Talker.at(port)) {
                ann.joins("Ann");
                server.out().skipsTo("Ann<127.0.0.1> connected");
                List<String> shown = server.out().all();

                int lines = shown.indexOf("Ann<127.0.0.1> connected");
                assertTrue(lines <= 6, () -> String.join("\n", shown));
                assertTrue(
                        shown.stream()
                                .anyMatch(line -> line.matches(".*java -jar chat-client\\.jar \\S+ " + port + ".*")),
                        () -> String.join("\n", shown));
                assertTrue(
                        shown.stream().anyMatch(line -> line.matches(".*nc \\S+ " + port + ".*")),
                        () -> String.join("\n", shown));
            }
        }
    }

    @OnEachJava
    void whatTheHostTypesIsSaidUnderItsName(Javas java) throws Exception {
        try (var server = ServerProcess.startHosted(java, "--host-name", "Anna the Host");
                var ann = server.member("Ann")) {
            server.process().says("hi all", "/me waves", "//slash", "/msg Ann psst");

            ann.hears("Anna the Host:hi all", "* Anna the Host waves", "Anna the Host:/slash");
            ann.hears("Anna the Host (to you):psst");
            ann.says("/nick anna the HOST").heard().hearsLike("! .*host.*");
        }
    }

    @OnEachJava
    void theHostCanAskWhoIsHereAndForHelp(Javas java) throws Exception {
        try (var server = ServerProcess.startHosted(java);
                var ann = server.member("Ann")) {
            server.process().out().skipsTo("Ann<127.0.0.1> connected");
            server.process().says("/who");
            server.process().out().hearsLike("\\*\\*\\* \\d here:");
            server.process().out().skipsTo("*** Ann<127.0.0.1>");
            server.process().says("/help");
            server.process().out().skipsToLike("\\*\\*\\* /stop.*");
            server.process().says("/shop");
            server.process().out().skipsToLike("! .*/shop.*/stop.*");

            ann.hearsNothingMore();
        }
    }

    @OnEachJava
    void theEndOfItsInputDoesNotEndTheServer(Javas java) throws Exception {
        try (var server = ServerProcess.startHosted(java)) {
            server.process().says("first and last words").hangsUp();
            server.process().err().skipsToLike(".*Standard input has ended.*"); // And so all of it has been said.

            try (var ann = server.member("Ann")) {
                ann.hearsNothingMore();
                assertTrue(server.process().isAlive());
            }
        }
    }

    @OnEachJava
    void pipesAreUtf8WhateverTheLocale(Javas java) throws Exception {
        speaksUtf8(java, "C", Jars.SHORT_LIVED);
        speaksUtf8(java, "C.UTF-8", Jars.SHORT_LIVED);
        if (java.version() == 17) {
            speaksUtf8(java, "C.UTF-8", List.of("-Dfile.encoding=windows-1252"));
        }
    }

    private static void speaksUtf8(Javas java, String locale, List<String> jvmOptions) throws Exception {
        String text = "Gr\u00FC\u00DFe \u4F60\u597D \uD83D\uDE00";
        try (var server = ServerProcess.startHosted(java, Map.of("LC_ALL", locale), jvmOptions);
                var ann = server.member("J\u00FCrgen \u4F60")) {
            server.process().says(text);

            ann.hears("Host:" + text);
            server.process().out().skipsTo("J\u00FCrgen \u4F60<127.0.0.1> connected");
        }
    }

    @OnEachJava
    void atATerminalTheHostSeesTheRoomAndTalks(Javas java) throws Exception {
        try (var terminal = Tmux.start(Jars.command(java, Jars.SERVER, "127.0.0.1", "0"))) {
            try (var ann = Talker.at(port(terminal)).joins("Ann")) {
                ann.says("hi");
                terminal.endsWith("Ann:hi").types("hello");
                ann.hears("Host:hello");
                terminal.endsWith("You:hello");
                ann.says("/msg Host psst");
                terminal.endsWith("Ann (to you):psst").types("/reply what?");
                ann.hears("Host (to you):what?");
                terminal.endsWith("You (to Ann):what?").types("/stop");
                ann.heard().hearsLike("\\*\\*\\* .*");
                assertEquals(0, terminal.exits());
            }
        }
    }

    @OnEachJava
    void aServerInTheBackgroundOfATerminalKeepsItsRoomOpen(Javas java) throws Exception {
        String command = String.join(" ", Jars.command(java, Jars.SERVER, "127.0.0.1", "0"));
        // A shell that gives each job a process group, as an interactive one does: reading then means SIGTTIN.
        try (var terminal = Tmux.start(List.of("sh", "-mc", command + " & cat; kill %1; wait"))) {
            try (var ann = Talker.at(port(terminal)).joins("Ann")) {
                terminal.types("for nobody");

                terminal.line("Ann<127.0.0.1> connected"::equals);
                ann.hearsNothingMore();
            } finally {
                terminal.presses("C-d").exits();
            }
        }
    }

    @OnEachJava
    void nobodyMayHaveTheHostsName(Javas java) throws Exception {
        try (var server = ServerProcess.start(java, "--host-name", "Dinesh Kumar");
                var visitor = server.visitor()) {
            visitor.says("dinesh  kumar").heard().hearsLike("! .*host.*");
        }
    }

    private static int port(Tmux terminal) throws Exception {
        Matcher listening = ServerProcess.LISTENING.matcher(terminal.line(ServerProcess.LISTENING.asMatchPredicate()));
        assertTrue(listening.matches());
        return Integer.parseInt(listening.group(1));
    }
}
