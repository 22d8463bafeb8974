package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The table of exit codes in the README, row by row. */
final class ExitCodesIT {
    private static final Javas JAVA = Javas.running();

    @Test
    void ofTheServer() throws Exception {
        try (var server = ServerProcess.startHosted(JAVA)) {
            server.process().says("/stop");
            assertEquals(0, server.process().exits());
        }
        try (var first = ServerProcess.start(JAVA)) {
            assertEquals(1, code(Jars.command(JAVA, Jars.SERVER, "--ephemeral", "127.0.0.1", "" + first.port())));
        }
        assertEquals(2, code(Jars.command(JAVA, Jars.SERVER, "--recent", "many")));
        assertEquals(2, code(Jars.command(JAVA, Jars.SERVER, "127.0.0.1", "99999")));
        for (Signal signal : Signal.values()) {
            try (var server = ServerProcess.start(JAVA)) {
                server.process().signal(signal.name());
                assertEquals(signal.code, server.process().exits(), signal.name());
            }
        }
    }

    @Test
    void ofTheClient() throws Exception {
        try (var server = ServerProcess.start(JAVA);
                var ann = server.member("Ann")) {
            try (var client = ClientProcess.start(JAVA, server.port(), "--name", "bot")) {
                client.says("hi").hangsUp();
                assertEquals(0, client.exits());
            }
            try (var client = ClientProcess.start(JAVA, server.port(), "--name", "bot")) {
                client.says("/msg Nobody psst").hangsUp();
                assertEquals(1, client.exits());
            }
            assertEquals(1, code(Jars.command(JAVA, Jars.CLIENT, "--name", "Ann", "127.0.0.1", "" + server.port())));
            for (Signal signal : Signal.values()) {
                String name = "bot" + signal;
                try (var client = ClientProcess.start(JAVA, server.port(), "--name", name)) {
                    client.out().skipsTo(name + "<127.0.0.1> connected");
                    client.signal(signal.name());
                    assertEquals(signal.code, client.exits(), signal.name());
                }
            }
            ann.settles();
        }
        assertEquals(
                1, code(Jars.command(JAVA, Jars.CLIENT, "--name", "bot", "127.0.0.1", "" + Ports.free(new Random()))));
        assertEquals(2, code(Jars.command(JAVA, Jars.CLIENT)));
        assertEquals(2, code(Jars.command(JAVA, Jars.CLIENT, "--json", "--encoding", "UTF-8", "127.0.0.1")));
    }

    /** What ends programs, and the code the shell is told then. */
    private enum Signal {
        HUP(129),
        INT(130),
        TERM(143);

        private final int code;

        Signal(int code) {
            this.code = code;
        }
    }

    private static int code(List<String> command) throws Exception {
        try (var program = Running.start(command)) {
            program.hangsUp();
            return program.exits();
        }
    }
}
