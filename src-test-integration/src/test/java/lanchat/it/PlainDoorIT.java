package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The plain door: bytes to lines, however the network cuts them; and what a newcomer is shown. */
final class PlainDoorIT {
    @OnEachJava
    void theFirstMemberSeesTheWelcomeAndHisOwnArrival(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var dinesh = server.visitor()) {
            dinesh.says("Dinesh Kumar");

            dinesh.hears("Welcome to this chatroom!", "Dinesh Kumar<127.0.0.1> connected")
                    .hearsNothingMore();
        }
    }

    @OnEachJava
    void aLineIsHeardByAllOthersAndNotSentBack(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var dinesh = server.member("Dinesh Kumar");
                var pavan = server.visitor()) {
            pavan.says("Pavan Kumar");
            pavan.hears(
                    "Dinesh Kumar<127.0.0.1> connected",
                    "Welcome to this chatroom!",
                    "Pavan Kumar<127.0.0.1> connected");
            dinesh.hears("Pavan Kumar<127.0.0.1> connected");

            pavan.says("Hello Dinesh, How are you?");
            dinesh.hears("Pavan Kumar:Hello Dinesh, How are you?");
            dinesh.says("Oh Hi Pavan, I am doing good.");
            pavan.hears("Dinesh Kumar:Oh Hi Pavan, I am doing good.");

            dinesh.hearsNothingMore();
            pavan.hearsNothingMore();
        }
    }

    @OnEachJava
    void linesMayBeSplitOverPacketsAndSeveralMayShareOne(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var bob = server.visitor()) {
            bob.sends("B").sends("o").sends("b").sends("\n");
            bob.sends("one\ntwo\nth").sends("ree\nfour\n");

            ann.hears("Bob<127.0.0.1> connected", "Bob:one", "Bob:two", "Bob:three", "Bob:four");
        }
    }

    @OnEachJava
    void nameAndLinesMayComeInOnePacket(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var bob = server.visitor()) {
            bob.sends("Bob\nhi\nall\n");

            ann.hears("Bob<127.0.0.1> connected", "Bob:hi", "Bob:all");
        }
    }

    @OnEachJava
    void aLetterMayBeSplitBetweenPackets(Javas java) throws Exception {
        String text = "Gr\u00FC\u00DFe, \u4F60\u597D, \uD83D\uDE00";
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var bob = server.member("Bob")) {
            for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
                bob.sends(new byte[] {one});
            }
            bob.sends("\n");

            ann.hears("Bob<127.0.0.1> connected", "Bob:" + text);
        }
    }

    @OnEachJava
    void linesMayEndAsTelnetEndsThem(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var bob = server.visitor()) {
            bob.sends("Bob\r\n")
                    .sends("one\r\n")
                    .sends("two\r\0")
                    .sends("three\r")
                    .sends("\nfour\n");

            ann.hears("Bob<127.0.0.1> connected", "Bob:one", "Bob:two", "Bob:three", "Bob:four");
        }
    }

    @OnEachJava
    void theLastLineNeedsNoEnd(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var bob = server.member("Bob")) {
            bob.sends("that is all").hangsUp();

            ann.hears("Bob<127.0.0.1> connected", "Bob:that is all", "Bob<127.0.0.1> disconnected")
                    .hearsNothingMore();
        }
    }

    @OnEachJava
    void whoHangsUpIsStillWrittenWhatIsOwed(Javas java) throws Exception {
        try (var server = ServerProcess.start(java, ServerProcess.NO_RATE);
                var ann = server.member("Ann");
                var bob = server.member("Bob")) {
            ann.hears("Bob<127.0.0.1> connected");
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 2000; i++) {
                ann.says("line " + i);
                expected.add("Ann:line " + i);
            }
            ann.settles();

            bob.sends("/who\n").hangsUp();

            expected.addAll(List.of("*** 2 here:", "*** Ann<127.0.0.1>", "*** Bob<127.0.0.1>"));
            List<String> rest = bob.heard().rest();
            assertEquals(expected, rest.subList(0, Math.min(expected.size(), rest.size())));
        }
    }

    @OnEachJava
    void whoHangsUpAfterHisNameSeesHisWelcome(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var bob = server.visitor()) {
            bob.sends("Bob").hangsUp();

            bob.hears("Welcome to this chatroom!", "Bob<127.0.0.1> connected");
        }
    }

    @OnEachJava
    void telnetIsAnsweredAndItsCommandsAreNoText(Javas java) throws Exception {
        byte iac = (byte) 255;
        byte[] willEcho = {iac, (byte) 251, 1};
        byte[] doEcho = {iac, (byte) 253, 1};
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var raw = new RawVisitor(server.port())) {
            raw.sends(doEcho).reads(iac, (byte) 252, (byte) 1); // WONT ECHO
            raw.sends("Bo".getBytes(StandardCharsets.US_ASCII)).sends(willEcho);
            raw.reads(iac, (byte) 254, (byte) 1); // DONT ECHO
            raw.sends("b\r\nhi\r\n".getBytes(StandardCharsets.US_ASCII));

            ann.hears("Bob<127.0.0.1> connected", "Bob:hi").hearsNothingMore();
        }
    }

    @OnEachJava
    void aByteOrderMarkIsNoPartOfTheName(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var bob = server.visitor()) {
            bob.sends("\uFEFFBob\n");

            ann.hears("Bob<127.0.0.1> connected");
        }
    }

    @OnEachJava
    void terminalEscapesAndBrokenUtf8AreMadeHarmless(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var bob = server.member("Bob")) {
            bob.sends("\u001B[2Jred\u0007\u202Edert\n").sends(new byte[] {'a', (byte) 0xC3, 'b', '\n'});

            ann.hears("Bob<127.0.0.1> connected", "Bob:[2Jreddert", "Bob:a\uFFFDb");
        }
    }

    @OnEachJava
    void anEmptyLineIsNotSaid(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var bob = server.member("Bob")) {
            bob.says("", "   ", "hi");

            ann.hears("Bob<127.0.0.1> connected", "Bob:hi").hearsNothingMore();
        }
    }

    @OnEachJava
    void aNewcomerIsShownTenOfThoseHereAndHowManyMore(Javas java) throws Exception {
        List<Talker> members = new ArrayList<>();
        try (var server = ServerProcess.start(java);
                var newcomer = server.visitor()) {
            for (int i = 1; i <= 12; i++) {
                members.add(server.member("Member " + i));
            }

            newcomer.says("Newcomer");

            for (int i = 1; i <= 10; i++) {
                newcomer.hears("Member " + i + "<127.0.0.1> connected");
            }
            newcomer.hears("*** and 2 others", "Welcome to this chatroom!", "Newcomer<127.0.0.1> connected")
                    .hearsNothingMore();
        } finally {
            for (Talker member : members) {
                member.close();
            }
        }
    }

    @OnEachJava
    void aNewcomerIsShownTheLastTwentyLinesSaidOrActed(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var bob = server.member("Bob");
                var newcomer = server.visitor()) {
            ann.says("too old");
            for (int i = 1; i < 20; i++) {
                ann.says("line " + i);
            }
            ann.says("/me waves", "/msg Bob between us", "/nick Anna").settles();
            bob.hangsUp();
            ann.hears("Bob<127.0.0.1> disconnected");

            newcomer.says("Newcomer").hears("Anna<127.0.0.1> connected", "Welcome to this chatroom!");

            for (int i = 1; i < 20; i++) {
                newcomer.hears("Ann:line " + i);
            }
            newcomer.hears("* Ann waves", "Newcomer<127.0.0.1> connected").hearsNothingMore();
        }
    }

    @OnEachJava
    void howManyLinesANewcomerIsShownCanBeChosen(Javas java) throws Exception {
        try (var server = ServerProcess.start(java, "--recent", "1");
                var ann = server.member("Ann");
                var newcomer = server.visitor()) {
            ann.says("one", "two").settles();

            newcomer.says("Newcomer")
                    .hears(
                            "Ann<127.0.0.1> connected",
                            "Welcome to this chatroom!",
                            "Ann:two",
                            "Newcomer<127.0.0.1> connected");
        }
    }
}
