package lanchat.server;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lanchat.common.Endpoint;
import lanchat.common.KeyProblem;
import lanchat.common.Name;
import lanchat.common.NetworkAddress;
import lanchat.common.OwnKey;
import lanchat.common.Password;
import lanchat.common.RefusedException;
import lanchat.common.Signals;
import lanchat.common.Threads;
import lanchat.common.options.HelpOptions;
import lanchat.common.options.HelpPages;
import lanchat.common.options.OptionsFile;
import lanchat.common.options.ProgramVersion;
import lanchat.common.options.Subcommands;
import lanchat.server.door.Encryption;
import lanchat.server.door.ServerTls;
import lanchat.server.log.AppendingLog;
import lanchat.server.log.JournalException;
import lanchat.server.log.JournalSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code chat-server}: opens a room for friends on the same network and keeps it open. */
@Command(
        name = "java -jar chat-server.jar",
        customSynopsis = {
            "java -jar chat-server.jar [OPTIONS] [ADDRESS [PORT]]",
            "       java -jar chat-server.jar journal check|repair|export [PORT]"
        },
        description = {"", "Opens a chat room that friends on the same network join with chat-client.jar or nc.", ""},
        versionProvider = ServerCommand.Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the room was closed with /stop",
            "1:the room could not be opened",
            "2:the command line was wrong",
            "129, 130, 143:ended by a closed window, Ctrl-C, SIGTERM"
        },
        footer = {"", "Any option can stand in the file server.properties of the home, as in: recent=50"})
public class ServerCommand implements Callable<Integer> {
    private static final String OPTIONS_FILE = "server.properties";
    private static final String LOGGER = "org.slf4j.simpleLogger.";
    private static final long LEAST_MEMORY_BYTES = 64 * 1024;
    private static final int MOST_RECENT = 1000;

    @Parameters(
            paramLabel = "[ADDRESS [PORT]]",
            arity = "0..*",
            hideParamSyntax = true,
            description = "Where to listen. ADDRESS is one of this machine's; left out, all of them. PORT is 8081 if"
                    + " left out; 0 takes any free one.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--host-name",
            paramLabel = "NAME",
            defaultValue = "Host",
            description = "Your own name, for what you say at this terminal (default: ${DEFAULT-VALUE}).")
    private String hostName = "";

    @Option(
            names = "--recent",
            paramLabel = "LINES",
            description = "How many of the last lines a newcomer is shown (default: ${DEFAULT-VALUE}).")
    private int recent = ServerSettings.DEFAULT_RECENT;

    @Option(
            names = "--memory",
            paramLabel = "BYTES",
            defaultValue = "32m",
            converter = ByteSize.class,
            description = "How much of the room's log is kept in memory; k, m and g are known"
                    + " (default: ${DEFAULT-VALUE}).")
    private long memoryBytes;

    @Mixin
    private LimitOptions limits = new LimitOptions();

    @Option(
            names = "--require-tls",
            fallbackValue = "true",
            description = "Show out whoever comes in without encryption, as nc does; the clients encrypt in any case.")
    private boolean requireTls;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description =
                    "Ask everybody for the password that stands in FILE, in one line, for you alone to read. Without"
                            + " it the variable LANCHAT_PASSWORD counts.")
    private @Nullable Path passwordFile;

    @Mixin
    private KeepingOptions keeping = new KeepingOptions();

    @Mixin
    private FindingOptions finding = new FindingOptions();

    @Option(names = "--no-console", fallbackValue = "true", description = "Read nothing from standard input.")
    private boolean noConsole;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli acts on it.
    private HelpOptions help = new HelpOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Runs the server until it is stopped, and ends the program with the exit code. */
    public static void main(String[] args) {
        Threads.setUpReaders();
        boolean whole = Subcommands.mayBeNeeded(OPTIONS_FILE, args, JournalCommand.NAME);
        System.exit(execute(whole ? commandLine() : commandLine(new ServerCommand()), args));
    }

    /** The command, with what is below it, ready to parse and execute arguments. */
    static CommandLine commandLine() {
        return commandLine(new Whole());
    }

    private static CommandLine commandLine(ServerCommand command) {
        return new CommandLine(command)
                .setParameterExceptionHandler(ServerCommand::wrongCommandLine)
                .setExecutionExceptionHandler(ServerCommand::failed);
    }

    /** Runs the command with what the home's file says as well; returns the exit code. */
    static int execute(CommandLine line, String... args) {
        if (HelpPages.wanted(args)) {
            HelpPages.give(line, ServerHelp.PAGE, ServerHelp.GROUPS, args);
        }
        try {
            OptionsFile file = OptionsFile.find(OPTIONS_FILE, args);
            if (file != null) {
                file.applyTo(line);
                line.setParameterExceptionHandler(
                        (e, words) -> wrongCommandLine(e, file.blamed(String.valueOf(e.getMessage()))));
            }
        } catch (RefusedException unusable) {
            line.getErr().println(unusable.refusal().sentence());
            return CommandLine.ExitCode.USAGE;
        }
        return line.execute(args);
    }

    /** Opens the room, and returns the exit code once it is closed. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        // Before anything looks at the terminal: a server started with & would be stopped by the look.
        Signals.ignore("TTIN");
        Signals.ignore("TTOU");
        setUpLog();
        checkNumbers();
        limits.check();
        Endpoint endpoint = endpoint();
        Name host = hostName();
        String password = password();
        JournalSettings journal;
        try {
            journal = keeping.journal(endpoint.port());
        } catch (RefusedException refused) {
            if (!refused.refusal().code().equals("no_home")) {
                throw wrong(refused.refusal().sentence());
            }
            return notOpened(noHome(refused));
        }
        List<NetworkAddress> mine = addressesOfThisMachine();
        InetSocketAddress address;
        try {
            address = endpoint.resolve();
        } catch (UnknownHostException unknown) {
            return notOpened(BindProblem.unknownHost(endpoint.host()));
        }
        String useless = BindProblem.uselessAddress(address.getAddress(), mine);
        if (useless != null) {
            return notOpened(useless);
        }
        boolean hostIsHere = Threads.onTerminal() && !noConsole;
        // The place is taken first: who connects from now on waits there for what takes longer.
        ServerSocket listening;
        try {
            listening = ListeningSocket.at(address);
        } catch (IOException problem) {
            return notOpened(BindProblem.sentence(problem, address, mine));
        }
        // Not before all that was asked for is known to be right, and beside what follows, for it takes its time.
        KeyAtStart key = new KeyAtStart(keeping);
        ServerSettings settings = new ServerSettings(
                address,
                host,
                hostIsHere,
                recent,
                memoryBytes,
                limits.ofTime(),
                limits.bounds(),
                journal,
                Encryption.NONE,
                password,
                finding.page());
        OpenRoom room = null;
        AppendingLog log = null;
        try {
            log = ChatServer.log(settings);
            room = new OpenRoom(settings.with(new Encryption(tls(key), requireTls)), log, listening);
        } catch (KeyProblem noKey) {
            return notOpened(noKey.sentence());
        } catch (JournalException unusable) {
            return notOpened(unusable.sentence());
        } catch (RefusedException refused) {
            return notOpened(noHome(refused));
        } finally {
            if (room == null) {
                close(listening, log);
            }
        }
        room.open();
        key.remarks().forEach(remark -> err().println("Warning: " + remark));
        room.remarks().forEach(remark -> err().println("Warning: " + remark));
        String warning = WaysIn.warning(room.port());
        if (warning != null) {
            err().println("Warning: " + warning);
        }
        if (password != null && !requireTls) {
            err().println("Warning: This room asks for a password, and who comes by nc says it in plain text. With"
                    + " --require-tls nobody does.");
        }
        Announcer announcer = finding.announcer(address.getAddress(), room.port(), host, room.room(), password != null);
        return room.serve(address.getAddress(), mine, requireTls, !noConsole, announcer)
                ? CommandLine.ExitCode.OK
                : CommandLine.ExitCode.SOFTWARE;
    }

    private static void close(ServerSocket listening, @Nullable AppendingLog log) throws IOException {
        listening.close();
        if (log != null) {
            log.close();
        }
    }

    private static String noHome(RefusedException refused) {
        return refused.refusal().sentence() + " Name a place with --home DIRECTORY, or keep nothing with --ephemeral.";
    }

    private ServerTls tls(KeyAtStart work) throws KeyProblem, RefusedException, InterruptedException {
        OwnKey key = work.await();
        return new ServerTls(key.key(), key.certificate());
    }

    private Endpoint endpoint() {
        try {
            return Endpoint.forServer(words);
        } catch (RefusedException refused) {
            throw wrong(refused.refusal().sentence());
        }
    }

    /** A password that can't be used is a mistake of the command line where it is named there. */
    private @Nullable String password() {
        try {
            return Password.given(passwordFile, System.getenv());
        } catch (RefusedException unusable) {
            throw wrong(unusable.refusal().sentence());
        }
    }

    private Name hostName() {
        try {
            return Name.of(hostName);
        } catch (RefusedException refused) {
            throw wrong("--host-name: " + refused.refusal().sentence());
        }
    }

    private void checkNumbers() {
        if (recent < 0 || recent > MOST_RECENT) {
            throw wrong("--recent is a number from 0 to " + MOST_RECENT + ".");
        }
        if (memoryBytes < LEAST_MEMORY_BYTES) {
            throw wrong("--memory is at least 64k.");
        }
        long most = Runtime.getRuntime().maxMemory() / 2;
        if (memoryBytes > most) {
            err().println("Warning: --memory is more than half of what this Java may use. Give it at most "
                    + (most >> 20) + "m, or start the server with a larger java -Xmx.");
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private int notOpened(String sentence) {
        err().println(sentence);
        return CommandLine.ExitCode.SOFTWARE;
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    private static List<NetworkAddress> addressesOfThisMachine() {
        try {
            return NetworkAddress.all();
        } catch (SocketException untold) {
            LoggerFactory.getLogger(ServerCommand.class)
                    .warn("This machine's addresses can't be listed: {}", untold.getMessage());
            return List.of();
        }
    }

    /** The log's looks, unless the command line says otherwise: they are read when the first logger is made. */
    private static void setUpLog() {
        System.getProperties().putIfAbsent(LOGGER + "showDateTime", "true");
        System.getProperties().putIfAbsent(LOGGER + "dateTimeFormat", "yyyy-MM-dd HH:mm:ss.SSS");
        System.getProperties().putIfAbsent(LOGGER + "showThreadName", "false");
        System.getProperties().putIfAbsent(LOGGER + "showShortLogName", "true");
        // What goes wrong with announcing is said by whoever announces, in one sentence.
        System.getProperties().putIfAbsent(LOGGER + "log.javax.jmdns", "off");
    }

    private static int wrongCommandLine(ParameterException problem, String[] args) {
        return wrongCommandLine(problem, String.valueOf(problem.getMessage()));
    }

    private static int wrongCommandLine(ParameterException problem, String sentence) {
        PrintWriter err = problem.getCommandLine().getErr();
        err.println(sentence);
        if (problem instanceof CommandLine.UnmatchedArgumentException unknown
                && !CommandLine.UnmatchedArgumentException.printSuggestions(unknown, err)) {
            err.println("See: java -jar chat-server.jar --help");
        }
        return CommandLine.ExitCode.USAGE;
    }

    private static int failed(Exception bug, CommandLine command, CommandLine.ParseResult parsed) {
        LoggerFactory.getLogger(ServerCommand.class).error("The server failed. This is a fault of the program.", bug);
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** The same with its subcommands, which few starts of the server need. */
    @Command(subcommands = JournalCommand.class)
    static final class Whole extends ServerCommand {}

    /** What {@code --version} prints. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {ProgramVersion.line("chat-server", ChatServer.version())};
        }
    }
}
