package lanchat.client;

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
final class ClientOptionsTest {
    private static final int COLUMNS = 80;
    private static final int ROWS = 24;

    @TempDir
    private Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine line =
            ClientCommand.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

    @Test
    void helpFitsOnAScreenAndNamesOnlyWhatThereIs() {
        assertEquals(0, ClientCommand.execute(line, "--help"));

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
        assertEquals(0, ClientCommand.execute(line, "--help-all"));

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
                "nmae=Ann | names an option that there is not: nmae; did you mean name?",
                "colour=no | names an option that there is not: colour",
                "home=/tmp | can't say where the home is",
                "help=true | names an option that there is not: help",
                "password=x | must not have a password in it",
                "give-up-after=long | (give-up-after is set in ",
                "give-up-after=-1 | (give-up-after is set in ",
                "simple=perhaps | (simple is set in ",
                "encoding=klingon | (encoding is set in ",
                "fingerprint=xyz | (fingerprint is set in ",
                "password-file=/nowhere/x | (password-file is set in ",
                "name=\\u00zz | can't be read as properties"
            })
    void whatIsWrongInTheFileGetsASentenceThatNamesIt(String text, String said) throws Exception {
        Path file = Files.writeString(home.resolve("client.properties"), "# mine\n\n" + text + "\n");

        assertEquals(2, ClientCommand.execute(line, "--home", home.toString(), "127.0.0.1", "1"));

        assertTrue(err.toString().contains(said), err.toString());
        assertTrue(err.toString().contains(file.toString()), err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
    }

    @Test
    void whoNeedsHelpGetsItWhateverTheFileSays() throws Exception {
        Files.writeString(home.resolve("client.properties"), "nonsense\n");

        for (String asked : List.of("-h", "--help", "--help-all", "-V", "--version")) {
            assertEquals(0, ClientCommand.execute(line, "--home", home.toString(), asked), asked);
        }
        assertEquals("", err.toString());
    }

    @Test
    void whatTheCommandLineSaysIsNotTheFilesFault() throws Exception {
        Files.writeString(home.resolve("client.properties"), "give-up-after=5\nencoding=klingon\n");

        assertEquals(
                2, ClientCommand.execute(line, "--encoding=romulan", "--home=" + home, "--give-up-after=x", "a", "1"));

        assertFalse(err.toString().contains("client.properties"), err.toString());
    }

    @Test
    void theCommandLineWinsAndUtf8IsRead() throws Exception {
        Files.writeString(home.resolve("client.properties"), "name = J\u00FCrgen \nsimple=true\nstay=true\n");
        CommandLine other = ClientCommand.commandLine();
        var file = OptionsFile.find("client.properties", "--home", home.toString());
        assertTrue(file != null);
        file.applyTo(other);

        other.parseArgs("--simple", "127.0.0.1");

        assertEquals("J\u00FCrgen", other.getCommandSpec().findOption("--name").getValue());
        assertEquals(true, other.getCommandSpec().findOption("--simple").getValue());
        assertEquals(true, other.getCommandSpec().findOption("--stay").getValue());
        other.parseArgs("--name=Ann", "--stay=false", "127.0.0.1");
        assertEquals("Ann", other.getCommandSpec().findOption("--name").getValue());
        assertEquals(false, other.getCommandSpec().findOption("--stay").getValue());
    }
}
