package lanchat.server.door;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Future;
import lanchat.common.LineInput;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door for browsers: answers one request with the page or with chat-client.jar, and that is the end of the
 * connection. Nobody gets into the room by it.
 *
 * <p>For one connection, used by its reader.
 */
final class WebDoor {
    private static final Logger LOG = LoggerFactory.getLogger(WebDoor.class);

    private static final int PIECE_BYTES = 16 * 1024;

    /** RFC 9110, section 5.6.7. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private static final String HTML = "text/html; charset=utf-8";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String JAR = "application/java-archive";

    private final Connection connection;
    private final Doors doors;
    private final WebPage page;

    WebDoor(Connection connection, Doors doors, WebPage page) {
        this.connection = connection;
        this.doors = doors;
        this.page = page;
    }

    /** Answers the request that comes in; true when the other side has ended its input instead. */
    boolean answer(LineInput input, TimedInput timed) throws IOException {
        timed.deadlineIn(doors.limits().helloMs());
        HttpRequest request;
        try {
            request = HttpRequest.read(input);
        } catch (SocketTimeoutException slow) {
            say("408 Request Timeout", "That took too long.", false);
            return false;
        } catch (HttpRequest.NoRequestException none) {
            if (none.isTooLarge()) {
                say("431 Request Header Fields Too Large", "That is too much to ask for a page.", false);
            } else {
                say("400 Bad Request", "This is a chat room, and no request that it knows.", false);
            }
            return false;
        }
        if (request == null) {
            return true;
        }
        switch (request.path()) {
            case "/" -> {
                byte[] html = page.html(
                        request.asked(connection.here()), doors.encryption().required());
                send("200 OK", HTML, html, request.headOnly());
            }
            case "/chat-client.jar" -> handOut(request.headOnly());
            default ->
                say(
                        "404 Not Found",
                        "There is nothing here but one page, at /, and /chat-client.jar.",
                        request.headOnly());
        }
        return false;
    }

    private void handOut(boolean headOnly) throws IOException {
        if (!page.downloads().begin(connection.address(), connection.isFromHere())) {
            say(
                    "503 Service Unavailable",
                    "Too many take chat-client.jar away at this moment. Try again in a minute.",
                    headOnly,
                    "Retry-After: 10");
            return;
        }
        // One bound on the time all of it takes: who reads a byte a second is no better than who reads none.
        Future<?> late = doors.closeIn(page.downloadMillis(), connection, "it took too long over chat-client.jar");
        try {
            FileChannel jar = open(page.clientJar());
            if (jar == null) {
                say("404 Not Found", "This server has no chat-client.jar to hand out. Ask the host for it.", headOnly);
                return;
            }
            try (jar) {
                stream(jar, headOnly);
            }
        } finally {
            late.cancel(false);
            page.downloads().end(connection.address());
        }
    }

    private static @Nullable FileChannel open(@Nullable Path jar) {
        try {
            return jar == null ? null : FileChannel.open(jar);
        } catch (IOException unreadable) {
            LOG.warn("chat-client.jar can't be handed out: {}", unreadable.toString());
            return null;
        }
    }

    /** As much as the head says, or less where somebody cuts the file off meanwhile: then the browser sees that. */
    private void stream(FileChannel jar, boolean headOnly) throws IOException {
        long left = jar.size();
        connection.send(head("200 OK", JAR, left, "Content-Disposition: attachment; filename=\"chat-client.jar\""), 0);
        if (headOnly) {
            return;
        }
        InputStream bytes = Channels.newInputStream(jar);
        while (left > 0 && !connection.isBroken()) {
            byte[] piece = bytes.readNBytes((int) Math.min(left, PIECE_BYTES));
            if (piece.length == 0) {
                LOG.warn("chat-client.jar was changed while it was handed out to {}", connection.address());
                return;
            }
            connection.send(piece, 0);
            left -= piece.length;
        }
        if (left == 0) {
            LOG.info("{} has fetched chat-client.jar", connection.address());
        }
    }

    private void say(String status, String sentence, boolean headOnly, String... fields) {
        send(status, TEXT, (sentence + "\n").getBytes(StandardCharsets.UTF_8), headOnly, fields);
    }

    private void send(String status, String type, byte[] body, boolean headOnly, String... fields) {
        byte[] head = head(status, type, body.length, fields);
        byte[] answer = Arrays.copyOf(head, head.length + (headOnly ? 0 : body.length));
        System.arraycopy(body, 0, answer, head.length, answer.length - head.length);
        connection.send(answer, 0);
    }

    private static byte[] head(String status, String type, long length, String... fields) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append("\r\n");
        for (String field : fields) {
            head.append(field).append("\r\n");
        }
        return head.append("Date: ")
                .append(DATE.format(ZonedDateTime.now(ZoneOffset.UTC)))
                .append("\r\nContent-Type: ")
                .append(type)
                .append("\r\nContent-Length: ")
                .append(length)
                .append("\r\nConnection: close\r\nCache-Control: no-store\r\nContent-Security-Policy: ")
                .append(WebPage.POLICY)
                .append("\r\nX-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\nReferrer-Policy: no-referrer")
                .append("\r\nCross-Origin-Resource-Policy: same-origin\r\n\r\n")
                .toString()
                .getBytes(StandardCharsets.US_ASCII);
    }
}
