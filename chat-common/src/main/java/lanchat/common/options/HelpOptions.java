package lanchat.common.options;

import picocli.CommandLine.Option;

/** The options of both commands that only tell something, and then end. */
@SuppressWarnings("UnusedVariable") // picocli looks at the options, and nobody at the fields.
public final class HelpOptions {
    /** One option with three names, for picocli knows one that asks for help; {@link HelpPages} tells them apart. */
    @Option(
            names = {"-h", "--help", HelpPages.ALL},
            usageHelp = true,
            description = "Shows the options that are used most; --help-all shows all of them.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Shows the version, the commit it was built from, and the Java.")
    private boolean version;

    /** For picocli to fill in. */
    public HelpOptions() {}
}
