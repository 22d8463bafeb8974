package lanchat.server.door;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import lanchat.common.LineInput;
import lanchat.common.Refusal;
import lanchat.common.Reply;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the door by the first byte, whenever it comes: TLS, JSON lines, or bare text. A web browser gets a page, or is
 * shown out before its line is complete: a page in somebody's browser cannot talk. So is an ssh, whose greeting is no
 * name.
 *
 * <p>For one connection, used by its reader.
 */
final class DoorChooser {
    private static final int TLS_HANDSHAKE = 0x16;

    /** RFC 9110, section 9: a method, a space, and what it is asked of (RFC 9112, section 3.2). */
    private static final Pattern HTTP = Pattern.compile(
            "(GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH|PRI) (/|\\*|https?:|wss?:|[A-Za-z0-9.-]+:\\d).*",
            Pattern.DOTALL);

    /** What a browser asks for here; a proxy's or anything else's request is refused. */
    private static final Pattern PAGE = Pattern.compile("(GET|HEAD) /.*", Pattern.DOTALL);

    /** RFC 4253, section 4.2. */
    private static final Pattern SSH = Pattern.compile("SSH-[\\d.]+-.*", Pattern.DOTALL);

    /** Longest start of a line that is looked at for another protocol. */
    private static final int LOOK = 64;

    private static final byte[] HTTP_ANSWER =
            refusal("This is a chat room, not a web server. Join it with chat-client.jar, or with nc.");

    private static final byte[] HTTPS_ANSWER =
            refusal("This room takes encrypted connections only: put https:// in front of its address.");

    private static final byte[] SSH_ANSWER =
            "This is a chat room, not an SSH server. Join it with chat-client.jar, or with nc.\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    /** A fatal handshake_failure alert: RFC 8446, section 6. A TLS client then fails at once instead of waiting. */
    private static final byte[] TLS_ANSWER = {0x15, 3, 3, 0, 2, 2, 40};

    private static final Refusal TLS_REQUIRED = new Refusal(
            "tls_required",
            "This room takes encrypted connections only. Come with chat-client.jar (without --no-tls), or with ncat --ssl instead of nc.");

    private final Connection connection;
    private final Doors doors;

    DoorChooser(Connection connection, Doors doors) {
        this.connection = connection;
        this.doors = doors;
    }

    /** Talks with whoever came, to the end; true when the other side has ended its input. */
    boolean converse(LineInput input, TimedInput timed) throws IOException, InterruptedException {
        boolean prompted = false;
        int first;
        timed.deadlineIn(doors.limits().promptMs());
        try {
            first = input.peek();
        } catch (SocketTimeoutException silent) {
            prompted = !mustEncrypt(); // Nobody is asked for a name who can't come in like this.
            if (prompted) {
                connection.send(PlainDoor.firstPrompt(connection, doors), 0);
            }
            timed.deadlineIn(doors.limits().nameMs() - (long) doors.limits().promptMs());
            try {
                first = input.peek();
            } catch (SocketTimeoutException stillSilent) {
                connection.tell(new Reply.Notice("You said no name for too long. Come again."), 0);
                throw stillSilent;
            }
        }
        if (first == TLS_HANDSHAKE && !connection.isEncrypted()) {
            return encrypt(input);
        } else if (first == '{') {
            connection.speaks(JsonDialect.INSTANCE);
            if (mustEncrypt()) {
                return refuse(TLS_REQUIRED);
            }
            return new JsonDoor(connection, doors, input, timed).converse();
        } else if (!prompted) {
            timed.deadlineIn(doors.limits().nameMs());
        }
        if (first < 0) {
            return true;
        }
        byte[] answer = answerToOther(input);
        WebPage page = doors.page();
        if (answer == HTTP_ANSWER
                && page != null
                && PAGE.matcher(input.startOfLine()).matches()) {
            if (!mustEncrypt()) {
                return new WebDoor(connection, doors, page).answer(input, timed);
            }
            answer = HTTPS_ANSWER;
        }
        if (answer != null) {
            connection.send(answer, 0);
            return false;
        }
        if (mustEncrypt()) {
            return refuse(TLS_REQUIRED);
        }
        return new PlainDoor(connection, doors, input, timed).converse(prompted);
    }

    private boolean mustEncrypt() {
        return doors.encryption().required() && !connection.isEncrypted();
    }

    /** Shakes hands; inside, the door is chosen once more. */
    private boolean encrypt(LineInput input) throws IOException, InterruptedException {
        ServerTls tls = doors.encryption().tls();
        if (tls == null) {
            connection.send(TLS_ANSWER, 0);
            return false;
        }
        TimedInput inside = connection.encrypt(tls, input.takeBuffered());
        return converse(connection.lines(inside), inside);
    }

    private boolean refuse(Refusal why) {
        connection.tell(new Reply.Refused(0, why.code(), why.sentence()), 0);
        return false;
    }

    /** Looks at the line as it comes, until it is of another protocol, which is answered, or can't be any more: null. */
    private static byte @Nullable [] answerToOther(LineInput input) throws IOException {
        while (true) {
            String start = input.startOfLine();
            if (HTTP.matcher(start).matches()) {
                return HTTP_ANSWER;
            } else if (SSH.matcher(start).matches()) {
                return SSH_ANSWER;
            }
            if (input.hasLine() || start.length() >= LOOK || !couldBecomeOther(start)) {
                return null;
            }
            try {
                if (!input.fill()) {
                    return null;
                }
            } catch (SocketTimeoutException slow) {
                return null; // The plain door says so, in its words.
            }
        }
    }

    private static byte[] refusal(String sentence) {
        return String.join(
                        "\r\n",
                        "HTTP/1.1 400 Bad Request",
                        "Content-Type: text/plain; charset=utf-8",
                        "Connection: close",
                        "",
                        sentence,
                        "")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** A word of capital letters, or one followed by a space and the start of a host name; or SSH and its version. */
    private static boolean couldBecomeOther(String start) {
        return start.matches("[A-Z]{0,7}( [A-Za-z0-9.:-]*)?|SSH-[\\d.]*");
    }
}
