package lanchat.common;

import io.avaje.json.JsonException;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The JSON dialect as bytes: one object, UTF-8, no line end. Safe for use by any thread. */
public final class Json {
    private static final Jsonb JSONB = Jsonb.builder().build();
    private static final JsonType<Message> MESSAGE = JSONB.type(Message.class);
    private static final JsonType<Request> REQUEST = JSONB.type(Request.class);

    /** Far deeper than anything of ours; the parser goes one call deeper for each level, and a stack has an end. */
    private static final int MAX_NESTING = 32;

    private Json() {}

    /** An event or reply as one JSON object without a line end. */
    public static byte[] bytes(Message message) {
        return MESSAGE.toJsonBytes(message);
    }

    /** Adds an event or reply as one JSON object without a line end. */
    public static void add(Message message, Pieces pieces) {
        if (!(message instanceof Event.Said said) || !SaidJson.add(said, pieces)) {
            pieces.add(bytes(message));
        }
    }

    /** A request as one JSON object without a line end. */
    public static byte[] bytes(Request request) {
        return REQUEST.toJsonBytes(request);
    }

    /**
     * Reads a request.
     *
     * @throws RefusedException when it is no JSON object, or of a type that is not known here
     */
    public static Request request(String line) throws RefusedException {
        Request request = read(REQUEST, line);
        if (request == null) {
            throw new Refusal(
                            "not_understood",
                            "This is not a request of version " + Wire.VERSION
                                    + " of the JSON dialect: one object a line, with a known \"type\".")
                    .asException();
        }
        return request;
    }

    /**
     * Reads what a server sent; null where it is nothing this version knows, or lacks something it should have, which a
     * client skips.
     */
    public static @Nullable Message message(byte[] line) {
        return read(MESSAGE, new String(line, StandardCharsets.UTF_8));
    }

    private static <T> @Nullable T read(JsonType<T> type, String line) {
        if (!isOneShallowObject(line)) {
            return null;
        }
        try {
            return type.fromJson(line);
        } catch (JsonException | IllegalStateException | IllegalArgumentException | NullPointerException notOurs) {
            return null; // The records refuse to be made without their parts: hence the null pointer.
        }
    }

    /** Whether the brackets of the line enclose all of it, never deeper than we allow. The rest is for the parser. */
    private static boolean isOneShallowObject(String line) {
        int depth = 0;
        boolean inString = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                inString = !inString;
            } else if (inString) {
                i += c == '\\' ? 1 : 0;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            }
            if (depth > MAX_NESTING) {
                return false;
            }
            if (depth == 0 && c > ' ') {
                return c == '}' && line.substring(i + 1).isBlank();
            }
        }
        return false;
    }
}
