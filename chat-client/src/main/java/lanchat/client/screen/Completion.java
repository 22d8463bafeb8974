package lanchat.client.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What Tab makes of the text before the cursor. As in other chat programs the first press gives the likeliest, the
 * following ones the next: names in the order given, {@code Ann: } at the start of a line and {@code Ann } in it.
 */
final class Completion {
    private static final String WHISPER = "/msg ";

    private final List<String> commands;
    private final boolean slashes;

    /**
     * Completes these commands, each with its words: {@code /bell off mentions all}.
     *
     * @param slashes whether a line that begins with a slash is a command
     */
    Completion(List<String> commands, boolean slashes) {
        this.commands = List.copyOf(commands);
        this.slashes = slashes;
    }

    /** What can stand instead of the text before the cursor, the likeliest first; empty where nothing fits. */
    List<String> of(String before, List<String> names) {
        if (!slashes || !before.startsWith("/") || before.startsWith("//")) {
            return names(before, 0, names);
        }
        if (before.indexOf(' ') < 0) {
            return commandWords(before);
        }
        if (before.toLowerCase(Locale.ROOT).startsWith(WHISPER)) {
            List<String> addressed = addressed(before, names);
            return addressed.isEmpty() ? names(before, WHISPER.length() + 1, names) : addressed;
        }
        List<String> arguments = arguments(before);
        return arguments.isEmpty() ? names(before, before.indexOf(' ') + 1, names) : arguments;
    }

    private List<String> commandWords(String before) {
        List<String> found = new ArrayList<>();
        for (String command : commands) {
            String word = command.split(" ", 2)[0];
            if (startsWith(word, before)) {
                found.add(word + " ");
            }
        }
        return found;
    }

    private List<String> arguments(String before) {
        List<String> found = new ArrayList<>();
        for (String command : commands) {
            List<String> words = List.of(command.split(" ", -1));
            for (String word : words.subList(1, words.size())) {
                String whole = words.get(0) + " " + word;
                if (startsWith(whole, before)) {
                    found.add(whole);
                }
            }
        }
        return found;
    }

    /** The name behind {@code /msg}, in quotes where it has spaces, so that it ends where it should. */
    private static List<String> addressed(String before, List<String> names) {
        String typed = before.substring(WHISPER.length()).stripLeading();
        String start = typed.startsWith("\"") ? typed.substring(1) : typed;
        List<String> found = new ArrayList<>();
        for (String name : names) {
            if (startsWith(name, start)) {
                boolean quoted = name.indexOf(' ') >= 0 || typed.startsWith("\"");
                found.add(before.substring(0, WHISPER.length()) + (quoted ? "\"" + name + "\" " : name + " "));
            }
        }
        return found;
    }

    /** Names have spaces, so that the one being typed may have begun some words ago: the longest beginning counts. */
    private static List<String> names(String before, int from, List<String> names) {
        for (int start = from; start <= before.length(); start++) {
            if (start == 0 || before.charAt(start - 1) == ' ' || before.charAt(start - 1) == '@') {
                List<String> found = namesFrom(before, start, names);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return List.of();
    }

    private static List<String> namesFrom(String before, int start, List<String> names) {
        List<String> found = new ArrayList<>();
        for (String name : names) {
            if (startsWith(name, before.substring(start))) {
                found.add(before.substring(0, start) + name + (start == 0 ? ": " : " "));
            }
        }
        return found;
    }

    private static boolean startsWith(String whole, String start) {
        return whole.regionMatches(true, 0, start, 0, start.length());
    }
}
