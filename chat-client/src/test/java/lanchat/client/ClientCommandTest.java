package lanchat.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class ClientCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... args) {
        CommandLine line = ClientCommand.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return ClientCommand.execute(line, args);
    }

    @ParameterizedTest
    @CsvSource({
        "'',Which server? Its address is missing.",
        "--nmae x 127.0.0.1,Unknown option",
        "--encoding klingon 127.0.0.1,This Java knows no character set called klingon",
        "--name Pavan Kumar 127.0.0.1 8081,quotes",
        "127.0.0.1 --name,Missing required parameter for option '--name'"
    })
    void badCommandLineGetsOneSentenceAndAHint(String args, String said) {
        int code = execute(args.isEmpty() ? new String[0] : args.split(" "));

        assertEquals(2, code);
        assertTrue(err.toString().contains(said), err.toString());
        assertTrue(err.toString().endsWith("Try: java -jar chat-client.jar --help" + System.lineSeparator()));
        assertEquals(1, err.toString().lines().count());
    }

    @ParameterizedTest
    @CsvSource({"192.168.5,192.168.5 is not an address", "127.0.0.1 99999,99999 is not a port"})
    void badAddressGetsOneSentence(String args, String said) {
        int code = execute(args.split(" "));

        assertEquals(2, code);
        assertTrue(err.toString().startsWith("! " + said), err.toString());
        assertEquals(1, err.toString().lines().count());
    }

    @Test
    void damagedNameIsRefusedBeforeAnythingElse() {
        int code = execute("--name", "J\uFFFD\uFFFDrgen", "127.0.0.1", "1");

        assertEquals(2, code);
        assertTrue(err.toString().startsWith("! The name after --name arrived damaged"), err.toString());
    }

    @Test
    void helpNamesEveryOption() {
        int code = execute("--help-all");

        assertEquals(0, code);
        for (String option :
                new String[] {"--name", "--simple", "--stay", "--no-color", "--no-commands", "--encoding", "-V"}) {
            assertTrue(out.toString().contains(option), option);
        }
    }

    @Test
    void versionIsOneLine() {
        assertEquals(0, execute("-V"));
        assertTrue(out.toString().startsWith("chat-client "));
    }
}
