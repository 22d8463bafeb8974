package lanchat.client.screen;

import java.util.List;
import lanchat.common.ClassicText;

/** What can be set at a terminal while chatting: {@code /bell} and {@code /time}. Any thread. */
final class TerminalCommands {
    private static final String BELL = "bell";
    private static final String TIME = "time";

    private volatile Bell bell = Bell.MENTIONS;
    private volatile TimeOfDay time = TimeOfDay.OFF;

    Bell bell() {
        return bell;
    }

    TimeOfDay time() {
        return time;
    }

    /** The words, without their slash. */
    List<String> words() {
        return List.of(BELL, TIME);
    }

    /** What they do, one a line. */
    List<String> help() {
        return List.of(
                "/bell off|mentions|all  rings for nothing, for your name and private lines, or for every line",
                "/time on|off|24|12  puts the time of day in front of each line");
    }

    /** Every command that can be typed at a terminal, with the words it takes, for completing. */
    List<String> completions() {
        return List.of(
                "/who",
                "/msg",
                "/reply",
                "/me",
                "/nick",
                "/release",
                "/help host",
                "/history",
                "/search",
                "/key",
                "/motd",
                "/ignore",
                "/unignore",
                "/reconnect",
                "/quit",
                "/kick",
                "/ban name key address loopback",
                "/unban",
                "/bans",
                "/mute",
                "/unmute",
                "/op",
                "/deop",
                "/stats",
                "/" + BELL + " off mentions all",
                "/" + TIME + " on off 24 12");
    }

    /** Does what is said, and gives back what there is to say about it. */
    String set(String word, String rest) {
        return word.equals(BELL) ? setBell(rest) : setTime(rest);
    }

    private String setBell(String rest) {
        Bell asked = rest.isEmpty() ? bell : Bell.of(rest);
        if (asked == null) {
            return ClassicText.refused("When should the bell ring? /bell off, /bell mentions or /bell all");
        }
        bell = asked;
        return ClassicText.notice(
                switch (asked) {
                    case OFF -> "The bell does not ring.";
                    case MENTIONS -> "The bell rings for your name and for private lines.";
                    case ALL -> "The bell rings for every line.";
                });
    }

    private String setTime(String rest) {
        TimeOfDay asked = rest.isEmpty() ? time : TimeOfDay.of(rest);
        if (asked == null) {
            return ClassicText.refused("How should the time be shown? /time on, /time off, /time 24 or /time 12");
        }
        time = asked;
        return ClassicText.notice(
                switch (asked) {
                    case OFF -> "The time of day is not shown.";
                    case HOURS_24 -> "The time of day is shown, from 00:00 to 23:59.";
                    case HOURS_12 -> "The time of day is shown, with AM and PM.";
                });
    }
}
