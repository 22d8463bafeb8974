package lanchat.client;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import lanchat.client.link.Encryption;
import lanchat.client.screen.JsonScreen;
import lanchat.client.screen.Screen;
import lanchat.client.screen.SimpleScreen;
import lanchat.client.screen.TerminalScreen;
import lanchat.common.ClassicText;
import lanchat.common.Endpoint;
import lanchat.common.Fingerprint;
import lanchat.common.Home;
import lanchat.common.Password;
import lanchat.common.Refusal;
import lanchat.common.RefusedException;
import lanchat.common.Threads;
import lanchat.common.options.HelpOptions;
import lanchat.common.options.HelpPages;
import lanchat.common.options.OptionsFile;
import lanchat.common.options.ProgramVersion;
import lanchat.common.options.Subcommands;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code java -jar chat-client.jar}: reads the command line, chooses the screen and starts the client.
 *
 * <p>Exits with 0 when everything typed is in the room, with 1 when something is not or the client came to nothing, and
 * with 2 when the command line could not be understood.
 */
@Command(
        name = "java -jar chat-client.jar",
        customSynopsis = {
            "java -jar chat-client.jar [OPTIONS] [ADDRESS [PORT]]",
            "       java -jar chat-client.jar --list",
            "       java -jar chat-client.jar doctor ADDRESS [PORT]",
            "       java -jar chat-client.jar key show|export FILE|import FILE"
        },
        description = {
            "",
            "Joins the chat room of the server at ADDRESS. /help lists what can be typed there.",
            "Without ADDRESS it listens which rooms are announced on this network, to pick one.",
            ""
        },
        sortOptions = false,
        versionProvider = ClientCommand.Version.class,
        footer = {
            "",
            "On a pipe each line of the input is said, and the room's lines are the output:",
            "  printf 'done\\n' | java -jar chat-client.jar --name build 192.168.1.5",
            "",
            "Any option can stand in the file client.properties of the home: name=Ann",
            "",
            "Exit codes: 0 everything typed is in the room; 1 something is not, or there was",
            "no way in; 2 the command line could not be understood; 128 and the signal's",
            "number where a signal ended it."
        })
public class ClientCommand implements Callable<Integer> {
    private static final String OPTIONS_FILE = "client.properties";
    private static final long USUAL_GIVE_UP_MILLIS = TimeUnit.MINUTES.toMillis(1);
    private static final String NO_TLS = "--no-tls";

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "[ADDRESS [PORT]]",
            arity = "0..*",
            hideParamSyntax = true,
            description = "Where the server is, for example 192.168.1.5 8081, or 192.168.1.5:8081, or its name."
                    + " The port is 8081 if left out.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--list",
            fallbackValue = "true",
            description = "List the rooms that are announced on this network, and end: a line for each, with address,"
                    + " port and name, and a tab between them.")
    private boolean list;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Your name in the room. Without it you are asked; on a pipe the first line is the name.")
    private @Nullable String name;

    @Option(
            names = "--fingerprint",
            paramLabel = "FP",
            description =
                    "Talk only to the server whose key has this fingerprint: what /key shows there, in hexadecimal"
                            + " digits or as six words in quotes.")
    private @Nullable String fingerprint;

    @Option(
            names = "--trust-new-key",
            fallbackValue = "true",
            description = "Take the room's new key for the right one, from now on. Ask its host first.")
    private boolean trustNewKey;

    @Option(
            names = NO_TLS,
            fallbackValue = "true",
            description = "Encrypt nothing: everybody on the way can read and change what is said.")
    private boolean noTls;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description =
                    "Where the room's password stands, in one line, for you alone to read. Without it the variable"
                            + " LANCHAT_PASSWORD counts; at a terminal you are asked.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--plain-password",
            fallbackValue = "true",
            description = "With --no-tls: say the password although everybody on the way can read it.")
    private boolean plainPassword;

    @Option(
            names = "--simple",
            fallbackValue = "true",
            description = "The plain view: what you type stays on the screen as you typed it.")
    private boolean simple;

    @Option(
            names = "--no-color",
            fallbackValue = "true",
            description = "Names without colours (NO_COLOR in the environment says it too).")
    private boolean noColor;

    @Option(
            names = "--no-status",
            fallbackValue = "true",
            description = "No line below what you type that says how things stand (/status turns it on and off).")
    private boolean noStatus;

    @Option(names = "--stay", fallbackValue = "true", description = "Go on listening when the input ends.")
    private boolean stay;

    @Option(
            names = "--give-up-after",
            paramLabel = "SECONDS",
            description = "When the connection breaks, try for so long to come back; 0: not at all."
                    + " Without it a pipe tries for 60 seconds, a terminal for ever.")
    private @Nullable Integer giveUpAfter;

    @Option(
            names = "--new-session",
            fallbackValue = "true",
            description = "Come in as a newcomer, whatever is remembered of earlier stays.")
    private boolean newSession;

    @Option(
            names = "--home",
            paramLabel = "DIRECTORY",
            description = "Where earlier stays and typed lines are remembered (default: ~/.lanchat).")
    private @Nullable String home;

    @Option(
            names = "--json",
            fallbackValue = "true",
            description =
                    "For programs: each line that is read is a request, each line written a message of the server,"
                            + " in JSON (see Scripts and bots in the README).")
    private boolean json;

    @Option(
            names = "--no-commands",
            fallbackValue = "true",
            description = "Say lines that begin with a slash as they are.")
    private boolean noCommands;

    @Option(
            names = "--encoding",
            paramLabel = "CHARSET",
            description = "Character set of pipes, both ways (default: UTF-8). A terminal has its own.")
    private @Nullable String encoding;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli acts on it.
    private HelpOptions help = new HelpOptions();

    ClientCommand() {}

    /** Runs the client and exits with its code. */
    public static void main(String[] args) {
        if (!List.of(args).contains(NO_TLS) && !isFirstAskedForAName(args)) {
            Encryption.warmUp(); // Beside reading these words, which takes as long.
        }
        boolean whole = Subcommands.mayBeNeeded(OPTIONS_FILE, args, KeyCommand.NAME, DoctorCommand.NAME);
        System.exit(execute(whole ? commandLine() : commandLine(new ClientCommand()), args));
    }

    /** A person types a name for longer than TLS takes to load, and wants to see the prompt first. */
    private static boolean isFirstAskedForAName(String... args) {
        return Threads.onTerminal() && Arrays.stream(args).noneMatch(word -> word.startsWith("--name"));
    }

    /** The command, with what is below it, ready to parse and execute arguments. */
    static CommandLine commandLine() {
        return commandLine(new Whole());
    }

    private static CommandLine commandLine(ClientCommand command) {
        return new CommandLine(command)
                .setExpandAtFiles(false) // a name may begin with @
                .setParameterExceptionHandler(ClientCommand::misunderstood);
    }

    static int execute(CommandLine line, String... args) {
        if (HelpPages.wanted(args)) {
            HelpPages.give(line, ClientHelp.PAGE, ClientHelp.GROUPS, args);
        }
        try {
            OptionsFile file = OptionsFile.find(OPTIONS_FILE, args);
            if (file != null) {
                file.applyTo(line);
                line.setParameterExceptionHandler((e, words) -> misunderstood(e, file.blamed(sentence(e))));
            }
        } catch (RefusedException unusable) {
            line.getErr().println(ClassicText.refused(unusable.refusal().sentence()));
            return CommandLine.ExitCode.USAGE;
        }
        return line.execute(args);
    }

    private static String sentence(ParameterException e) {
        String message = String.valueOf(e.getMessage());
        return message.endsWith(".") ? message : message + ".";
    }

    private static int misunderstood(ParameterException e, String[] args) {
        return misunderstood(e, sentence(e));
    }

    private static int misunderstood(ParameterException e, String sentence) {
        CommandLine line = e.getCommandLine();
        if (e instanceof WrongChoice) {
            line.getErr().println(ClassicText.refused(sentence));
            return CommandLine.ExitCode.USAGE;
        }
        line.getErr().println(sentence + " Try: " + line.getCommandSpec().qualifiedName() + " --help");
        return CommandLine.ExitCode.USAGE;
    }

    @Override
    public Integer call() throws InterruptedException {
        checkNumberOfWords();
        Lobby lobby = new Lobby(line().getOut(), line().getErr());
        if (list) {
            return lobby.list();
        }
        if (noTls && (fingerprint != null || trustNewKey)) {
            throw new ParameterException(line(), "Without encryption there is no key to compare: leave --no-tls out.");
        }
        if (json && encoding != null) {
            throw new ParameterException(line(), "JSON is always UTF-8: leave --encoding out, or --json.");
        }
        Charset pipes = encoding == null ? StandardCharsets.UTF_8 : charset(encoding);
        @Nullable Endpoint server;
        Fingerprint.@Nullable Typed pinned;
        long giveUp;
        Path remembered;
        PasswordChoice password;
        try {
            if (name != null) {
                ArgumentText.check(name);
            }
            pinned = fingerprint == null ? null : Fingerprint.Typed.of(fingerprint);
            giveUp = giveUpMillis();
            remembered = Home.directoryIfAny(home);
            password = new PasswordChoice(Password.given(passwordFile, System.getenv()), plainPassword);
            server = words.isEmpty() ? null : Endpoint.forClient(words);
        } catch (RefusedException e) {
            throw new WrongChoice(line(), e.refusal().sentence());
        }
        if (server == null) {
            server = lobby.choose(System.in);
            if (server == null) {
                return lobby.code();
            }
        }
        Screen screen = screen(pipes, System.getenv(), remembered);
        Encryption encryption = noTls
                ? Encryption.none()
                : Encryption.on(
                        remembered, pinned, trustNewKey, sentence -> screen.remark(ClassicText.notice(sentence)));
        if (name != null || !screen.interactive()) {
            encryption.begin(); // Else when the prompt is there.
        }
        Choices choices = new Choices(
                server, encryption, password, name, stay, json, !noCommands, giveUp, remembered, newSession);
        ChatClient client = new ChatClient(choices, screen, Version.program(), System::exit);
        Runtime.getRuntime().addShutdownHook(new Thread(client::interrupted, "signal"));
        client.run();
        throw new IllegalStateException("the client has ended without an exit code");
    }

    private Screen screen(Charset pipes, Map<String, String> environment, @Nullable Path remembered) {
        if (json) {
            return JsonScreen.onStandardStreams();
        }
        if (!Threads.onTerminal()) {
            return SimpleScreen.onPipes(pipes);
        }
        if (simple || TerminalKind.canOnlyPrint(environment)) {
            return SimpleScreen.onTerminal();
        }
        return new TerminalScreen(
                !noColor && TerminalKind.mayHaveColor(environment), !noCommands, !noStatus, remembered);
    }

    private long giveUpMillis() throws RefusedException {
        if (giveUpAfter == null) {
            return Threads.onTerminal() && !json ? Choices.NEVER_GIVE_UP : USUAL_GIVE_UP_MILLIS;
        }
        if (giveUpAfter < 0) {
            throw new Refusal("give_up_after", "--give-up-after is a number of seconds from 0 on.").asException();
        }
        return TimeUnit.SECONDS.toMillis(giveUpAfter);
    }

    private void checkNumberOfWords() {
        if (list && !words.isEmpty()) {
            throw new ParameterException(line(), "--list stands alone: it lists the rooms of this network.");
        }
        if (words.isEmpty() && !list && !Threads.onTerminal()) {
            throw new ParameterException(line(), "Which server? Its address is missing.");
        }
        if (words.size() > 2) {
            throw new ParameterException(
                    line(),
                    "There should be an address and a port at most, not " + String.join(" ", words)
                            + " (a name with spaces needs quotes: --name \"Pavan Kumar\").");
        }
    }

    private Charset charset(String typed) {
        try {
            return Charset.forName(typed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    line(),
                    "This Java knows no character set called " + typed + " (usual ones: UTF-8, ISO-8859-1).",
                    e);
        }
    }

    private CommandLine line() {
        if (spec == null) {
            throw new IllegalStateException("only picocli makes this command");
        }
        return spec.commandLine();
    }

    /** A choice that is understood and can't be; --help would not help. */
    private static final class WrongChoice extends ParameterException {
        private static final long serialVersionUID = 1L;

        WrongChoice(CommandLine line, String sentence) {
            super(line, sentence);
        }
    }

    /** The same with its subcommands, which few starts of the client need. */
    @Command(subcommands = {KeyCommand.class, DoctorCommand.class})
    static final class Whole extends ClientCommand {}

    /** The version written in the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {ProgramVersion.line("chat-client", version())};
        }

        static String program() {
            String version = version();
            return "chat-client " + (version == null ? "development" : version);
        }

        private static @Nullable String version() {
            return ClientCommand.class.getPackage().getImplementationVersion();
        }
    }
}
