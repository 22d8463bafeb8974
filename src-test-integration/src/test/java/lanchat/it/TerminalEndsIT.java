package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However the client ends or stops, the terminal is as it was, and the exit code says what happened. */
final class TerminalEndsIT {
    @OnEachJava
    void ctrlCDropsAHalfTypedLineAndLeavesOnAnEmptyOne(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var pavan = Typist.atShell()) {
            String modes = pavan.modes();
            pavan.starts(java, server.port(), "Pavan");
            pavan.begins("never said").endsWith("never said");
            pavan.presses("C-c").endsWith("Pavan<127.0.0.1> connected");
            pavan.presses("C-c").endsWithLines("Pavan<127.0.0.1> connected", "exit 0", "$");

            assertEquals(modes, pavan.modes());
            ann.hears("Pavan<127.0.0.1> connected", "Pavan<127.0.0.1> disconnected");
        }
    }

    @OnEachJava
    void ctrlDLeavesAlsoAtTheNamePrompt(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var pavan = Typist.atShell()) {
            String modes = pavan.modes();
            pavan.types(pavan.command(java, server.port(), List.of())).endsWith("Enter Your Name:");
            pavan.begins("Pa").presses("C-c").endsWith("Enter Your Name:");
            pavan.presses("C-d").endsWithLines("Enter Your Name:", "exit 0", "$");
            assertEquals(modes, pavan.modes());

            pavan.starts(java, server.port(), "Pavan").presses("C-d").endsWithLines("exit 0", "$");
            assertEquals(modes, pavan.modes());
        }
    }

    @ParameterizedTest
    @CsvSource({"INT,130", "TERM,143", "HUP,129"})
    void aSignalGivesTheTerminalBack(String signal, int code) throws Exception {
        try (var server = ServerProcess.start(Javas.running());
                var ann = server.member("Ann");
                var pavan = Typist.atShell()) {
            String modes = pavan.modes();
            pavan.starts(Javas.running(), server.port(), "Pavan").begins("half").endsWith("half");
            assertNotEquals(modes, pavan.modes());

            pavan.signal(signal);

            pavan.endsWithLines("half", "exit " + code, "$");
            assertEquals(modes, pavan.modes());
            ann.hears("Pavan<127.0.0.1> connected", "Pavan<127.0.0.1> disconnected");

            pavan.types(pavan.command(Javas.running(), server.port(), List.of()))
                    .endsWith("Enter Your Name:");
            pavan.signal(signal);
            pavan.endsWithLines("Enter Your Name:", "exit " + code, "$");
            assertEquals(modes, pavan.modes());
        }
    }

    @OnEachJava
    void ctrlZGivesTheTerminalBackAndFgTheLine(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var pavan = Typist.atShell()) {
            String modes = pavan.modes();
            pavan.starts(java, server.port(), "Pavan").begins("half a line").endsWith("half a line");
            ann.hears("Pavan<127.0.0.1> connected");
            pavan.presses("C-z").endsWith("$");
            assertEquals(modes, pavan.modes());
            ann.says("while you were away");

            pavan.types("fg").endsWithLines("Ann:while you were away", "half a line");
            pavan.types(" more");

            ann.hears("Pavan:half a line more");
            pavan.presses("C-d").endsWith("$");
            assertEquals(modes, pavan.modes());
        }
    }

    @OnEachJava
    void aClosedWindowEndsIt(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var pavan = Typist.atShell()) {
            pavan.starts(java, server.port(), "Pavan").begins("half a line").endsWith("half a line");
            ann.hears("Pavan<127.0.0.1> connected");

            pavan.tmux().tell("new-window", "-d"); // tmux ends with its last window
            pavan.tmux().tell("kill-pane");

            ann.hears("Pavan<127.0.0.1> disconnected");
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Transcript.HANG_SECONDS);
            while (pavan.clientRuns() && System.nanoTime() < deadline) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
            assertFalse(pavan.clientRuns());
        }
    }

    @OnEachJava
    void whenTheServerGoesTheHalfTypedLineStays(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var pavan = Typist.atShell()) {
            String modes = pavan.modes();
            pavan.starts(java, server.port(), "Pavan").begins("half a line").endsWith("half a line");

            server.process().signal("TERM");

            pavan.tmux().line(line -> line.startsWith("*** The server has closed the connection."));
            pavan.tmux().line(line -> line.startsWith("(no connection") && line.endsWith(" half a line"));
            pavan.presses("C-c", "C-c").endsWithLines("exit 0", "$");
            assertEquals(modes, pavan.modes());
        }
    }

    @OnEachJava
    void whoCannotConnectIsToldAndGetsTheTerminalBack(Javas java) throws Exception {
        try (var pavan = Typist.atShell()) {
            String modes = pavan.modes();
            pavan.types(pavan.command(java, 1, List.of()));

            pavan.endsWithLines("exit 1", "$").tmux().line(line -> line.startsWith("! "));
            assertEquals(modes, pavan.modes());
        }
    }
}
