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

    /**
     * Brackets open at once where nothing else is asked for: far more than in anything of ours; the parser goes one call
     * deeper for each level, and a stack has an end.
     */
    public static final int MAX_NESTING = 32;

    private static final String ID = "\"id\":";

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

    /** An event or reply as one JSON object without a line end, under this id where it has one. */
    public static String text(Message message, long id) {
        String text = MESSAGE.toJson(message);
        if (!(message instanceof Event) && !(message instanceof Reply.Refused)) {
            return text;
        }
        // In front of the id stands nothing that people have chosen: the first one is it.
        int from = text.indexOf(ID) + ID.length();
        int to = from;
        while (Character.isDigit(text.charAt(to)) || text.charAt(to) == '-') {
            to++;
        }
        return text.substring(0, from) + id + text.substring(to);
    }

    /**
     * The same object without what {@link CleanText} takes out of text, also where it is written as an escape, which a
     * program that reads the object would undo before it prints it.
     */
    public static String clean(String object) {
        String text = CleanText.line(object);
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            int length = text.charAt(i) == '\\' ? text.charAt(i + 1) == 'u' ? 6 : 2 : 1;
            String piece = text.substring(i, i + length);
            clean.append(length == 1 || "\\\"/".indexOf(piece.charAt(1)) >= 0 ? piece : cleanEscape(piece));
            i += length;
        }
        return clean.toString();
    }

    private static String cleanEscape(String escape) {
        return switch (escape.charAt(1)) {
            case 'n', 't' -> " ";
            case 'u' -> {
                String decoded = Character.toString((char) Integer.parseInt(escape.substring(2), 16));
                boolean half = Character.isSurrogate(decoded.charAt(0));
                yield half || CleanText.line(decoded).equals(decoded) ? escape : CleanText.line(decoded);
            }
            default -> ""; // A form feed, a backspace or a carriage return.
        };
    }

    /** A request as one JSON object without a line end. */
    public static byte[] bytes(Request request) {
        return REQUEST.toJsonBytes(request);
    }

    /**
     * Reads a request with at most {@link #MAX_NESTING} brackets open at once.
     *
     * @throws RefusedException when it is no JSON object, or of a type that is not known here
     */
    public static Request request(String line) throws RefusedException {
        return request(line, MAX_NESTING);
    }

    /**
     * Reads a request with at most so many brackets open at once.
     *
     * @throws RefusedException when it is no JSON object, or of a type that is not known here
     */
    public static Request request(String line, int maxNesting) throws RefusedException {
        Request request = read(REQUEST, line, maxNesting);
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
        Event.Said said = SaidJson.read(line);
        return said != null ? said : read(MESSAGE, new String(line, StandardCharsets.UTF_8), MAX_NESTING);
    }

    private static <T> @Nullable T read(JsonType<T> type, String line, int maxNesting) {
        if (!isOneShallowObject(line, maxNesting)) {
            return null;
        }
        try {
            return type.fromJson(line);
        } catch (JsonException | IllegalStateException | IllegalArgumentException | NullPointerException notOurs) {
            return null; // The records refuse to be made without their parts: hence the null pointer.
        }
    }

    /** Whether the brackets of the line enclose all of it, never deeper than we allow. The rest is for the parser. */
    private static boolean isOneShallowObject(String line, int maxNesting) {
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
            if (depth > maxNesting) {
                return false;
            }
            if (depth == 0 && c > ' ') {
                return c == '}' && line.substring(i + 1).isBlank();
            }
        }
        return false;
    }
}
