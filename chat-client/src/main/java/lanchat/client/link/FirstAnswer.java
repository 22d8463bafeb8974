package lanchat.client.link;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import lanchat.common.Endpoint;
import lanchat.common.Json;
import lanchat.common.LineInput;
import lanchat.common.LineTooLongException;
import lanchat.common.Message;
import lanchat.common.Reply;
import lanchat.common.Wire;
import org.jspecify.annotations.Nullable;

/**
 * What the other side says first, and whether that is a chat server of our version. There is one bound on the time all
 * of it takes, not one for each piece of it.
 */
final class FirstAnswer {
    private final Endpoint server;
    private final Socket socket;
    private final LineInput in;
    private final int waitMillis;
    private final long deadlineNanos;

    /** What the server has told people so far: the reason, should it hang up now. */
    private @Nullable String notice;

    FirstAnswer(Endpoint server, Socket socket, LineInput in, int waitMillis) {
        this.server = server;
        this.socket = socket;
        this.in = in;
        this.waitMillis = waitMillis;
        this.deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMillis);
    }

    /** Reads up to and with the server's introduction. */
    Reply.Server read() throws ConnectProblem {
        try {
            return introduction();
        } catch (SocketTimeoutException e) {
            throw ConnectProblem.silent(server, waitMillis);
        } catch (IOException e) {
            throw hungUp();
        }
    }

    private Reply.Server introduction() throws IOException, ConnectProblem {
        String line = firstLine();
        while (line != null) {
            Message message = Json.message(line.getBytes(StandardCharsets.UTF_8));
            if (message instanceof Reply.Server introduction) {
                if (introduction.version() != Wire.VERSION) {
                    throw ConnectProblem.otherVersion(server, introduction.version());
                }
                return introduction;
            }
            if (message instanceof Reply.Refused refused) {
                throw ConnectProblem.turnedAway(refused.sentence());
            }
            if (message instanceof Reply.Notice said) {
                notice = said.text();
            }
            line = line(); // What this version does not know is skipped.
        }
        throw hungUp();
    }

    /** The first line, without the prompt that a server prints for people when the first byte is late. */
    private @Nullable String firstLine() throws IOException, ConnectProblem {
        boolean more = true;
        while (more && !in.hasLine()) {
            more = fill();
            judge(in.startOfLine()); // Piece by piece, for what is no chat server may never end its line.
        }
        String line = line();
        return line == null ? null : Wire.withoutPrompt(line);
    }

    private void judge(String start) throws ConnectProblem {
        String rest = Wire.withoutPrompt(start);
        boolean isPrompt = Wire.PROMPTS.stream().anyMatch(prompt -> prompt.startsWith(start));
        if (!rest.isEmpty() && !rest.startsWith("{") && !isPrompt) {
            throw ConnectProblem.noChatServer(server, start);
        }
    }

    private boolean fill() throws IOException {
        waitNoLongerThanDeadline();
        return in.fill();
    }

    private @Nullable String line() throws IOException, ConnectProblem {
        boolean more = true;
        while (more && !in.hasLine()) {
            more = fill();
        }
        waitNoLongerThanDeadline();
        try {
            return in.next(Wire.MAX_JSON_LINE_BYTES);
        } catch (LineTooLongException e) {
            throw ConnectProblem.noChatServer(server, "");
        }
    }

    private void waitNoLongerThanDeadline() throws IOException {
        long millis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
        if (millis <= 0) {
            throw new SocketTimeoutException("no introduction in time");
        }
        socket.setSoTimeout((int) millis);
    }

    private ConnectProblem hungUp() {
        return notice == null ? ConnectProblem.hungUp(server) : ConnectProblem.turnedAway(notice);
    }
}
