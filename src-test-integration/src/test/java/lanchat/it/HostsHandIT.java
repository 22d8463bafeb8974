package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import lanchat.common.Event;
import lanchat.common.Reply;
import lanchat.common.Request;
import org.junit.jupiter.api.io.TempDir;

/** What the host and operators can do: at the server's terminal, at both doors, and in the client. */
final class HostsHandIT {
    @TempDir
    private Path home;

    @OnEachJava
    void whoIsShownOutIsToldWhyAndEverybodySeesByWhom(Javas java) throws Exception {
        try (var server = ServerProcess.startHosted(java);
                var ann = server.member("Ann Lee");
                var bob = server.member("Bob");
                var bot = JsonTalker.member(server.port(), "Bot")) {
            ann.hears("Bob<127.0.0.1> connected", "Bot<127.0.0.1> connected");
            bob.hears("Bot<127.0.0.1> connected");

            server.process().says("/kick ann lee flooding", "/kick Bot");

            ann.hears("*** Ann Lee was shown out by Host: flooding", "! You were shown out by Host: flooding");
            ann.heard().ends();
            bob.hears(
                    "*** Ann Lee was shown out by Host: flooding",
                    "Ann Lee<127.0.0.1> disconnected",
                    "*** Bot was shown out by Host",
                    "Bot<127.0.0.1> disconnected");
            assertEquals("kick", bot.skipsTo(Event.Ruled.class).rule());
            bot.skipsTo(Event.Ruled.class);
            assertEquals("shown_out", bot.hears(Reply.Refused.class).code());
            bot.heard().ends();
            server.process().out().skipsTo("*** Bot was shown out by Host");
            server.member("Ann Lee").close();
        }
    }

    @OnEachJava
    void bansHoldAfterARestartUntilTheyAreLifted(Javas java) throws Exception {
        try (var server = hosted(java);
                var ann = server.member("Ann")) {
            server.process().says("/ban Ann 2h flooding", "/mute Nobody", "/motd Pizza at noon");
            ann.hears("*** The name Ann was banned by Host for 2 hours: flooding");
            ann.heard()
                    .hearsLike(
                            "! The name Ann is banned from this room until .* UTC \\(.* from now\\), by Host: flooding");
            ann.heard().ends();
            server.process().out().skipsTo("! Nobody here is called Nobody. See /who.");
            server.process().out().skipsTo("*** Host has set the message of the day: Pizza at noon");
            server.process().says("/stop");
            assertEquals(0, server.process().exits());
        }
        try (var server = hosted(java);
                var ann = server.visitor()) {
            ann.says("ann").heard().hearsLike("! The name Ann is banned from this room until .*by Host: flooding");
            ann.says("Anna").hears("Welcome to this chatroom!", "*** Pizza at noon");
            server.process().says("/bans", "/unban Ann", "/bans");
            server.process().out().skipsTo("*** 1 in force:");
            server.process().out().hearsLike("\\*\\*\\* banned: Ann \\(by name\\) until .*");
            server.process().out().skipsTo("*** Nobody is banned, muted or an operator.");
            ann.says("/nick Ann").heard().skipsTo("Anna<127.0.0.1> is now Ann");
            ann.says("/motd").hears("*** Pizza at noon");
        }
    }

    @OnEachJava
    void anAddressIsBannedWithAllWhoAreThereAndLoopbackNotByTheWay(Javas java) throws Exception {
        try (var server = ServerProcess.startHosted(java);
                var ann = server.member("Ann");
                var bob = server.member("Bob")) {
            ann.hears("Bob<127.0.0.1> connected");
            server.process().says("/ban 127.0.0.1");
            server.process().out().skipsToLike("! From 127\\.0\\.0\\.1 come all who .*/ban loopback");
            ann.hearsNothingMore();

            server.process().says("/ban loopback 1h testing");

            for (Talker one : new Talker[] {ann, bob}) {
                one.hears("*** Everybody at the server's own machine was banned by Host for 1 hour: testing");
                one.heard().hearsLike("! Everybody at the server's own machine is banned .*: testing");
                one.heard().ends();
            }
            try (var cat = server.visitor();
                    var bot = JsonTalker.at(server.port())) {
                cat.says("Cat").heard().hearsLike("! Everybody at the server's own machine is banned .*: testing");
                cat.heard().ends();
                bot.asks(new Request.Hello(1, "test"), Request.Join.once("Bot"));
                bot.hears(Reply.Server.class);
                assertEquals("banned", bot.hears(Reply.Refused.class).code());
                bot.heard().ends();
            }
            server.process().says("/unban loopback");
            server.process().out().skipsTo("*** The ban of loopback was lifted by Host");
            server.member("Cat").close();
        }
    }

    @OnEachJava
    void whoIsMutedSpeaksToNobody(Javas java) throws Exception {
        try (var server = ServerProcess.startHosted(java);
                var ann = server.member("Ann");
                var bob = server.member("Bob")) {
            ann.hears("Bob<127.0.0.1> connected");
            server.process().says("/mute Bob 10m caps");
            ann.hears("*** Bob was muted by Host for 10 minutes: caps");
            bob.hears("*** Bob was muted by Host for 10 minutes: caps");

            for (String line : new String[] {"HI", "/me SHOUTS", "/msg Ann HI", "/nick Bobby"}) {
                bob.says(line).heard().hearsLike("! You are muted.* until .* UTC \\(.*\\), by Host: caps.*");
            }
            server.process().says("/unmute Bob");
            bob.hears("*** Bob was unmuted by Host").says("hi");

            ann.hears("*** Bob was unmuted by Host", "Bob:hi");
        }
    }

    @OnEachJava
    void operatorsHaveTheHostsPowersAndMembersHaveNot(Javas java) throws Exception {
        try (var server = ServerProcess.startHosted(java);
                var ann = server.member("Ann");
                var bot = JsonTalker.member(server.port(), "Bot");
                var eve = server.member("Eve")) {
            ann.hears("Bot<127.0.0.1> connected", "Eve<127.0.0.1> connected");
            for (String line : new String[] {"/kick Eve", "/bans", "/stats", "/op Ann", "/motd mine"}) {
                ann.says(line).heard().hearsLike("! That is for the host and operators; .*");
            }
            server.process().says("/op Ann", "/op Bot");
            ann.hears(
                    "*** Ann was made an operator by Host, for this stay",
                    "*** Bot was made an operator by Host, for this stay");

            ann.says("/op Eve").heard().hearsLike("! Who is an operator is decided by the host alone\\.");
            ann.says("/kick Bot").heard().hearsLike("! Bot is an operator: that is for the host\\.");
            ann.says("/ban name Host").heard().hearsLike("! .*nobody rules over the host.*");
            ann.says("/stats").heard().hearsLike("\\*\\*\\* 3 members, .*");
            ann.heard().hearsLike("\\*\\*\\* up .*, lanchat/.* on Java \\d+");
            ann.heard().hearsLike("\\*\\*\\* 3 connections, 3 of them in the room, 0 too slow .*");
            ann.heard().hearsLike("\\*\\*\\* 0 lines said .*; nothing is kept on disk");
            ann.heard().hearsLike("\\*\\*\\* memory: \\d+ MiB used of \\d+ MiB, \\d+ threads");
            bot.asks(
                    new Request.Rule(1, "kick", "Eve spam"),
                    new Request.View("bans"),
                    new Request.Rule(2, "dance", "Eve"));
            ann.hears("*** Eve was shown out by Bot: spam", "Eve<127.0.0.1> disconnected");
            eve.heard().skipsTo("! You were shown out by Bot: spam");
            eve.heard().ends();
            Event.Ruled ruled = bot.skipsTo(Event.Ruled.class);
            while (!ruled.rule().equals("kick")) {
                ruled = bot.skipsTo(Event.Ruled.class);
            }
            assertEquals(1, ruled.id(), "its own event is the answer");
            assertEquals("2 in force:", bot.skipsTo(Reply.Notice.class).text());
            assertEquals("not_understood", bot.skipsTo(Reply.Refused.class).code());
            server.process().says("/deop Ann");
            ann.hears("*** Ann was made an ordinary member again by Host");
            ann.says("/bans").heard().hearsLike("! That is for the host and operators; .*");
        }
    }

    @OnEachJava
    void aClientThatIsShownOutLeavesWithASentenceAndDoesNotComeBack(Javas java) throws Exception {
        try (var server = ServerProcess.startHosted(java);
                var ann = server.member("Ann");
                var client = ClientProcess.start(java, server.port(), "--name", "Bob")) {
            ann.hears("Bob<127.0.0.1> connected");
            client.out().skipsTo("Bob<127.0.0.1> connected");
            client.says("hello");
            ann.hears("Bob:hello");

            server.process().says("/kick Bob enough");

            assertEquals(1, client.exits());
            client.out().skipsTo("*** Bob was shown out by Host: enough");
            client.out().ends();
            client.err().hears("! You were shown out by Host: enough");
            ann.hears("*** Bob was shown out by Host: enough", "Bob<127.0.0.1> disconnected")
                    .hearsNothingMore();
        }
    }

    @OnEachJava
    void aClientIsAnOperatorLikeAnybody(Javas java) throws Exception {
        try (var server = ServerProcess.startHosted(java);
                var client = ClientProcess.start(java, server.port(), "--name", "Ann")) {
            server.process().out().skipsTo("Ann<127.0.0.1> connected");
            try (var eve = server.member("Eve")) {
                client.says("/ban Eve");
                client.err().hearsLike("! That is for the host and operators; .*");
                server.process().says("/op Ann");
                client.out().skipsToLike("\\*\\*\\* Ann was made an operator by Host.*");
                client.says("/ban Eve 1h spam");
                eve.hears("*** Ann was made an operator by Host"); // For good, by the client's key.
                eve.hears("*** The name Eve was banned by Ann for 1 hour: spam");
                eve.heard().hearsLike("! .*, by Ann: spam");
                eve.heard().ends();
                client.says("/stats");
                client.out().skipsToLike("\\*\\*\\* memory: .*");
            }
        }
    }

    @OnEachJava
    void aClientsMemberNeedNotReadEverybody(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var bob = server.member("Bob");
                var client = ClientProcess.start(java, server.port(), "--name", "Cat")) {
            client.out().skipsTo("Cat<127.0.0.1> connected");
            client.says("/ignore ann");
            client.err().hearsLike("\\*\\*\\* What ann says is hidden .*");
            bob.hears("Cat<127.0.0.1> connected");
            ann.says("hidden", "/msg Cat hidden", "/nick Anna", "hidden").settles();
            bob.says("hello").settles();
            client.hears("Ann<127.0.0.1> is now Anna", "Bob:hello").says("/unignore Anna");
            client.err().hearsLike("\\*\\*\\* What Anna says is shown again\\.");

            ann.says("hello");

            client.hears("Anna:hello");
        }
    }

    @OnEachJava
    void helpTellsOfTheHostsHand(Javas java) throws Exception {
        try (var server = ServerProcess.startHosted(java);
                var ann = server.member("Ann")) {
            ann.says("/help host");
            server.process().says("/help");
            for (String word :
                    new String[] {"kick", "ban", "ban", "unban", "mute", "unmute", "motd", "bans", "stats", "op", "deop"
                    }) {
                ann.heard().hearsLike("\\*\\*\\* /" + word + " .*");
                server.process().out().skipsToLike("\\*\\*\\* /" + word + " .*");
            }
            ann.hearsNothingMore();
            assertTrue(server.process().isAlive());
        }
    }

    private ServerProcess hosted(Javas java) throws Exception {
        return ServerProcess.startHosted(java, "--home", home.toString(), "--room", "kept");
    }
}
