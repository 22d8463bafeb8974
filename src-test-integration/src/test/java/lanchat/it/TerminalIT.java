package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The line being typed stays whole, whatever arrives and whatever becomes of the window. */
final class TerminalIT {
    /** What has broken many a chat's screen. */
    private static final List<String> AWKWARD = List.of(
            "x".repeat(350),
            "漢字かな交じり文".repeat(20),
            "e\u0301e\u0301e\u0301 a\u0308o\u0308u\u0308 n\u0303",
            "👍 👩‍👩‍👧 🇩🇪 ❤️ 👍🏽",
            "שלום עולם مرحبا بالعالم",
            "کتاب‌ها",
            "ends at the edge".repeat(6) + "1234",
            "a\tb");

    @OnEachJava
    void linesAppearAboveTheOneBeingTyped(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var pavan = Typist.in(server, java, "Pavan")) {
            pavan.begins("half a line");
            pavan.endsWith("half a line");
            ann.hears("Pavan<127.0.0.1> connected").says("one", "two");

            pavan.endsWithLines("Pavan<127.0.0.1> connected", "Ann:one", "Ann:two", "half a line");

            pavan.presses("C-a").begins("not ").presses("C-e").types(" any more");
            ann.hears("Pavan:not half a line any more");
            pavan.endsWithLines("Ann:one", "Ann:two", "You:not half a line any more");
        }
    }

    @OnEachJava
    void aLineOfTwoRowsStaysWholeAmongAwkwardLines(Javas java) throws Exception {
        String typed =
                "zwei Zeilen mit Umlauten äöü und 漢字, " + "so that it is longer than a row of this terminal ".repeat(2);
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var pavan = Typist.in(server, java, "Pavan")) {
            ann.hears("Pavan<127.0.0.1> connected");
            pavan.begins(typed + "end").presses("Left", "Left", "Left");
            for (String line : AWKWARD) {
                ann.says(line);
                pavan.begins(".");
            }
            ann.settles().says("the last");
            pavan.tmux().line(line -> line.equals("Ann:the last"));
            pavan.presses("Enter");

            String whole = typed + ".".repeat(AWKWARD.size()) + "end";
            ann.heard().skipsTo("Pavan:" + whole);
            pavan.endsWithLines("Ann:the last", "You:" + whole);
        }
    }

    @OnEachJava
    void twoThousandLinesArriveWhileOneIsTypedEditedAndSent(Javas java) throws Exception {
        int lines = 2000;
        try (var server = ServerProcess.start(java, "--rate", "100000", "--burst", "100000");
                var ann = server.member("Ann");
                var pavan = Typist.in(server, java, "Pavan")) {
            ann.hears("Pavan<127.0.0.1> connected");
            Thread flood = new Thread(() -> {
                try {
                    for (int i = 0; i < lines; i++) {
                        ann.says("flood " + i);
                    }
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            flood.start();
            pavan.begins("the quick fox jumps");
            pavan.presses("Left", "Left", "Left", "Left", "Left", "Left", "Left", "Left", "Left");
            for (String letter : List.of("b", "r", "o", "w", "n", " ")) {
                pavan.begins(letter);
            }
            pavan.presses("C-e")
                    .begins(" high")
                    .presses("M-b", "C-k")
                    .begins("far")
                    .presses("Enter");
            flood.join();

            ann.heard().skipsTo("Pavan:the quick brown fox jumps far");
            pavan.tmux()
                    .line(line -> line.equals("Ann:flood " + (lines - 1))
                            || line.equals("You:the quick brown fox jumps far"));
            ann.settles().says("done");
            pavan.tmux().line(line -> line.equals("Ann:done"));
            List<String> shown = new ArrayList<>(pavan.scrollback());
            assertEquals(
                    1,
                    shown.stream()
                            .filter("You:the quick brown fox jumps far"::equals)
                            .count());
            shown.removeIf(line -> !line.startsWith("Ann:flood "));
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < lines; i++) {
                expected.add("Ann:flood " + i);
            }
            assertEquals(expected, shown);
        }
    }

    @OnEachJava
    void aResizeInTheMiddleLosesNothing(Javas java) throws Exception {
        String typed = "a line that is long enough to need two rows when the window is as narrow as half of this one";
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var pavan = Typist.in(server, java, "Pavan")) {
            ann.hears("Pavan<127.0.0.1> connected");
            pavan.begins(typed).endsWith(typed);

            pavan.resizes(50, 20);
            ann.says("narrow");
            pavan.tmux().line("Ann:narrow"::equals);
            pavan.begins(".");
            pavan.resizes(120, 30);
            ann.says("wide");
            pavan.tmux().line("Ann:wide"::equals);
            pavan.endsWithLines("Ann:narrow", "Ann:wide", typed + ".");
            pavan.presses("Enter");

            ann.hears("Pavan:" + typed + ".");
            pavan.endsWithLines("Ann:narrow", "Ann:wide", "You:" + typed + ".");
        }
    }

    @OnEachJava
    void aWindowOfOneColumnOrOfNoSizeIsSurvived(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var pavan = Typist.in(server, java, "Pavan")) {
            ann.hears("Pavan<127.0.0.1> connected");
            pavan.begins("wide 漢字");
            pavan.resizes(1, 1);
            ann.says("漢字 in one column");
            pavan.begins("!");
            pavan.resizes(2, 2);
            ann.says("in two");
            pavan.begins("?");
            pavan.losesItsSize();
            ann.says("in none");
            pavan.begins(".");
            pavan.resizes(100, 40);
            pavan.presses("Enter");
            ann.hears("Pavan:wide 漢字!?.").says("large again");
            pavan.tmux().line("Ann:large again"::equals);

            pavan.begins("whole").endsWithLines("Ann:large again", "whole");
        }
    }

    @OnEachJava
    void aTerminalThatDoesNotKnowItsSizeIsTakenForAUsualOne(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var pavan = Typist.atShell()) {
            pavan.losesItsSize()
                    .starts(java, server.port(), "Pavan")
                    .begins("half")
                    .endsWith("half");
            pavan.losesItsSize().types(" and half").endsWith("You:half and half");
        }
    }

    @OnEachJava
    void theLineBeingTypedStaysWholeWhileTheServerDiesAndComesBack(Javas java) throws Exception {
        Path home = Files.createTempDirectory("lanchat-room");
        int port;
        try (var server = ServerProcess.startAt(0, java, "--home", home.toString(), "--room", "kept");
                var pavan = Typist.in(server, java, "Pavan")) {
            port = server.port();
            pavan.begins("half a ");
            pavan.endsWith("half a");
            server.process().kill();
            pavan.tmux().line(line -> line.startsWith("(no connection, try ") && line.endsWith(") half a"));
            pavan.begins("line").presses("Enter");
            pavan.tmux().line("*** Waits for the connection: half a line"::equals);
            pavan.begins("the next");

            try (var again = ServerProcess.startAt(port, java, "--home", home.toString(), "--room", "kept")) {
                pavan.tmux().line("You:half a line"::equals);
                pavan.endsWith("the next");
                pavan.presses("Enter");
                pavan.endsWith("You:the next");
                again.member("Bob")
                        .heard()
                        .all()
                        .forEach(line -> assertFalse(line.contains("Pavan<") && line.endsWith("disconnected")));
            }
        }
    }

    @OnEachJava
    void nothingIsDoneToTheTerminalBesidesLines(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var pavan = Typist.in(server, java, "Pavan")) {
            ann.hears("Pavan<127.0.0.1> connected").says("\u001b]0;title\u0007\u001b[2Jhi");
            pavan.tmux().line("Ann:]0;title[2Jhi"::equals);
            pavan.types("hello").tmux().line("You:hello"::equals);
            pavan.presses("C-d").endsWith("$");

            String sent = pavan.sentUpTo("exit 0");
            for (String sequence : List.of(
                    "[?1049h",
                    "[?47h",
                    "\u001b]",
                    "[?1000h",
                    "[?1003h",
                    "[?1006h",
                    "\u001b[c",
                    "[6n",
                    "[?u",
                    "WARNING")) {
                assertFalse(sent.contains(sequence), sequence);
            }
            assertTrue(sent.contains("Ann") && sent.contains("]0;title[2Jhi"), sent);
        }
    }
}
