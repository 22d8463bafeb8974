package lanchat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class ServerCommandTest {
    @TempDir
    private Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "70000 | 70000",
                "127.0.0.1 http | http",
                "192.168.5 | 192.168.5",
                "1 2 3 | 1 2 3",
                "--bogus | --bogus",
                "--host-name You | --host-name",
                "--room ../x | --room",
                "--recent -1 | --recent",
                "--recent many | --recent",
                "--memory 3q | 3q",
                "--memory 1k | --memory"
            })
    void aWrongCommandLineGetsASentenceThatNamesItAndStatus2(String arguments, String named) {
        assertEquals(2, execute(arguments.split(" ")));

        assertTrue(err.toString().contains(named), err.toString());
        assertEquals("", out.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x",
                "..",
                ".",
                "",
                "/etc/x",
                "a/b",
                "a\\b",
                "C:x",
                "a\u0000b",
                "a\nb",
                "a\u202Eb",
                "\u001B[2J",
                "~",
                "*",
                "CON",
                "nul",
                "Aux.txt",
                "com1",
                "LPT\u00B9",
                "room.",
                "key.p12",
                "KEY.P12",
                ".hidden"
            })
    void aRoomsNameThatLeadsElsewhereGetsASentenceAndStatus2(String name) throws Exception {
        assertEquals(2, execute("journal", "check", "--home", home.toString(), "--room", name), () -> err.toString());

        assertTrue(err.toString().lines().findFirst().orElse("").contains("--room"), err.toString());
        try (Stream<Path> made = Files.list(home)) {
            assertEquals(List.of(), made.toList());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--name-time, 0",
        "--name-time, 86401",
        "--max-queued, 1k",
        "--max-queued, 65m",
        "--max-history, -1",
        "--max-history, 201",
        "--max-found, -1",
        "--max-found, 201",
        "--max-waiting, 0",
        "--max-members, 0",
        "--max-per-address, 0",
        "--burst, 0",
        "--rate, -1",
        "--grace, -1",
        "--announce-up-to, -1",
        "--max-json, 65535",
        "--max-json, 1025k",
        "--max-json-depth, 0",
        "--max-json-depth, 101"
    })
    void aLimitThatCannotBeGetsASentenceAndStatus2(String option, String value) {
        assertEquals(2, execute("--home", home.toString(), option, value));

        assertTrue(err.toString().startsWith(option + " is "), err.toString());
        assertEquals(1, err.toString().lines().count());
    }

    @Test
    void aPortInUseGetsASentenceAndStatus1() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertEquals(1, execute("--home", home.toString(), "127.0.0.1", String.valueOf(other.getLocalPort())));
        }

        assertTrue(err.toString().contains("is in use already"), err.toString());
        assertEquals(1, err.toString().lines().count());
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.9, not an address of this machine", "fe80::1%nonesuch, no network interface called nonesuch"
    })
    void anAddressThatCannotBeHadGetsASentenceAndStatus1(String address, String sentence) {
        assertEquals(1, execute(address, "0"));

        assertTrue(err.toString().contains(sentence), err.toString());
        assertEquals(1, err.toString().lines().count());
    }

    @Test
    void helpShowsTheDefaults() {
        assertEquals(0, execute("--help-all"));

        for (String shown : new String[] {"8081", "default: Host", "default: 20", "default: 32m", "--no-console"}) {
            assertTrue(out.toString().contains(shown), shown);
        }
    }

    @Test
    void theMemoryKeptByDefaultIsTheServersOwn() {
        CommandLine.ParseResult parsed = ServerCommand.commandLine().parseArgs();

        assertEquals(
                Long.valueOf(ServerSettings.DEFAULT_MEMORY_BYTES),
                parsed.commandSpec().findOption("--memory").getValue());
    }

    private int execute(String... arguments) {
        return ServerCommand.execute(
                ServerCommand.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)),
                arguments);
    }
}
