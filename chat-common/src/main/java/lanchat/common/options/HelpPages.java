package lanchat.common.options;

import java.util.ArrayList;
import java.util.LinkedHashMap;
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
    public static final String ALL = "--help-all";

    private static final String PAGE = "page";

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

    /** Gives a command these pages, and leaves the commands below it as they are. */
    public static void give(CommandLine line, String shortPage, List<Group> groups) {
        List<String> sections = List.copyOf(line.getHelpSectionKeys());
        Map<String, IHelpSectionRenderer> usual = Map.copyOf(line.getHelpSectionMap());
        Map<String, IHelpSectionRenderer> map = new LinkedHashMap<>(usual);
        map.put(PAGE, help -> {
            CommandLine.ParseResult parsed = help.commandSpec().commandLine().getParseResult();
            if (parsed == null || !parsed.hasMatchedOption(ALL)) {
                return shortPage;
            }
            StringBuilder page = new StringBuilder();
            for (String section : sections) {
                if (section.equals(UsageMessageSpec.SECTION_KEY_OPTION_LIST)) {
                    page.append(inGroups(help, groups));
                } else if (usual.containsKey(section)) {
                    page.append(usual.get(section).render(help));
                }
            }
            return page.toString();
        });
        List<String> keys = List.of(PAGE);
        line.getCommandSpec().usageMessage().sectionMap(map);
        line.getCommandSpec().usageMessage().sectionKeys(keys);
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
        return page.toString();
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
