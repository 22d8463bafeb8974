package lanchat.bench;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The least that a client in Java with a command line and an editable line does before a key can be typed; to compare
 * starts with.
 */
@Command(name = "bare-reader", description = "Asks for a name.")
public final class BareReader implements Callable<Integer> {
    @Option(names = "--prompt", description = "What it asks (default: ${DEFAULT-VALUE}).")
    private String prompt = ClientPrompt.PROMPT;

    /** For picocli. */
    public BareReader() {}

    /** Asks once. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BareReader()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        // As the client does it: what JLine would do by itself takes a quarter of a second more.
        try (Terminal terminal = TerminalBuilder.builder()
                .provider("jni")
                .dumb(false)
                .graphemeCluster(false)
                .build()) {
            LineReaderBuilder.builder().terminal(terminal).build().readLine(prompt);
        }
        return 0;
    }
}
