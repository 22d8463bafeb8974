package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** chat-client.jar on pipes: for scripts, and for people who put it between other programs. */
final class ClientPipesIT {
    private static final String TEXT = "Gr\u00FC\u00DFe, \u4F60\u597D, \uD83D\uDE00";

    @OnEachJava
    void oneLineOfAShellNotifiesTheRoom(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann")) {
            String client =
                    String.join(" ", Jars.shortCommand(java, Jars.CLIENT, ClientProcess.arguments(server.port())));
            String line = client.replace(" 127.0.0.1", " --name bot 127.0.0.1");
            try (var notifier = Running.start(List.of("sh", "-c", "printf 'hi\\n' | " + line))) {
                assertEquals(0, notifier.exits());

                ann.hears("bot<127.0.0.1> connected", "bot:hi", "bot<127.0.0.1> disconnected")
                        .hearsNothingMore();
                notifier.hears(
                        "Ann<127.0.0.1> connected", "Welcome to this chatroom!", "bot<127.0.0.1> connected", "You:hi");
                notifier.out().ends();
                notifier.err().ends();
            }
        }
    }

    @OnEachJava
    void withoutANameTheFirstLineIsTheName(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var client = ClientProcess.start(java, server.port())) {
            client.types("Pavan Kumar\nhi\nlast").hangsUp();

            ann.hears("Pavan Kumar<127.0.0.1> connected", "Pavan Kumar:hi", "Pavan Kumar:last");
            ann.hears("Pavan Kumar<127.0.0.1> disconnected");
            assertEquals(0, client.exits());
            client.hears(
                    "Ann<127.0.0.1> connected",
                    "Welcome to this chatroom!",
                    "Pavan Kumar<127.0.0.1> connected",
                    "You:hi",
                    "You:last");
            client.out().ends();
            client.err().ends();
        }
    }

    @OnEachJava
    void atTheEndOfTheInputTheRoomHasEveryLine(Javas java) throws Exception {
        int lines = 20_000;
        try (var server = ServerProcess.start(java, ServerProcess.NO_RATE);
                var ann = server.member("Ann");
                var client = ClientProcess.start(java, server.port(), "--name", "bot")) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < lines; i++) {
                text.append("line ").append(i).append('\n');
            }
            client.types(text.toString()).hangsUp();

            assertEquals(0, client.exits());
            ann.hears("bot<127.0.0.1> connected");
            for (int i = 0; i < lines; i++) {
                ann.hears("bot:line " + i);
            }
            ann.hears("bot<127.0.0.1> disconnected");
        }
    }

    @OnEachJava
    void whoStaysGoesOnListening(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var client = ClientProcess.start(java, server.port(), "--name", "bot", "--stay")) {
            client.says("hi").hangsUp();
            ann.hears("bot<127.0.0.1> connected", "bot:hi").says("are you still there?");

            client.out().skipsTo("Ann:are you still there?");
            assertTrue(client.isAlive());
        }
    }

    @OnEachJava
    void aLineThatWasRefusedIsNamedAndCounts(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var client = ClientProcess.start(java, server.port(), "--name", "bot")) {
            client.says("/msg Nobody psst", "/nick Ann", "hi", "/hwo").hangsUp();

            assertEquals(1, client.exits());
            ann.hears("bot<127.0.0.1> connected", "bot:hi");
            String remarks = String.join("\n", client.err().rest());
            assertTrue(
                    remarks.contains("/msg Nobody psst") && remarks.contains("/nick Ann") && remarks.contains("/hwo"),
                    remarks);
            client.hears("Ann<127.0.0.1> connected", "Welcome to this chatroom!", "bot<127.0.0.1> connected", "You:hi");
            client.out().ends();
        }
    }

    @OnEachJava
    void aLineThatIsTooLongIsNamedAndTheOthersAreSaid(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var client = ClientProcess.start(java, server.port(), "--name", "bot")) {
            client.says("one", "x".repeat(16 * 1024 + 1), "y".repeat(1 << 20), "two")
                    .hangsUp();

            assertEquals(1, client.exits());
            ann.hears("bot<127.0.0.1> connected", "bot:one", "bot:two", "bot<127.0.0.1> disconnected");
            String remarks = String.join("\n", client.err().rest());
            assertTrue(remarks.contains("xxx") && remarks.contains("yyy"), "both lines are named");
        }
    }

    @OnEachJava
    void linesThatCouldNotBeDeliveredAreNamed(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var client = ClientProcess.start(java, server.port(), "--name", "bot")) {
            client.out().skipsTo("bot<127.0.0.1> connected");
            server.process().kill();
            client.says("into the void");
            client.err().skipsToLike("\\*\\*\\* .*Trying to come back\\.");
            client.says("and this");
            client.err().skipsTo("*** Waits for the connection: and this");

            client.signal("TERM");

            assertEquals(143, client.exits());
            String remarks = String.join("\n", client.err().rest());
            assertTrue(
                    remarks.contains("not confirmed this line: into the void")
                            && remarks.contains("not confirmed this line: and this"),
                    remarks);
        }
    }

    @OnEachJava
    void whoGivesUpSaysSoAndExitsWithOne(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var client =
                        ClientProcess.start(java, server.port(), "--name", "bot", "--stay", "--give-up-after", "2")) {
            client.out().skipsTo("bot<127.0.0.1> connected");
            server.process().kill();

            assertEquals(1, client.exits());
            String remarks = String.join("\n", client.err().rest());
            assertTrue(remarks.contains("Trying to come back.") && remarks.contains("Nobody listens at"), remarks);
        }
    }

    @OnEachJava
    void withoutCommandsASlashIsASlash(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var client = ClientProcess.start(java, server.port(), "--name", "bot", "--no-commands")) {
            client.says("/etc/passwd", "//x", "/quit").hangsUp();

            ann.hears("bot<127.0.0.1> connected", "bot:/etc/passwd", "bot://x", "bot:/quit");
            assertEquals(0, client.exits());
        }
    }

    @OnEachJava
    void commandsWorkAsAtTheOtherDoors(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var client = ClientProcess.start(java, server.port(), "--name", "Bob")) {
            client.hears("Ann<127.0.0.1> connected", "Welcome to this chatroom!", "Bob<127.0.0.1> connected");
            ann.hears("Bob<127.0.0.1> connected").says("/msg Bob psst");
            client.hears("Ann (to you):psst").says("/reply what?", "/me waves", "/nick Robert", "//x");
            client.hears("You (to Ann):what?", "* Bob waves", "Bob<127.0.0.1> is now Robert", "You:/x");
            ann.hears("Bob (to you):what?", "* Bob waves", "Bob<127.0.0.1> is now Robert", "Robert:/x");
            client.says("/who").hears("*** 2 here:", "*** Ann<127.0.0.1>", "*** Robert<127.0.0.1>");
            client.says("/quit");

            ann.hears("Robert<127.0.0.1> disconnected").hearsNothingMore();
            assertEquals(0, client.exits());
        }
    }

    @OnEachJava
    void aNameThatIsTakenEndsAPipe(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var client = ClientProcess.start(java, server.port(), "--name", "ann")) {
            client.says("hi").hangsUp();

            assertEquals(1, client.exits());
            String remarks = String.join("\n", client.err().rest());
            assertTrue(remarks.contains("taken"), remarks);
            client.out().ends();
            ann.hearsNothingMore();
        }
    }

    @OnEachJava
    void whenTheServerStopsTheClientSaysSo(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var client = ClientProcess.start(java, server.port(), "--name", "bot", "--give-up-after", "1")) {
            client.out().skipsTo("bot<127.0.0.1> connected");

            server.process().signal("TERM");

            assertEquals(1, client.exits());
            client.out().hearsLike("\\*\\*\\* .*stopping.*");
            client.out().ends();
            client.err().hearsLike("\\*\\*\\* The server has closed the connection\\. Trying to come back\\.");
            client.err().hearsLike("\\*\\*\\* Nobody listens at .*");
        }
    }

    @OnEachJava
    void pipesAreUtf8WhateverTheLocale(Javas java) throws Exception {
        for (String locale : List.of("C", "C.UTF-8")) {
            speaksUtf8(java, locale, Jars.SHORT_LIVED);
        }
        if (java.version() == 17) {
            speaksUtf8(java, "C", List.of("-Dfile.encoding=windows-1252"));
            speaksUtf8(java, "C.UTF-8", List.of("-Dfile.encoding=windows-1252"));
        }
    }

    private static void speaksUtf8(Javas java, String locale, List<String> jvmOptions) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var client = ClientProcess.start(java, Map.of("LC_ALL", locale), jvmOptions, server.port())) {
            client.says("J\u00FCrgen \u4F60", TEXT);

            ann.hears("J\u00FCrgen \u4F60<127.0.0.1> connected", "J\u00FCrgen \u4F60:" + TEXT)
                    .says(TEXT);
            client.out().skipsTo("J\u00FCrgen \u4F60<127.0.0.1> connected");
            client.hears("You:" + TEXT, "Ann:" + TEXT);
        }
    }

    @OnEachJava
    void anotherEncodingCanBeChosenForPipes(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann")) {
            List<String> client = new ArrayList<>(Jars.shortCommand(
                    java,
                    Jars.CLIENT,
                    ClientProcess.arguments(server.port(), "--name", "bot", "--encoding", "ISO-8859-1")));
            String echo = "printf 'gr\\374\\337e\\n' | " + String.join(" ", client) + " | od -An -c | tr -d ' \\n'";
            try (var shell = Running.start(List.of("sh", "-c", echo), Map.of("LC_ALL", "C"))) {
                assertEquals(0, shell.exits());

                ann.hears("bot<127.0.0.1> connected", "bot:gr\u00FC\u00DFe");
                String out = String.join("", shell.out().rest());
                assertTrue(out.contains("You:gr374337e"), out);
            }
        }
    }

    @OnEachJava
    void aNameThatArrivedDamagedIsRefusedWithTheReason(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann")) {
            String client = String.join(" ", Jars.shortCommand(java, Jars.CLIENT, "127.0.0.1", "" + server.port()));
            String command = client + " --name \"$(printf 'J\\303\\274rgen')\" < /dev/null";
            try (var damaged = Running.start(List.of("sh", "-c", command), Map.of("LC_ALL", "C"));
                    var sound = Running.start(List.of("sh", "-c", command), Map.of("LC_ALL", "C.UTF-8"))) {
                assertEquals(0, sound.exits());
                ann.hears("J\u00FCrgen<127.0.0.1> connected", "J\u00FCrgen<127.0.0.1> disconnected");

                // A Java that can read such a word under LC_ALL=C has nothing to refuse.
                if (damaged.exits() != 0) {
                    String remarks = String.join("\n", damaged.err().rest());
                    assertTrue(remarks.contains("damaged"), remarks);
                    ann.hearsNothingMore();
                } else {
                    ann.hears("J\u00FCrgen<127.0.0.1> connected");
                }
            }
        }
    }

    @OnEachJava
    void whatOthersSayCannotSteerTheTerminal(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var bot = JsonTalker.member(server.port(), "Bot");
                var client = ClientProcess.start(java, server.port(), "--name", "Ann")) {
            client.out().skipsTo("Ann<127.0.0.1> connected");
            bot.sends("{\"type\":\"say\",\"id\":1,\"text\":\"\\u001b[2J\\u202ered\\u0007\"}\n");

            client.hears("Bot:[2Jred");
        }
    }

    @OnEachJava
    void everyAddressOfANameIsTried(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                // Where localhost is ::1 too, the server on 127.0.0.1 is only found by going on.
                var client = Running.start(
                        Jars.shortCommand(java, Jars.CLIENT, "--name", "bot", "localhost:" + server.port()))) {
            client.says("hi").hangsUp();

            ann.hears("bot<127.0.0.1> connected", "bot:hi");
            assertEquals(0, client.exits());
        }
    }
}
