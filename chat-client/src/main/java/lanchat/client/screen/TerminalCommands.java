package lanchat.client.screen;

import java.util.List;
import lanchat.common.ClassicText;

/** What can be set at a terminal while chatting: {@code /bell}, {@code /time} and {@code /status}. Any thread. */
final class TerminalCommands {
    private static final String BELL = "bell";
    private static final String TIME = "time";
    private static final String STATUS = "status";

    private final StatusLine status;

    private volatile Bell bell = Bell.MENTIONS;
    private volatile TimeOfDay time = TimeOfDay.OFF;

    /** Turns this line on and off, among other things. */
    TerminalCommands(StatusLine status) {
        this.status = status;
    }

    Bell bell() {
        return bell;
    }

    TimeOfDay time() {
        return time;
    }

    /** The words, without their slash. */
    List<String> words() {
        return List.of(BELL, TIME, STATUS);
    }

    /** What they do, one a line. */
    List<String> help() {
        return List.of(
                "/bell off|mentions|all  rings for nothing, for your name and private lines, or for every line",
                "/time on|off|24|12  puts the time of day in front of each line",
                "/status on|off  shows, below what you type, how things stand: who is here, the connection, lines for"
                        + " you since you last pressed a key, lines that wait, and who has not received your last one");
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
                "/seen",
                "/verify",
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
                "/" + TIME + " on off 24 12",
                "/" + STATUS + " on off");
    }

    /** Does what is said, and gives back what there is to say about it. */
    String set(String word, String rest) {
        return switch (word) {
            case BELL -> setBell(rest);
            case STATUS -> setStatus(rest);
            default -> setTime(rest);
        };
    }

    private String setStatus(String rest) {
        Boolean asked = rest.isEmpty() ? Boolean.valueOf(status.isOn()) : StatusLine.asked(rest);
        if (asked == null) {
            return ClassicText.refused("Should it be shown how things stand? /status on or /status off");
        }
        status.turn(asked);
        return ClassicText.notice(asked ? "How things stand is shown below." : "How things stand is not shown.");
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
