package lanchat.common.options;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Two pages of help: {@code --help}, written by hand so that it fits on a screen, and {@code --help-all}, with every
 * option in groups.
 */
public final class HelpPages {
    /** How the option is called that asks for the long page. */
    static final String ALL = "--help-all";

    private static final String SHORT = "short";

    /** Options that belong together, in the order in which they are shown. */
    public record Group(String heading, List<String> options) {
        /** From names with their dashes; those that the command does not have are left out. */
        public static Group of(String heading, String... options) {
            return new Group(heading, List.of(options));
        }
    }

    private HelpPages() {}

    /** Whether this command line asks for help at all; where it does not, the pages need not be made ready. */
    public static boolean wanted(String... args) {
        for (String arg : args) {
            if (arg.equals("-h") || arg.startsWith("--help")) {
                return true;
            }
        }
        return false;
    }

    /** Gives a command the page that this command line asks for, and leaves the commands below it as they are. */
    public static void give(CommandLine line, String shortPage, List<Group> groups, String... args) {
        UsageMessageSpec usage = line.getCommandSpec().usageMessage();
        Map<String, IHelpSectionRenderer> sections = new HashMap<>(line.getHelpSectionMap());
        if (List.of(args).contains(ALL)) {
            sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help -> inGroups(help, groups));
        } else {
            sections.put(SHORT, help -> shortPage);
            usage.sectionKeys(List.of(SHORT));
        }
        usage.sectionMap(sections);
    }

    private static String inGroups(Help help, List<Group> groups) {
        List<OptionSpec> left = new ArrayList<>(help.commandSpec().options());
        StringBuilder page = new StringBuilder();
        for (Group group : groups) {
            List<OptionSpec> here = new ArrayList<>();
            for (String name : group.options()) {
                OptionSpec option = help.commandSpec().findOption(name);
                if (option != null && left.remove(option)) {
                    here.add(option);
                }
            }
            append(page, help, group.heading(), here);
        }
        append(page, help, "Others", left);
        return page.append(System.lineSeparator()).toString();
    }

    private static void append(StringBuilder page, Help help, String heading, List<OptionSpec> options) {
        if (options.isEmpty()) {
            return;
        }
        Help.Layout layout = help.createDefaultLayout(options, List.of(), help.colorScheme());
        layout.addOptions(options, help.createDefaultParamLabelRenderer());
        page.append(String.format("%n%s:%n", heading)).append(layout);
    }
}
