package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import lanchat.common.Event;
import lanchat.common.Json;
import lanchat.common.Reply;
import lanchat.common.Request;

/** The ordered end of a server, whatever ends it. */
final class StoppingIT {
    /** Promised are five, on a machine that is not busy with a build. */
    private static final long GENEROUS_SECONDS = 20;

    private static final String STOPPING = "\\*\\*\\* .*stopping.*";

    @OnEachJava
    void sigtermTellsTheMembersAndEndsTheServer(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var silent = server.visitor();
                var bot = JsonTalker.member(server.port(), "Bot")) {
            ann.hears("Bot<127.0.0.1> connected");

            server.process().signal("TERM");

            ann.heard().hearsLike(STOPPING);
            ann.heard().ends();
            bot.hears(Reply.Notice.class);
            bot.heard().ends();
            silent.heard().rest();
            assertEquals(128 + 15, server.process().exitsWithin(GENEROUS_SECONDS));
            assertThrows(IOException.class, () -> Talker.at(server.port()));
        }
    }

    @OnEachJava
    void ctrlCTellsTheMembersAndEndsTheServer(Javas java) throws Exception {
        try (var terminal = Tmux.start(Jars.command(java, Jars.SERVER, "127.0.0.1", "0"))) {
            Matcher listening =
                    ServerProcess.LISTENING.matcher(terminal.line(ServerProcess.LISTENING.asMatchPredicate()));
            assertTrue(listening.matches());
            try (var ann = Talker.at(Integer.parseInt(listening.group(1))).joins("Ann")) {
                terminal.presses("C-c");

                ann.heard().hearsLike(STOPPING);
                ann.heard().ends();
                assertEquals(128 + 2, terminal.exits());
            }
        }
    }

    @OnEachJava
    void theHostsStopEndsTheServer(Javas java) throws Exception {
        try (var server = ServerProcess.startHosted(java);
                var ann = server.member("Ann")) {
            server.process().says("that was it", "/stop");

            ann.hears("Host:that was it").heard().hearsLike(STOPPING);
            ann.heard().ends();
            assertEquals(0, server.process().exitsWithin(GENEROUS_SECONDS));
            server.process().out().skipsTo("Ann<127.0.0.1> connected");
        }
    }

    @OnEachJava
    void whatTheRoomHasIsWrittenOutBeforeTheEnd(Javas java) throws Exception {
        try (var server = ServerProcess.start(java, ServerProcess.NO_RATE);
                var ann = server.member("Ann");
                var bot = JsonTalker.member(server.port(), "Bot")) {
            ann.hears("Bot<127.0.0.1> connected");
            for (int i = 1; i <= 1000; i++) {
                bot.asks(new Request.Say(i, "line " + i));
            }
            for (int i = 1; i <= 500; i++) {
                bot.skipsTo(Event.Said.class);
            }

            server.process().signal("TERM");

            List<String> botHeard = bot.heard().rest();
            long seenByBot = 500
                    + botHeard.stream()
                            .map(line -> Json.message(line.getBytes(StandardCharsets.UTF_8)))
                            .filter(Event.Said.class::isInstance)
                            .count();
            for (int i = 1; i <= seenByBot; i++) {
                ann.hears("Bot:line " + i);
            }
            ann.heard().hearsLike(STOPPING);
            ann.heard().ends();
        }
    }

    @OnEachJava
    void aMemberThatDoesNotReadCannotKeepTheServerFromEnding(Javas java) throws Exception {
        String text = "x".repeat(10_000);
        try (var server = ServerProcess.start(java, ServerProcess.NO_RATE);
                var frozen = new Socket(InetAddress.getLoopbackAddress(), server.port());
                var ann = server.member("Ann")) {
            frozen.getOutputStream().write("Frozen\n".getBytes(StandardCharsets.UTF_8));
            ann.hears("Frozen<127.0.0.1> connected");
            for (int i = 0; i < 1200; i++) {
                ann.says(text);
            }
            ann.settles();

            server.process().signal("TERM");

            ann.heard().hearsLike(STOPPING);
            assertEquals(128 + 15, server.process().exitsWithin(GENEROUS_SECONDS));
        }
    }

    @OnEachJava
    void thePortIsFreeAgainAtOnce(Javas java) throws Exception {
        try (var first = ServerProcess.startHosted(java);
                var ann = first.member("Ann")) {
            first.process().says("/stop");
            assertEquals(0, first.process().exits());
            ann.heard().rest();

            try (var second =
                    Running.start(Jars.command(java, Jars.SERVER, "--no-console", "127.0.0.1", "" + first.port()))) {
                second.out().skipsToLike(ServerProcess.LISTENING.pattern());
                ann.goes();
                try (var again = Talker.at(first.port()).joins("Ann")) {
                    again.hearsNothingMore();
                }
            }
        }
    }

    @OnEachJava
    void aServerThatCannotOpenEndsAtOnce(Javas java) throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var server = Running.start(Jars.command(java, Jars.SERVER, "127.0.0.1", "" + taken.getLocalPort()))) {
            assertEquals(1, server.exits());
        }
    }
}
