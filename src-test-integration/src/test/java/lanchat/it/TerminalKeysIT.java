package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What hands are used to: history, completion, pasting, colours and the bell, in a real terminal. */
final class TerminalKeysIT {
    private static final Javas JAVA = Javas.running();

    @Test
    void upBringsBackWhatWasSaidAlsoAtTheNextStartAndPrivateLinesOnlyInThisOne() throws Exception {
        try (var server = ServerProcess.start(JAVA);
                var ann = server.member("Ann");
                var pavan = Typist.in(server, JAVA, "Pavan")) {
            ann.hears("Pavan<127.0.0.1> connected");
            pavan.types("it's public!").types("/msg Ann secret");
            ann.hears("Pavan:it's public!", "Pavan (to you):secret");
            pavan.endsWith("You (to Ann):secret");
            pavan.presses("Up").endsWith("/msg Ann secret");
            pavan.presses("Up").endsWith("it's public!");
            pavan.presses("C-c", "C-c").endsWith("$");

            Path file = pavan.home().resolve(".lanchat/client/history");
            assertEquals("it's public!\n", Files.readString(file));
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            ann.hears("Pavan<127.0.0.1> disconnected");
            pavan.starts(JAVA, server.port(), "Pavan").presses("Up").endsWith("it's public!");
        }
    }

    @Test
    void anUnusableHomeIsNoMemoryAndNoError() throws Exception {
        try (var server = ServerProcess.start(JAVA);
                var pavan = Typist.atShell()) {
            Files.createFile(pavan.home().resolve(".lanchat")); // where a directory would have to be
            pavan.starts(JAVA, server.port(), "Pavan").types("hi");

            pavan.endsWithLines("Pavan<127.0.0.1> connected", "You:hi");
            pavan.presses("Up").endsWith("hi");
        }
    }

    @Test
    void tabCompletesNamesWhoSpokeLastFirstAndCommands() throws Exception {
        try (var server = ServerProcess.start(JAVA);
                var ann = server.member("Ann");
                var anton = server.member("Anton Berg");
                var pavan = Typist.in(server, JAVA, "Pavan")) {
            anton.hears("Pavan<127.0.0.1> connected").says("first");
            ann.hears("Anton Berg<127.0.0.1> connected", "Pavan<127.0.0.1> connected", "Anton Berg:first")
                    .says("last");
            pavan.endsWith("Ann:last");

            pavan.begins("an").presses("Tab").endsWith("Ann:");
            pavan.presses("Tab").endsWith("Anton Berg:");
            pavan.types("hello");
            ann.hears("Pavan:Anton Berg: hello");
            pavan.begins("/m").presses("Tab").begins("anto").presses("Tab").types("psst");
            anton.heard().skipsTo("Pavan (to you):psst");
            pavan.begins("/be").presses("Tab").begins("a").presses("Tab", "Enter");
            pavan.endsWith("*** The bell rings for every line.");
        }
    }

    @Test
    void aPasteIsWholeAndNothingOfItIsSaidBeforeEnter() throws Exception {
        try (var server = ServerProcess.start(JAVA);
                var ann = server.member("Ann");
                var pavan = Typist.in(server, JAVA, "Pavan")) {
            ann.hears("Pavan<127.0.0.1> connected");
            pavan.begins("see: ").pastes("one\n\n/two\n").endsWithLines("see: one", "/two");
            ann.hearsNothingMore();

            pavan.presses("Enter");

            ann.hears("Pavan:see: one", "Pavan:/two");
            pavan.begins("/msg Ann ").pastes("dear\nAnn\n").endsWith("Ann").presses("Enter");
            ann.hears("Pavan (to you):dear Ann");
        }
    }

    @Test
    void aPageIsAskedAbout() throws Exception {
        String page =
                IntStream.rangeClosed(1, 60).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
        try (var server = ServerProcess.start(JAVA, "--rate", "1000", "--burst", "1000");
                var ann = server.member("Ann");
                var pavan = Typist.in(server, JAVA, "Pavan")) {
            ann.hears("Pavan<127.0.0.1> connected");
            pavan.begins("typed").pastes(page).endsWith("Send 60 lines? y/n");
            ann.says("meanwhile");
            pavan.endsWithLines("Ann:meanwhile", "Send 60 lines? y/n");
            pavan.pastes("yes\n").begins("n").endsWith("typed");
            ann.hearsNothingMore();
            pavan.presses("C-u").pastes(page).endsWith("Send 60 lines? y/n").begins("y");

            for (int i = 1; i <= 60; i++) {
                ann.hears("Pavan:line " + i);
            }
            pavan.endsWithLines("You:line 59", "You:line 60");
        }
    }

    @Test
    void namesHaveColoursAndOnesOwnIsHighlighted() throws Exception {
        try (var server = ServerProcess.start(JAVA);
                var ann = server.member("Ann");
                var pavan = Typist.in(server, JAVA, "Pavan")) {
            ann.hears("Pavan<127.0.0.1> connected").says("hello pavan, Pavanne");
            pavan.endsWith("Ann:hello pavan, Pavanne");

            String screen = pavan.colored();

            assertTrue(
                    screen.matches(
                            "(?s).*\u001b\\[38;5;\\d+mAnn\u001b\\[39m:hello \u001b\\[7mpavan\u001b\\[0m.*, Pavanne.*"),
                    screen);
            assertEquals(1, rings(pavan, ", Pavanne"));
        }
    }

    @Test
    void colourlessNamesAreForThoseWhoAskForThem() throws Exception {
        try (var server = ServerProcess.start(JAVA);
                var ann = server.member("Ann");
                var pavan = Typist.atShell();
                var third = Typist.atShell()) {
            pavan.starts(JAVA, server.port(), "Pavan", "--no-color");
            third.types("export NO_COLOR=1").starts(JAVA, server.port(), "Third");
            ann.says("hello");
            for (Typist each : List.of(pavan, third)) {
                each.endsWith("Ann:hello");

                assertFalse(each.sentUpTo("Ann:hello").contains("\u001b[38;5;"));
            }
        }
    }

    @Test
    void theBellRingsForMentionsAndPrivateLinesUnlessItIsToldOtherwise() throws Exception {
        try (var server = ServerProcess.start(JAVA);
                var ann = server.member("Ann");
                var pavan = Typist.in(server, JAVA, "Pavan")) {
            ann.hears("Pavan<127.0.0.1> connected").says("nothing for anybody");
            pavan.endsWith("Ann:nothing for anybody");
            assertEquals(0, rings(pavan, ":nothing for anybody"));
            ann.says("/msg Pavan psst");
            pavan.endsWith("Ann (to you):psst");
            assertEquals(1, rings(pavan, ":psst"));
            pavan.types("/bell off").endsWith("*** The bell does not ring.");
            ann.says("Pavan, come!");
            pavan.endsWith("Ann:Pavan, come!");
            assertEquals(1, rings(pavan, ", come!"));
            pavan.types("/bell all").endsWith("*** The bell rings for every line.");
            ann.says("for nobody");
            pavan.endsWith("Ann:for nobody");
            assertEquals(2, rings(pavan, ":for nobody"));
        }
    }

    @Test
    void theTimeOfDayStandsInFrontOfALineOnRequest() throws Exception {
        try (var server = ServerProcess.start(JAVA);
                var ann = server.member("Ann");
                var pavan = Typist.in(server, JAVA, "Pavan")) {
            pavan.types("/time 12").tmux().line(line -> line.matches("\\d\\d:\\d\\d [AP]M \\*\\*\\* The time.*"));
            pavan.types("/time on").tmux().line(line -> line.matches("\\d\\d:\\d\\d \\*\\*\\* The time.*"));
            ann.says("now");
            pavan.tmux().line(line -> line.matches("\\d\\d:\\d\\d Ann:now"));
            pavan.types("/time off").endsWith("*** The time of day is not shown.");
            pavan.types("/help").tmux().line(line -> line.startsWith("*** /time "));
        }
    }

    private static long rings(Typist typist, String upTo) throws Exception {
        return typist.sentUpTo(upTo).chars().filter(c -> c == '\007').count();
    }
}
