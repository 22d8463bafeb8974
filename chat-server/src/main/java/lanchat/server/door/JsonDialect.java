package lanchat.server.door;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import lanchat.common.Event;
import lanchat.common.Json;
import lanchat.common.Pieces;
import lanchat.common.Reply;
import lanchat.server.log.Entry;

/** One JSON object a line, see PROTOCOL.md. One's own events come back: they are the proof that the room has them. */
final class JsonDialect implements Dialect {
    static final JsonDialect INSTANCE = new JsonDialect();

    private static final byte[] NOTHING = {};

    private JsonDialect() {}

    @Override
    public String door() {
        return "json";
    }

    @Override
    public void addForAll(Entry entry, Pieces pieces) {
        if (entry.event().isPublic()) {
            pieces.add(entry.json());
        }
    }

    @Override
    public byte[] forOne(Entry entry, String session) {
        return entry.event().visibleTo(session) ? entry.json() : NOTHING;
    }

    @Override
    public void forEachConcerned(Event event, Consumer<String> told) {
        if (event instanceof Event.Whispered whispered) {
            told.accept(whispered.by());
            told.accept(whispered.to());
        }
    }

    @Override
    public byte[] past(Reply.History found, List<Entry> entries, String session) {
        Pieces pieces = new Pieces();
        pieces.add(reply(found));
        for (Entry entry : entries) {
            pieces.add(forOne(entry, session));
        }
        return pieces.bytes();
    }

    @Override
    public byte[] reply(Reply reply) {
        byte[] json = Json.bytes(reply);
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }
}
