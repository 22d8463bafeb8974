package lanchat.common.options;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import lanchat.common.CleanText;
import lanchat.common.Home;
import lanchat.common.NearestWord;
import lanchat.common.Refusal;
import lanchat.common.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.PropertiesDefaultProvider;

/**
 * A file of options in the home, {@code client.properties} or {@code server.properties}: each key is an option without its
 * dashes, and counts where the command line does not name the option. UTF-8.
 *
 * <p>It is the home that {@code --home} names on the command line, so that a second home has options of its own. That one
 * option therefore cannot stand in the file.
 */
public final class OptionsFile {
    private static final String HOME = "--home";
    private static final Set<String> ASK_ONLY = Set.of("-h", "--help", HelpPages.ALL, "-V", "--version");
    /** What can be said on the command line only. */
    private static final Set<String> NEVER = Set.of("home", "help", "help-all", "version");

    private final Path path;
    private final Properties options;
    private final List<String> typed;

    private OptionsFile(Path path, Properties options, List<String> typed) {
        this.path = path;
        this.options = options;
        this.typed = typed;
    }

    /**
     * The file of this name in the home in use; null where there is none, which costs one look, and where the command
     * line asks for help or the version.
     *
     * @param args the command line
     * @throws RefusedException when it cannot be read; the sentence names it
     */
    public static @Nullable OptionsFile find(String name, String... args) throws RefusedException {
        if (!Collections.disjoint(ASK_ONLY, List.of(args))) {
            return null; // Who needs help gets it, whatever stands in the file.
        }
        Path home = homeIn(args);
        if (home == null) {
            return null;
        }
        Path path = home.resolve(name);
        if (!Files.exists(path)) {
            return null;
        }
        Properties options = new Properties();
        try (Reader text = Files.newBufferedReader(path)) {
            options.load(text);
        } catch (IOException | IllegalArgumentException e) {
            throw refused(path, "can't be read as properties in UTF-8 (" + e.getMessage() + ").");
        }
        options.replaceAll((key, value) -> String.valueOf(value).strip());
        return new OptionsFile(path, options, List.of(args));
    }

    /** Whether the home in use has a file of this name. */
    static boolean isThere(String name, String... args) {
        Path home = homeIn(args);
        return home != null && Files.exists(home.resolve(name));
    }

    /** The home in use; null where there is none: whoever needs one says so. */
    public static @Nullable Path homeIn(String... args) {
        try {
            return Home.directory(home(args));
        } catch (RefusedException noHome) {
            return null;
        }
    }

    /**
     * Has the options of the file count for this command, and those below it.
     *
     * @throws RefusedException when a key is no option; the sentence names the file
     */
    public void applyTo(CommandLine line) throws RefusedException {
        Set<String> known = new TreeSet<>();
        collect(line.getCommandSpec(), known);
        for (String key : new TreeSet<>(options.stringPropertyNames())) {
            if (key.equals("password")) {
                throw refused(
                        path,
                        "must not have a password in it: write that to a file of its own, and name the file with"
                                + " password-file.");
            }
            if (key.equals("home")) {
                throw refused(path, "can't say where the home is, for it is found there. Say it with --home.");
            }
            if (!known.contains(key)) {
                String near = NearestWord.to(key, new ArrayList<>(known));
                throw refused(
                        path,
                        "names an option that there is not: " + CleanText.line(key)
                                + (near == null ? "." : "; did you mean " + near + "?"));
            }
        }
        line.setDefaultValueProvider(new PropertiesDefaultProvider(options));
    }

    /** A complaint about the command line, with this file named where it is the file that is to blame. */
    public String blamed(String sentence) {
        List<String> keys = options.stringPropertyNames().stream()
                .filter(key -> !isTyped("--" + key))
                .sorted()
                .toList();
        List<String> guilty = keys.stream()
                .filter(key -> sentence.matches("(?s).*--" + key + "(?![\\w-]).*"))
                .toList();
        if (guilty.isEmpty()) {
            guilty = keys.stream()
                    .filter(key -> options.getProperty(key).length() > 1 && sentence.contains(options.getProperty(key)))
                    .toList();
        }
        String ended = sentence.endsWith(".") ? sentence : sentence + ".";
        return guilty.isEmpty() ? sentence : ended + " (" + guilty.get(0) + " is set in " + path + ".)";
    }

    private boolean isTyped(String option) {
        return typed.stream().anyMatch(word -> word.equals(option) || word.startsWith(option + "="));
    }

    private static @Nullable String home(String... args) {
        String home = null;
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals(HOME) && i + 1 < args.length) {
                home = args[i + 1];
            } else if (args[i].startsWith(HOME + "=")) {
                home = args[i].substring(HOME.length() + 1);
            }
        }
        return home;
    }

    private static void collect(CommandSpec command, Set<String> known) {
        for (OptionSpec option : command.options()) {
            String key = option.longestName().replaceFirst("^--", "");
            if (!NEVER.contains(key)) {
                known.add(key);
            }
        }
        command.subcommands().values().forEach(below -> collect(below.getCommandSpec(), known));
    }

    private static RefusedException refused(Path path, String sentence) {
        return new Refusal("options_file", path + " " + sentence).asException();
    }
}
