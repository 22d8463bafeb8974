package lanchat.client.screen;

import java.time.ZoneId;
import java.util.List;
import lanchat.common.CleanText;
import lanchat.common.Event;

/**
 * Gives a line its colours and its time. What it says stays the classic line, letter by letter. For use under the
 * screen's lock.
 */
final class LinePainter {
    private static final String INVERSE = "\033[7m";
    private static final String NOT_INVERSE = "\033[27m";
    private static final String BOLD = "\033[1m";
    private static final String NOT_BOLD = "\033[22m";

    private final NameColors colors;
    private final Members members;
    private final ZoneId zone;

    LinePainter(NameColors colors, Members members, ZoneId zone) {
        this.colors = colors;
        this.members = members;
        this.zone = zone;
    }

    /** The line as it is printed, without a line end. */
    String paint(Shown line, TimeOfDay time) {
        return time.before(line.millis(), zone) + painted(line);
    }

    private String painted(Shown line) {
        Event event = line.event();
        if (event == null) {
            return line.classic();
        }
        String classic = line.classic();
        int nameStart = event instanceof Event.Acted ? 2 : 0;
        String name = name(event, line.own());
        if (!classic.startsWith(name, nameStart)) {
            return classic; // Cleaning has changed it: it stays as it is.
        }
        int nameEnd = nameStart + name.length();
        String head = classic.substring(0, nameStart) + begin(name, line.own(), event) + name + end(line.own(), event);
        String rest = classic.substring(nameEnd);
        boolean talk = event instanceof Event.Said || event instanceof Event.Acted || event instanceof Event.Whispered;
        return head + (talk && !line.own() ? withMentions(rest) : rest);
    }

    private static String name(Event event, boolean own) {
        boolean you = own && (event instanceof Event.Said || event instanceof Event.Whispered);
        return you ? "You" : CleanText.line(event.name());
    }

    /** One's own lines stand out by weight instead of colour: {@code You} is nobody's name. */
    private String begin(String name, boolean own, Event event) {
        return own && event instanceof Event.Said ? BOLD : colors.begin(own ? members.ownName() : name);
    }

    private String end(boolean own, Event event) {
        return own && event instanceof Event.Said ? NOT_BOLD : colors.end();
    }

    private String withMentions(String text) {
        String ownName = members.ownName();
        List<String> others = text.indexOf('@') >= 0 ? members.lastSpeakersFirst() : List.of();
        if (others.isEmpty() && !Mentions.in(text, ownName)) {
            return text;
        }
        StringBuilder painted = new StringBuilder(text.length() + 16);
        int i = 0;
        while (i < text.length()) {
            int at = text.charAt(i) == '@' ? 1 : 0;
            String other = at == 1 ? longestMentioned(others, text, i + 1) : "";
            if (Mentions.at(text, i + at, ownName) && ownName.length() >= other.length()) {
                int end = i + at + ownName.length();
                painted.append(INVERSE).append(text, i, end).append(NOT_INVERSE);
                i = end;
            } else if (!other.isEmpty()) {
                int end = i + 1 + other.length();
                painted.append(BOLD).append(colors.begin(other)).append(text, i, end);
                painted.append(colors.end()).append(NOT_BOLD);
                i = end;
            } else {
                painted.append(text.charAt(i));
                i++;
            }
        }
        return painted.toString();
    }

    private static String longestMentioned(List<String> names, String text, int start) {
        String longest = "";
        for (String name : names) {
            if (name.length() > longest.length() && Mentions.at(text, start, name)) {
                longest = name;
            }
        }
        return longest;
    }
}
