package lanchat.it;

import java.util.List;

/** The commands at the plain door. */
final class CommandsIT {
    @OnEachJava
    void whoListsThosePresent(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var bob = server.member("Bob")) {
            bob.says("/who").hears("*** 2 here:", "*** Ann<127.0.0.1>", "*** Bob<127.0.0.1>");

            ann.hears("Bob<127.0.0.1> connected").hearsNothingMore();
        }
    }

    @OnEachJava
    void meShowsWhatSomebodyDoes(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var bob = server.member("Bob")) {
            bob.says("/me waves");

            ann.hears("Bob<127.0.0.1> connected", "* Bob waves");
        }
    }

    @OnEachJava
    void aWhisperIsSeenByTwoOnly(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var pavan = server.member("Pavan Kumar");
                var eve = server.member("Eve");
                var json = JsonTalker.member(server.port(), "Bot")) {
            ann.says("/msg \"Pavan Kumar\" in quotes", "/msg pavan kumar without", "and to all")
                    .settles();
            pavan.heard().skipsTo("Ann:and to all");
            pavan.says("/reply thanks").settles();

            pavan.goes();
            ann.hears("Pavan Kumar (to you):thanks", "Pavan Kumar<127.0.0.1> disconnected");
            eve.hears("Bot<127.0.0.1> connected", "Ann:and to all", "Pavan Kumar<127.0.0.1> disconnected")
                    .hearsNothingMore();
            json.heard().hearsLike(".*\"said\".*and to all.*");
            json.heard().hearsLike(".*\"left\".*");
        }
    }

    @OnEachJava
    void theLongestNameThatFitsGetsTheWhisper(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var pavan = server.member("Pavan");
                var kumar = server.member("Pavan Kumar")) {
            ann.says("/msg Pavan Kumar hi", "/msg Pavan hello").settles();

            pavan.hears("Pavan Kumar<127.0.0.1> connected", "Ann (to you):hello")
                    .hearsNothingMore();
            kumar.hears("Ann (to you):hi").hearsNothingMore();
        }
    }

    @OnEachJava
    void aReplyGoesToThePersonAndNotToTheName(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var bob = server.member("Bob");
                var ann = server.member("Ann")) {
            bob.hears("Ann<127.0.0.1> connected").says("/reply to nobody");
            bob.heard().hearsLike("! Nobody has whispered.*");
            ann.says("/msg Bob psst", "/nick Anna").settles();
            bob.hears("Ann (to you):psst", "Ann<127.0.0.1> is now Anna");
            try (var other = server.member("Ann")) {
                bob.hears("Ann<127.0.0.1> connected").says("/reply yes?");

                ann.hears("Ann<127.0.0.1> connected", "Bob (to you):yes?");
                other.hearsNothingMore();
            }
        }
    }

    @OnEachJava
    void aReplyToSomebodyWhoHasGoneIsRefused(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var bob = server.member("Bob")) {
            try (var ann = server.member("Ann")) {
                ann.says("/msg Bob bye");
                bob.hears("Ann<127.0.0.1> connected", "Ann (to you):bye");
            }
            bob.hears("Ann<127.0.0.1> disconnected");
            try (var another = server.member("Ann")) {
                bob.hears("Ann<127.0.0.1> connected").says("/reply for the first Ann only");

                bob.heard().hearsLike("! .*");
                another.hearsNothingMore();
            }
        }
    }

    @OnEachJava
    void aRenamingIsSeenByAllAndARefusedOneKeepsTheOldName(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var bob = server.member("Bob")) {
            ann.hears("Bob<127.0.0.1> connected");
            bob.says("/nick ANN").heard().hearsLike("! The name Ann is taken.*");
            bob.says("/nick a<b").heard().hearsLike("! .*");
            bob.says("/nick Host").heard().hearsLike("! .*host.*");
            bob.says("still me", "/nick Robert").hears("Bob<127.0.0.1> is now Robert");
            bob.says("renamed");

            ann.hears("Bob:still me", "Bob<127.0.0.1> is now Robert", "Robert:renamed");
            ann.says("/nick Bob").hears("Ann<127.0.0.1> is now Bob").hearsNothingMore();
        }
    }

    @OnEachJava
    void anUnknownCommandIsNotSaidAndTheNearestIsNamed(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var bob = server.member("Bob")) {
            bob.says("/hwo").heard().hearsLike("! .*/hwo.*/who.*");
            bob.says("/stop").heard().hearsLike("! .*/stop.*");
            bob.says("/ hm").heard().hearsLike("! .*");
            bob.says("/msg").heard().hearsLike("! .*");
            bob.says("/msg Nobody hi").heard().hearsLike("! .*");
            bob.hearsNothingMore();

            ann.hears("Bob<127.0.0.1> connected").hearsNothingMore();
        }
    }

    @OnEachJava
    void twoSlashesSayALineThatBeginsWithOne(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var bob = server.member("Bob")) {
            bob.says("//who is a command");

            ann.hears("Bob<127.0.0.1> connected", "Bob:/who is a command");
        }
    }

    @OnEachJava
    void helpNamesEveryCommand(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann")) {
            ann.says("/HELP");

            for (String word : List.of(
                    "/who",
                    "/msg",
                    "/reply",
                    "/me",
                    "/nick",
                    "/release",
                    "/history",
                    "/search",
                    "/seen",
                    "/verify",
                    "/key",
                    "/motd",
                    "/help",
                    "/quit",
                    "//")) {
                ann.heard().hearsLike("\\*\\*\\* " + word + ".*");
            }
            ann.hearsNothingMore();
        }
    }

    @OnEachJava
    void quitLeavesAndEndsTheConnection(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var bob = server.member("Bob")) {
            bob.sends("bye\n/quit\nnever said\n");

            ann.hears("Bob<127.0.0.1> connected", "Bob:bye", "Bob<127.0.0.1> disconnected")
                    .hearsNothingMore();
            bob.heard().rest();
        }
    }
}
