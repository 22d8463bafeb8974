package lanchat.common.options;

import picocli.CommandLine.Option;

/** The options of both commands that only tell something, and then end. */
@SuppressWarnings("UnusedVariable") // picocli looks at the options, and nobody at the fields.
public final class HelpOptions {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows the options that are used most.")
    private boolean help;

    @Option(names = HelpPages.ALL, usageHelp = true, description = "Shows all options.")
    private boolean all;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Shows the version, the commit it was built from, and the Java.")
    private boolean version;

    /** For picocli to fill in. */
    public HelpOptions() {}
}
