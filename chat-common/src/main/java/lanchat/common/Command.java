package lanchat.common;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a typed line asks for: something to say, or one of the commands that begin with a slash. */
public sealed interface Command {
    /** How many lines {@code /history} shows if nothing else is said. */
    int USUAL_HISTORY = 20;

    /** A line for all. */
    record Say(String text) implements Command {}

    /** {@code /me waves}: the text is what comes after the name. */
    record Act(String text) implements Command {}

    /**
     * {@code /msg}: a line for one. {@code to} is the name where it stood in quotes; else it is null, and {@code rest}
     * begins with the name, which can have spaces: only the room knows where it ends.
     */
    record Whisper(@Nullable String to, String rest) implements Command {}

    /** {@code /reply}: a line for whoever whispered last. */
    record ReplyTo(String text) implements Command {}

    /** {@code /nick}: another name, as typed. */
    record Nick(String name) implements Command {}

    /** {@code /release}: frees a name that belongs to somebody, as typed; empty for the name one has. */
    record Release(String name) implements Command {}

    /** {@code /who}: who is here. */
    record Who() implements Command {}

    /** {@code /history}: the last lines, so many; {@link #USUAL_HISTORY} where no number was typed. */
    record History(int count) implements Command {}

    /** {@code /search}: the lines in which these words stand. */
    record Search(String words) implements Command {}

    /** {@code /seen}: who has not received an event yet; 0 for one's own last line. */
    record Seen(long seq) implements Command {}

    /** {@code /verify}: a digest of what was said in public, up to this event; 0 for the newest. */
    record Verify(long seq) implements Command {}

    /** {@code /key}: what the server's key is recognised by. */
    record Key() implements Command {}

    /** {@code /kick}, {@code /ban} and so on: what the host and operators can rule, and what was typed behind the word. */
    record Ruling(Rule rule, String rest) implements Command {}

    /** {@code /bans}, {@code /stats}, and {@code /motd} without a text: to be shown what is so called. */
    record View(String what) implements Command {}

    /** {@code /help}: the lines of {@link #help()}; {@code /help host}: those of {@link #hostHelp()}. */
    record Help(boolean ofHost) implements Command {
        /** For everybody. */
        public Help() {
            this(false);
        }
    }

    /** {@code /quit}: leave. */
    record Quit() implements Command {}

    /** One of the further words its caller named, in lower case, and what came after it. */
    record Other(String word, String rest) implements Command {}

    /** No command known here; the word comes without its slash, the sentence is for the person who typed it. */
    record Unknown(String word, String sentence) implements Command {}

    /** A known command without what it needs; the sentence says how it is used. */
    record Misused(String sentence) implements Command {}

    /** Reads a line without its end. */
    static Command parse(String line) {
        return parse(line, List.of());
    }

    /** Reads a line, with further command words in lower case and without slash that come back as {@link Other}. */
    static Command parse(String line, List<String> moreWords) {
        if (!line.startsWith("/")) {
            return new Say(line);
        }
        if (line.startsWith("//")) {
            return new Say(line.substring(1));
        }
        int wordEnd = 1;
        while (wordEnd < line.length() && !Character.isWhitespace(line.charAt(wordEnd))) {
            wordEnd++;
        }
        String typed = line.substring(1, wordEnd);
        String word = typed.toLowerCase(Locale.ROOT);
        String rest = line.substring(wordEnd).strip();
        return switch (word) {
            case "me" -> rest.isEmpty() ? new Misused("What do you do? For example: /me waves") : new Act(rest);
            case "msg" -> whisper(rest);
            case "reply", "r" ->
                rest.isEmpty() ? new Misused("What do you answer? For example: /reply yes, gladly") : new ReplyTo(rest);
            case "nick" ->
                rest.isEmpty() ? new Misused("What is your new name? For example: /nick Anna") : new Nick(rest);
            case "release" -> new Release(rest);
            case "who" -> new Who();
            case "history" -> history(rest);
            case "search" ->
                rest.isEmpty()
                        ? new Misused("What do you look for? For example: /search pizza friday")
                        : new Search(rest);
            case "seen", "verify" -> ofSeq(word, rest);
            case "key" -> new Key();
            case "help" -> new Help(rest.equalsIgnoreCase("host"));
            case "bans", "stats" -> new View(word);
            case "quit" -> new Quit();
            default -> further(word, typed, rest, moreWords);
        };
    }

    private static Command further(String word, String typed, String rest, List<String> moreWords) {
        Rule rule = Rule.of(word);
        if (rule == Rule.MOTD && rest.isEmpty()) {
            return new View(word);
        } else if (rule != null) {
            return rest.isEmpty() ? new Misused("Whom? For example: /" + word + " Ann") : new Ruling(rule, rest);
        }
        return moreWords.contains(word) ? new Other(word, rest) : unknown(typed, word, moreWords);
    }

    /** What the host and operators can do besides, one a line, to be shown as notices. */
    static List<String> hostHelp() {
        return List.of(
                "/kick NAME reason  shows somebody out, who may come in again",
                "/ban NAME 2h reason  shows somebody out and keeps them out: by their key where they have one, else by"
                        + " name; for a time (30m, 2h, 7d) or, without one, for good",
                "/ban name|key|address WHO 2h reason  the same by what you say; WHO can be an address or a range of them"
                        + " (10.0.0.7, 10.0.0.0/24)",
                "/unban WHO  lifts the bans of that name or address",
                "/mute NAME 10m reason  keeps somebody from speaking to anybody but the host",
                "/unmute NAME  lets them speak again",
                "/motd TEXT  is read by everybody who comes in; /motd - takes it away",
                "/bans  lists who is banned or muted, and who is an operator",
                "/stats  shows how the server is",
                "/op NAME  gives somebody all of these commands but /op and /deop, which are the host's",
                "/deop NAME  takes them back");
    }

    /** What the commands do, one a line, to be shown as notices. */
    static List<String> help() {
        return List.of(
                "/who  shows who is here",
                "/msg NAME text  says something to one person only; a NAME with spaces can stand in \"quotes\"",
                "/reply text  answers whoever said something only to you",
                "/me waves  shows what you do: * Ann waves",
                "/nick NAME  gives you another name",
                "/release  gives up your name, so that others can have it; with a NAME, another one of yours",
                "/history 50  shows the last 50 lines again, or any other number of them",
                "/search pizza friday  shows the lines in which all these words stand",
                "/seen  shows who has not received your last line yet",
                "/verify  shows six words; who reads the same ones has seen the same conversation",
                "/key  shows the server's key, to compare with what its host reads out",
                "/motd  shows the message of the day",
                "/help  shows this; /help host shows what the host and operators can do",
                "/quit  leaves",
                "//text  says a line that begins with one slash");
    }

    private static Command history(String rest) {
        if (rest.isEmpty()) {
            return new History(USUAL_HISTORY);
        }
        try {
            int count = Integer.parseInt(rest);
            if (count >= 1 && count <= Wire.MAX_HISTORY) {
                return new History(count);
            }
        } catch (NumberFormatException noNumber) {
            // Said below.
        }
        return new Misused("How many lines? A number from 1 to " + Wire.MAX_HISTORY + ", for example: /history 50");
    }

    private static Command ofSeq(String word, String rest) {
        long seq = 0;
        if (!rest.isEmpty()) {
            try {
                seq = Math.max(-1, Long.parseLong(rest));
            } catch (NumberFormatException noNumber) {
                seq = -1;
            }
            if (seq <= 0) {
                return new Misused("Up to which event? A number, as /verify shows one, or none: /" + word + " 5123");
            }
        }
        return word.equals("seen") ? new Seen(seq) : new Verify(seq);
    }

    private static Command whisper(String rest) {
        int closing = rest.startsWith("\"") ? rest.indexOf('"', 1) : -1;
        String to = closing > 0 ? rest.substring(1, closing).strip() : null;
        String text = closing > 0 ? rest.substring(closing + 1).strip() : rest;
        if (text.isEmpty() || (to != null && to.isEmpty())) {
            return new Misused("To whom, and what? For example: /msg Ann hello, or /msg \"Pavan Kumar\" hello");
        }
        return new Whisper(to, text);
    }

    private static Command unknown(String typed, String word, List<String> moreWords) {
        if (word.isEmpty()) {
            return new Unknown(word, "A slash begins a command, and /help lists them. To say a slash, type two.");
        }
        List<String> known = new ArrayList<>(List.of(
                "me", "msg", "reply", "nick", "release", "who", "history", "search", "seen", "verify", "key", "motd",
                "help", "quit"));
        known.addAll(List.of("kick", "ban", "unban", "bans", "mute", "unmute", "op", "deop", "stats"));
        known.addAll(moreWords);
        String nearest = NearestWord.to(word, known);
        String shown = typed.length() <= 40 ? typed : typed.substring(0, typed.offsetByCodePoints(0, 20)) + "...";
        return new Unknown(
                word,
                "There is no command /" + shown + "; "
                        + (nearest == null ? "/help lists them" : "did you mean /" + nearest + "? (/help lists all)")
                        + ". To say a line that begins with a slash, begin it with two: //" + shown);
    }
}
