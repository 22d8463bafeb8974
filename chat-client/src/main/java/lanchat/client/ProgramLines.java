package lanchat.client;

import java.io.IOException;
import lanchat.client.link.Outbox;
import lanchat.client.link.Outbox.Put;
import lanchat.client.link.ServerLink;
import lanchat.client.screen.Screen;
import lanchat.client.screen.ScreenClosedException;
import lanchat.common.ClassicText;
import lanchat.common.CleanText;
import lanchat.common.Json;
import lanchat.common.Refusal;
import lanchat.common.RefusedException;
import lanchat.common.Reply;
import lanchat.common.Request;
import lanchat.common.Wire;
import org.jspecify.annotations.Nullable;

/**
 * What a program types ({@code --json}): each line is a request as PROTOCOL.md has it. What changes the room waits in the
 * outbox like a line that a person says; what only asks is asked when there is a connection. For the keyboard's thread.
 */
final class ProgramLines {
    private final Screen screen;
    private final Stay stay;
    private final Outbox outbox;

    ProgramLines(Screen screen, Stay stay, Outbox outbox) {
        this.screen = screen;
        this.stay = stay;
        this.outbox = outbox;
    }

    /** The name that a line asks to come in under; null where it does not, and that has been answered. */
    @Nullable
    String nameIn(String line) {
        Request request = request(line);
        if (request instanceof Request.Join join) {
            return join.name() == null ? "" : join.name();
        }
        if (request != null && !(request instanceof Request.Hello)) {
            ProgramRequest own = ProgramRequest.of(request);
            refuse(
                    new Refusal("not_joined", "Nobody is in the room yet: begin with a join, or say --name NAME."),
                    own == null ? 0 : own.id());
        }
        return null;
    }

    /**
     * Does what a line asks for.
     *
     * @return whether it takes leave
     * @throws IOException when the outbox is closed
     */
    boolean take(String line) throws IOException, InterruptedException {
        Request request = request(line);
        if (request == null || request instanceof Request.Hello) {
            return false; // This client has said its own hello.
        }
        if (request instanceof Request.Join) {
            refuse(new Refusal("joined_already", "You are in the room already."), 0);
            return false;
        }
        ProgramRequest own = ProgramRequest.of(request);
        if (own != null) {
            send(line, own);
        } else if (!(request instanceof Request.Bye)) {
            ask(request);
        }
        return request instanceof Request.Bye;
    }

    /** Answers a line that is nothing the room could be asked; the program goes on. */
    void refuse(Refusal refusal, long id) {
        try {
            screen.passOn(new Reply.Refused(id, refusal.code(), refusal.sentence()), id);
        } catch (ScreenClosedException unread) {
            // The socket's thread finds that out too, at the next message, and ends this client.
        }
        stay.refusedSomething();
    }

    private @Nullable Request request(String line) {
        if (line.isBlank()) {
            return null;
        }
        if (!CleanText.fits(line, Wire.MAX_JSON_LINE_BYTES)) {
            refuse(tooLong(), 0);
            return null;
        }
        try {
            return Json.request(line);
        } catch (RefusedException e) {
            refuse(e.refusal(), 0);
            return null;
        }
    }

    private void send(String line, ProgramRequest own) throws IOException, InterruptedException {
        // Written anew it may be longer, and the server could not tell which line it refuses.
        if (Json.bytes(own.apply(Long.MAX_VALUE)).length > Wire.MAX_JSON_LINE_BYTES) {
            refuse(tooLong(), own.id());
            return;
        }
        ServerLink link = stay.link();
        if (link != null) {
            link.touch();
        }
        if (outbox.put(own, line, true) == Put.WAITS) {
            screen.remark(ClassicText.notice("Waits for the connection: " + line));
        }
    }

    private void ask(Request request) {
        ServerLink link = stay.linkToRoom();
        if (link == null) {
            refuse(new Refusal("no_connection", "There is no connection to the server at the moment."), 0);
            return;
        }
        try {
            link.send(request);
        } catch (IOException broken) {
            link.close(); // The socket's thread finds out as well, and sees to another connection.
        }
    }

    /** Why a line was not even read to its end. */
    static Refusal tooLong() {
        return new Refusal(
                "line_too_long", "A line can have at most " + Wire.MAX_JSON_LINE_BYTES / 1024 + " KiB of JSON.");
    }
}
