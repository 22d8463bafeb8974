package lanchat.server.log;

import io.avaje.json.JsonException;
import io.avaje.json.JsonReader;
import io.avaje.jsonb.Jsonb;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import lanchat.server.room.Aside;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object whose fields are texts and whole numbers: the form of what a journal keeps besides the events. Safe
 * for use by any thread.
 */
final class Fields {
    private static final Jsonb JSONB = Jsonb.builder().build();
    private static final byte[] NOTHING = {};

    private final Map<String, Object> byName = new LinkedHashMap<>();

    /** An object with this {@code type}, to be filled. */
    static Fields ofType(String type) {
        return new Fields().put("type", type);
    }

    /** Reads an object; null where this is none. Fields of other kinds are left out. */
    static @Nullable Fields read(byte[] json) {
        Fields fields = new Fields();
        try (JsonReader reader = JSONB.reader(new String(json, StandardCharsets.UTF_8))) {
            reader.beginObject();
            while (reader.hasNextField()) {
                String name = reader.nextField();
                switch (reader.currentToken()) {
                    case STRING -> fields.byName.put(name, reader.readString());
                    case NUMBER -> fields.byName.put(name, reader.readLong());
                    default -> reader.skipValue();
                }
            }
            reader.endObject();
            return fields;
        } catch (JsonException | IllegalStateException | IllegalArgumentException | IndexOutOfBoundsException notOurs) {
            return null; // The parser reads over the end of an object that was cut off behind a backslash.
        }
    }

    /** The aside as it stands in an event's line, from the comma before its first field on. */
    static byte[] of(Aside aside) {
        if (aside.isEmpty()) {
            return NOTHING;
        }
        Fields fields = new Fields();
        aside.fields().forEach(fields::put);
        byte[] object = fields.bytes();
        object[0] = ',';
        return Arrays.copyOf(object, object.length - 1);
    }

    /** The texts whose names begin with {@code _}: what an event's line keeps beside the event. */
    Aside aside() {
        Map<String, String> found = new TreeMap<>();
        byName.forEach((name, value) -> {
            if (name.startsWith("_") && value instanceof String text) {
                found.put(name, text);
            }
        });
        return found.isEmpty() ? Aside.NONE : new Aside(found);
    }

    Fields put(String name, String text) {
        byName.put(name, text);
        return this;
    }

    Fields put(String name, long number) {
        byName.put(name, number);
        return this;
    }

    /** The text of this name, empty where there is none. */
    String text(String name) {
        return byName.get(name) instanceof String text ? text : "";
    }

    /** The number of this name, 0 where there is none. */
    long number(String name) {
        return byName.get(name) instanceof Long number ? number : 0;
    }

    /** The object as JSON, without a line end. */
    byte[] bytes() {
        return JSONB.type(Object.class).toJsonBytes(byName);
    }
}
