package lanchat.server.door;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import lanchat.common.ClassicText;
import lanchat.common.Event;
import lanchat.common.Pieces;
import lanchat.common.Reply;
import lanchat.server.log.Entry;
import org.jspecify.annotations.Nullable;

/** Bare lines of text, as nc and telnet show them. One's own lines are not sent back: they are on the screen. */
final class PlainDialect implements Dialect {
    static final PlainDialect INSTANCE = new PlainDialect();

    private static final byte[] NOTHING = {};

    private PlainDialect() {}

    @Override
    public String door() {
        return "plain";
    }

    @Override
    public void addForAll(Entry entry, Pieces pieces) {
        ClassicText.add(entry.event(), entry.json(), pieces);
    }

    @Override
    public byte[] forOne(Entry entry, String session) {
        boolean echoed = session.equals(entry.event().by()) && isEchoed(entry.event());
        return echoed ? NOTHING : bytes(ClassicText.line(entry.event(), session));
    }

    @Override
    public void forEachConcerned(Event event, Consumer<String> told) {
        if (isEchoed(event)) {
            told.accept(event.by());
        }
        if (event instanceof Event.Whispered whispered) {
            told.accept(whispered.to());
        }
    }

    @Override
    public byte[] past(Reply.History found, List<Entry> entries, String session) {
        Pieces pieces = new Pieces();
        pieces.add(bytes(ClassicText.past(found)));
        for (Entry entry : entries) {
            ClassicText.add(entry.event(), session, pieces);
        }
        return pieces.bytes();
    }

    @Override
    public byte[] reply(Reply reply) {
        if (reply instanceof Reply.Refused refused) {
            return bytes(ClassicText.refused(refused.sentence()));
        } else if (reply instanceof Reply.Notice notice) {
            return bytes(ClassicText.notice(notice.text()));
        } else if (reply instanceof Reply.People people) {
            return bytes(String.join("\n", ClassicText.people(people.people(), people.others())));
        } else if (reply instanceof Reply.Seen seen) {
            return bytes(ClassicText.seen(seen));
        } else if (reply instanceof Reply.Verified verified) {
            return bytes(String.join("\n", ClassicText.verified(verified)));
        }
        return NOTHING;
    }

    /** Whether its causer has seen it already: typed it, or is no longer there to see it. */
    private static boolean isEchoed(Event event) {
        return !(event instanceof Event.Joined
                || event instanceof Event.Renamed
                || event instanceof Event.Released
                || event instanceof Event.Ruled);
    }

    private static byte[] bytes(@Nullable String line) {
        return line == null ? NOTHING : line.concat("\n").getBytes(StandardCharsets.UTF_8);
    }
}
