package lanchat.common.options;

import java.util.List;

/** Tells whether a program's subcommands may be needed: reading what they take costs every start of the program time. */
public final class Subcommands {
    private Subcommands() {}

    /**
     * Whether this command line names one of them, or a file with further words, or asks for help, or there is a file of
     * options, which could name one of theirs.
     *
     * @param optionsFile its name in the home
     * @param args the command line
     * @param names of the subcommands
     */
    public static boolean mayBeNeeded(String optionsFile, String[] args, String... names) {
        for (String arg : args) {
            if (arg.startsWith("@") || List.of(names).contains(arg)) {
                return true;
            }
        }
        return HelpPages.wanted(args) || OptionsFile.isThere(optionsFile, args);
    }
}
