package lanchat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lanchat.common.options.OptionsFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The pages of help, and the options that stand in a file. */
final class ServerOptionsTest {
    private static final int COLUMNS = 80;
    private static final int ROWS = 24;

    @TempDir
    private Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine line =
            ServerCommand.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

    @Test
    void helpFitsOnAScreenAndNamesOnlyWhatThereIs() {
        assertEquals(0, ServerCommand.execute(line, "--help"));

        List<String> shown = out.toString().lines().toList();
        assertTrue(shown.size() < ROWS, () -> shown.size() + " lines, and the prompt needs one");
        for (String row : shown) {
            assertTrue(row.length() <= COLUMNS, row);
            Matcher option = Pattern.compile("--[a-z][a-z-]+").matcher(row);
            while (option.find()) {
                assertTrue(line.getCommandSpec().findOption(option.group()) != null, option.group());
            }
        }
        assertTrue(out.toString().contains("Examples:"));
    }

    @Test
    void theLongPageHasEveryOptionInAGroup() {
        assertEquals(0, ServerCommand.execute(line, "--help-all"));

        for (OptionSpec option : line.getCommandSpec().options()) {
            assertTrue(out.toString().contains(option.longestName()), option.longestName());
        }
        assertFalse(out.toString().contains("Others:"), out.toString());
        assertTrue(out.toString().lines().allMatch(row -> row.length() <= COLUMNS), out.toString());
    }

    @Test
    void aFlagOnTheCommandLineIsNeverTheOppositeOfTheFile() {
        for (OptionSpec option : line.getCommandSpec().options()) {
            if (option.arity().max() == 0 && !option.usageHelp() && !option.versionHelp()) {
                assertEquals("true", option.fallbackValue(), option.longestName());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "recnet=5 | names an option that there is not: recnet; did you mean recent?",
                "home=/tmp | can't say where the home is",
                "password=x | must not have a password in it",
                "recent=many | (recent is set in ",
                "recent=-1 | (recent is set in ",
                "memory=3q | (memory is set in ",
                "max-members=0 | (max-members is set in ",
                "ephemeral=perhaps | (ephemeral is set in ",
                "sync=never | (sync is set in ",
                "room=../x | (room is set in ",
                "host-name=a<b | (host-name is set in ",
                "password-file=/nowhere/x | (password-file is set in "
            })
    void whatIsWrongInTheFileGetsASentenceThatNamesIt(String text, String said) throws Exception {
        Path file = Files.writeString(home.resolve("server.properties"), "# mine\n\n" + text + "\n");

        assertEquals(2, ServerCommand.execute(line, "--home", home.toString(), "127.0.0.1", "1"));

        assertTrue(err.toString().contains(said), err.toString());
        assertTrue(err.toString().contains(file.toString()), err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
    }

    @Test
    void whoNeedsHelpGetsItWhateverTheFileSays() throws Exception {
        Files.writeString(home.resolve("server.properties"), "nonsense\n");

        for (String asked : List.of("-h", "--help", "--help-all", "-V", "--version")) {
            assertEquals(0, ServerCommand.execute(line, "--home", home.toString(), asked), asked);
        }
        assertEquals("", err.toString());
    }

    @Test
    void theCommandLineWinsAlsoForTheCommandsBelow() throws Exception {
        Files.writeString(home.resolve("server.properties"), "recent=50\nephemeral=true\nroom=kept\n");
        CommandLine other = ServerCommand.commandLine();
        var file = OptionsFile.find("server.properties", "--home", home.toString());
        assertTrue(file != null);
        file.applyTo(other);

        other.parseArgs("--ephemeral", "--room", "other");

        assertEquals(50, other.getCommandSpec().findOption("--recent").<Integer>getValue());
        assertEquals(true, other.getCommandSpec().findOption("--ephemeral").getValue());
        assertEquals("other", other.getCommandSpec().findOption("--room").getValue());
        CommandLine.ParseResult parsed = other.parseArgs("journal", "check");
        assertEquals(
                "kept",
                parsed.subcommand()
                        .subcommand()
                        .commandSpec()
                        .findOption("--room")
                        .getValue());
    }
}
