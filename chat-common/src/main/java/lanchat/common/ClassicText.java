package lanchat.common;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The room in the classic words of the terminal, for one reader at a time. Every door, the server's terminal and the
 * client show these lines, and no others. What other people wrote is cleaned here once more, so that every line can be
 * printed as it is. Safe for use by any thread.
 */
public final class ClassicText {
    /** Who has been silent for less is not called idle. */
    private static final long IDLE_SECONDS = 60;

    /** A reader that is no session: sees every public event as the others do. */
    private static final String SOMEBODY = "";

    private ClassicText() {}

    /**
     * The line for an event, without a line end; null where this reader may not see it.
     *
     * @param reader public id of the reader's session, {@link Wire#HOST_SESSION} for the host
     */
    public static @Nullable String line(Event e, String reader) {
        if (!e.visibleTo(reader)) {
            return null;
        }
        boolean own = e.by().equals(reader);
        String line;
        if (e instanceof Event.Said said) {
            line = (own ? "You" : said.name()) + ":" + said.text();
        } else if (e instanceof Event.Whispered whispered) {
            line = (own ? "You (to " + whispered.toName() + ")" : whispered.name() + " (to you)") + ":"
                    + whispered.text();
        } else if (e instanceof Event.Acted acted) {
            line = "* " + acted.name() + " " + acted.text();
        } else if (e instanceof Event.Joined joined) {
            line = who(joined.name(), joined.address()) + " connected";
        } else if (e instanceof Event.Left left) {
            line = who(left.name(), left.address()) + " disconnected";
        } else if (e instanceof Event.Renamed renamed) {
            line = who(renamed.name(), renamed.address()) + " is now " + renamed.newName();
        } else if (e instanceof Event.Ruled ruled) {
            line = "*** " + ruled(ruled);
        } else if (e instanceof Event.Released released) {
            line = who(released.name(), released.address()) + " has released the name " + released.released();
        } else {
            throw new IllegalStateException("an event without a line: " + e.getClass());
        }
        return CleanText.line(line);
    }

    /** Adds the same line as UTF-8, with a line end; nothing where this reader may not see the event. */
    public static void add(Event e, String reader, Pieces pieces) {
        if (!(e instanceof Event.Said said) || said.by().equals(reader) || !addClean(said, pieces)) {
            String line = line(e, reader);
            if (line != null) {
                var unused = pieces.add(line);
                pieces.add('\n');
            }
        }
    }

    /**
     * The same for everybody to whom nothing special is due, with the event's line as it stands on the wire: what needs no
     * cleaning is taken from there.
     */
    public static void add(Event e, byte[] line, Pieces pieces) {
        if (!(e instanceof Event.Said said) || !SaidJson.addClassic(said, line, pieces)) {
            add(e, SOMEBODY, pieces);
        }
    }

    /** Nearly all lines are somebody else's, and of characters that need no cleaning; false, and nothing added, where not. */
    private static boolean addClean(Event.Said said, Pieces pieces) {
        int start = pieces.size();
        boolean clean = pieces.add(said.name());
        pieces.add(':');
        clean &= pieces.add(said.text());
        pieces.add('\n');
        if (!clean) {
            pieces.cutTo(start);
        }
        return clean;
    }

    private static String ruled(Event.Ruled ruled) {
        Rule rule = Rule.of(ruled.rule());
        String by = " by " + ruled.name();
        if (rule == null) {
            return ruled.name() + " has ruled: " + ruled.rule() + " " + ruled.target(); // A newer server's.
        }
        return switch (rule) {
            case KICK -> ruled.target() + " was shown out" + by + reason(ruled);
            case BAN -> banned(ruled) + by + duration(ruled) + reason(ruled);
            case UNBAN -> "The ban of " + ruled.target() + " was lifted" + by;
            case MUTE -> ruled.target() + " was muted" + by + duration(ruled) + reason(ruled);
            case UNMUTE -> ruled.target() + " was unmuted" + by;
            case OP ->
                ruled.target() + " was made an operator" + by + (ruled.kind().equals("stay") ? ", for this stay" : "");
            case DEOP -> ruled.target() + " was made an ordinary member again" + by;
            case MOTD ->
                ruled.name() + " has "
                        + (ruled.text().isEmpty()
                                ? "taken the message of the day away"
                                : "set the message of the day: " + ruled.text());
        };
    }

    private static String banned(Event.Ruled ruled) {
        String what = switch (ruled.kind()) {
            case "name" -> "The name " + ruled.target();
            case "key" -> "The key of " + ruled.target();
            case "address" -> "The address " + ruled.target();
            case "loopback" -> "Everybody at the server's own machine";
            default -> ruled.target();
        };
        return what + " was banned";
    }

    private static String duration(Event.Ruled ruled) {
        return ruled.until() == 0 ? "" : " for " + Span.words(ruled.until() - ruled.time());
    }

    private static String reason(Event.Ruled ruled) {
        return ruled.text().isEmpty() ? "" : ": " + ruled.text();
    }

    /** Something the server, or the program itself, has to say. */
    public static String notice(String text) {
        return CleanText.line("*** " + text);
    }

    /** Why something did not happen. */
    public static String refused(String sentence) {
        return CleanText.line("! " + sentence);
    }

    /** Somebody who was here before the reader. */
    public static String present(Person p) {
        return CleanText.line(who(p.name(), p.address()) + " connected");
    }

    /** So many people who were here before, and are not listed. */
    public static String others(int n) {
        return notice("and " + n + (n == 1 ? " other" : " others"));
    }

    /** The answer to {@code /who}: how many are here, one line for each person listed, and how many more there are. */
    public static List<String> people(List<Person> people, int others) {
        List<String> lines = new ArrayList<>();
        lines.add(notice((people.size() + others) + " here:"));
        for (Person person : people) {
            lines.add(notice(who(person.name(), person.address()) + standing(person)));
        }
        if (others > 0) {
            lines.add(others(others));
        }
        return List.copyOf(lines);
    }

    /** What there is to say of somebody who is not simply here, talking and reading. */
    private static String standing(Person person) {
        StringJoiner parts = new StringJoiner(", ", " (", ")").setEmptyValue("");
        if (person.away()) {
            parts.add("away");
        }
        Long idle = person.idle();
        if (idle != null && idle >= IDLE_SECONDS) {
            parts.add("idle " + Span.words(TimeUnit.SECONDS.toMillis(idle)));
        }
        Long behind = person.behind();
        if (behind != null && behind > 0) {
            parts.add(behind == 1 ? "1 event behind" : behind + " events behind");
        }
        return parts.toString();
    }

    /** The answer to {@code /seen}. */
    public static String seen(Reply.Seen seen) {
        if (seen.seq() == 0) {
            return notice("There is no line of yours to look for.");
        }
        StringJoiner parts = new StringJoiner("; ", "Event " + seen.seq() + ": ", ".");
        if (seen.shown() > 0) {
            parts.add("on the screens of " + seen.shown());
        }
        if (seen.sent() > 0) {
            parts.add("sent to " + seen.sent() + " whose programs say no more (nc)");
        }
        if (seen.missing() > 0) {
            parts.add("not yet with "
                    + names(seen.waiting().stream().map(Person::name).toList(), seen.others()));
        } else {
            parts.add(seen.shown() + seen.sent() == 0 ? "nobody else was here then" : "nobody waits for it");
        }
        return notice(parts.toString());
    }

    /** The server's answer to {@code /verify}, one a line: it says itself that it is the server's. */
    public static List<String> verified(Reply.Verified verified) {
        String digest = verified.chain();
        if (digest == null || !Chain.isDigest(digest)) {
            return List.of(refused("Of event " + verified.seq()
                    + " the server has no digest: it is too far back, or has not" + " happened yet."));
        }
        return Chain.lines(
                "The server says that it has this of all that was said in public up to event " + verified.seq()
                        + " (what you yourself have read, only chat-client can count):",
                digest);
    }

    /** {@code Ana, Bo and 14 others}. */
    public static String names(List<String> names, int others) {
        if (others > 0) {
            return String.join(", ", names) + " and " + others + (others == 1 ? " other" : " others");
        }
        int last = names.size() - 1;
        return last < 1
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    /** The line in front of earlier lines that somebody asked for. */
    public static String past(Reply.History found) {
        if (found.words().isEmpty()) {
            return notice(
                    switch (found.count()) {
                        case 0 -> "Nothing has been said yet.";
                        case 1 -> "The last line:";
                        default -> "The last " + found.count() + " lines:";
                    });
        }
        String lines = switch (found.count()) {
            case 0 -> "No line has all these words";
            case 1 -> "1 line has all these words";
            default -> found.count() + " lines have all these words";
        };
        String rest =
                found.whole() ? "" : found.count() == 0 ? ", as far back as I looked" : "; there may be older ones";
        return notice(lines + rest + (found.count() == 0 ? "." : ":"));
    }

    /** The host sits at the server itself, and has no address. */
    private static String who(String name, String address) {
        return address.isEmpty() ? name : name + "<" + address + ">";
    }
}
