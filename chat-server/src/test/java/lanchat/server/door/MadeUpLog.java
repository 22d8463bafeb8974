package lanchat.server.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lanchat.common.Event;
import lanchat.common.Json;
import lanchat.common.Wire;
import lanchat.server.log.Entry;

/** A log that the dice make up, and what each reader is to see of it: every rule once more, in the simplest words. */
final class MadeUpLog {
    static final List<String> SESSIONS = List.of("ann", "bo", "cy", Wire.HOST_SESSION);

    private final Random dice;
    private final List<Entry> entries = new ArrayList<>();

    MadeUpLog(Random dice, int events) {
        this.dice = dice;
        for (int i = 0; i < events; i++) {
            Event event = event(newest() + 1 + dice.nextInt(2));
            byte[] line = (new String(Json.bytes(event), UTF_8) + "\n").getBytes(UTF_8);
            entries.add(new Entry(event, line, dice.nextInt(10), 0));
        }
    }

    List<Entry> entries() {
        return entries;
    }

    long newest() {
        return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).seq();
    }

    /** Those after one place and up to another. */
    List<Entry> between(long after, long upTo) {
        return entries.stream()
                .filter(entry -> entry.seq() > after && entry.seq() <= upTo)
                .toList();
    }

    /** What this session sees of an event; empty for nothing. */
    static String seen(Dialect dialect, Entry entry, String session, int announceUpTo) {
        Event event = entry.event();
        boolean own = event.by().equals(session);
        boolean comesOrGoes = event instanceof Event.Joined || event instanceof Event.Left;
        if (comesOrGoes && entry.members() > announceUpTo && !own) {
            return "";
        }
        boolean hidden = event instanceof Event.Whispered whispered
                && !own
                && !whispered.to().equals(session);
        if (hidden) {
            return "";
        }
        if (dialect == JsonDialect.INSTANCE) {
            return new String(entry.json(), UTF_8);
        }
        return own && !(event instanceof Event.Joined || event instanceof Event.Renamed) ? "" : plain(event) + "\n";
    }

    private static String plain(Event event) {
        if (event instanceof Event.Said said) {
            return said.name() + ":" + said.text();
        } else if (event instanceof Event.Acted acted) {
            return "* " + acted.name() + " " + acted.text();
        } else if (event instanceof Event.Whispered whispered) {
            return whispered.name() + " (to you):" + whispered.text();
        } else if (event instanceof Event.Joined joined) {
            return joined.name() + "<" + joined.address() + "> connected";
        } else if (event instanceof Event.Left left) {
            return left.name() + "<" + left.address() + "> disconnected";
        } else if (event instanceof Event.Renamed renamed) {
            return renamed.name() + "<" + renamed.address() + "> is now " + renamed.newName();
        }
        throw new IllegalStateException("an event of a new kind: " + event);
    }

    private Event event(long seq) {
        String by = anybody();
        String text = "text " + seq + " \u00E9";
        return switch (dice.nextInt(8)) {
            case 0 -> new Event.Joined(seq, seq, by, 0, by, "::1", null);
            case 1 -> new Event.Left(seq, seq, by, 0, by, "::1", null);
            case 2 -> new Event.Acted(seq, seq, by, 0, by, text, null);
            case 3 -> new Event.Renamed(seq, seq, by, 0, by, by + seq, "::1", null);
            case 4, 5 -> {
                String to = anybody();
                yield new Event.Whispered(seq, seq, by, 0, by, to, to, text, null);
            }
            default -> new Event.Said(seq, seq, by, 0, by, text, null);
        };
    }

    private String anybody() {
        return SESSIONS.get(dice.nextInt(SESSIONS.size()));
    }
}
