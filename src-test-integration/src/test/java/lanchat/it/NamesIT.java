package lanchat.it;

import java.util.List;

/** Coming in under a name, and being refused. */
final class NamesIT {
    private static final String TAKEN = "! The name Ann is taken.*";

    @OnEachJava
    void whoSaysNothingForASecondIsAsked(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.visitor()) {
            ann.heard().hasBegun("Enter Your Name:");

            ann.says("Ann").hears("Welcome to this chatroom!", "Ann<127.0.0.1> connected");
        }
    }

    @OnEachJava
    void whoWasAskedIsAskedAgainAfterARefusal(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var second = server.visitor()) {
            second.heard().hasBegun("Enter Your Name:");
            second.says("ann");
            second.heard().hearsLike(TAKEN);
            second.heard().hasBegun("Enter Your Name:");
            second.says("Bea");

            ann.hears("Bea<127.0.0.1> connected");
        }
    }

    @OnEachJava
    void aNameThatCannotBeUsedIsAnsweredWithTheReason(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann")) {
            for (String bad :
                    List.of("", "   ", "You", "host", "a<b>", "a:b", "Ann (2)", ".dot", "n".repeat(41), "ANN")) {
                try (var visitor = server.visitor()) {
                    visitor.says(bad).heard().hearsLike("! .*");
                    visitor.joins("Bea").hearsNothingMore();
                }
                ann.hears("Bea<127.0.0.1> connected", "Bea<127.0.0.1> disconnected");
            }
        }
    }

    @OnEachJava
    void whatWasTypedAheadGoesWithARefusedName(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var second = server.visitor()) {
            second.sends("Ann\nthis was meant for somebody else\nand this\n");
            second.heard().hearsLike(TAKEN);
            second.joins("Bea").says("hi");

            ann.hears("Bea<127.0.0.1> connected", "Bea:hi").hearsNothingMore();
        }
    }

    @OnEachJava
    void theFifthRefusedNameEndsTheConnection(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var second = server.visitor()) {
            for (int i = 0; i < 5; i++) {
                second.says("Ann").heard().hearsLike(TAKEN);
            }

            second.heard().hearsLike("\\*\\*\\* .*");
            second.heard().ends();
            ann.hearsNothingMore();
        }
    }

    @OnEachJava
    void aFirstLineThatIsNoNameForItsLengthEndsTheConnection(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var second = server.visitor()) {
            second.sends("n".repeat(257));

            second.heard().hearsLike("! .*too long.*");
            second.heard().ends();
            ann.hearsNothingMore();
        }
    }

    @OnEachJava
    void namesThatReadAlikeAreOneName(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var first = server.member("Pavan Kumar");
                var second = server.visitor()) {
            second.says("pavan  KUMAR").heard().hearsLike("! The name Pavan Kumar is taken.*");

            first.hearsNothingMore();
        }
    }

    @OnEachJava
    void whoseNameWasTidiedIsTold(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var pavan = server.visitor()) {
            pavan.says("\"Pavan   Kumar\"");

            pavan.heard().hearsLike("\\*\\*\\* .*Pavan Kumar.*");
            pavan.hears("Welcome to this chatroom!", "Pavan Kumar<127.0.0.1> connected");
        }
    }

    @OnEachJava
    void aNameIsFreeTheMomentItsMemberIsGone(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var bob = server.member("Bob")) {
            for (int i = 0; i < 20; i++) {
                var ann = server.member("Ann");
                if (i % 2 == 0) {
                    ann.resets();
                } else {
                    ann.close();
                }
                bob.hears("Ann<127.0.0.1> connected", "Ann<127.0.0.1> disconnected");
            }
            bob.hearsNothingMore();
        }
    }
}
