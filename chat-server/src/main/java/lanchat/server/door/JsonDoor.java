package lanchat.server.door;

import java.io.IOException;
import java.net.SocketTimeoutException;
import lanchat.common.CleanText;
import lanchat.common.Command;
import lanchat.common.Json;
import lanchat.common.LineInput;
import lanchat.common.LineTooLongException;
import lanchat.common.Name;
import lanchat.common.Pieces;
import lanchat.common.Refusal;
import lanchat.common.RefusedException;
import lanchat.common.Reply;
import lanchat.common.Request;
import lanchat.common.Secret;
import lanchat.common.Wire;
import lanchat.server.log.Entry;
import lanchat.server.log.Proposer.Decision;
import lanchat.server.log.RoomLog.Memory;
import lanchat.server.room.Outcome;
import lanchat.server.room.Proposal;
import org.jspecify.annotations.Nullable;

/**
 * The JSON door, for chat-client and bots: one request a line, see PROTOCOL.md.
 *
 * <p>For one connection, used by its reader.
 */
final class JsonDoor {
    private static final int MAX_REFUSED_NAMES = 5;
    private static final int MAX_BATCH = 256;

    private final Connection connection;
    private final Doors doors;
    private final LineInput input;
    private final TimedInput timed;
    private final Seat seat;
    private final Entrance entrance;
    private boolean greeted;
    private int refusedNames;

    JsonDoor(Connection connection, Doors doors, LineInput input, TimedInput timed) {
        this.connection = connection;
        this.doors = doors;
        this.input = input;
        this.timed = timed;
        this.seat = new Seat(connection, doors);
        this.entrance = new Entrance(connection, doors);
    }

    /** Talks to the end; true when the other side has ended its input. */
    boolean converse() throws IOException, InterruptedException {
        Bounds.Asking bounds = doors.bounds().asking();
        timed.deadlineIn(doors.limits().helloMs());
        while (true) {
            if (seat.batched() > 0 && (!input.hasLine() || seat.batched() >= MAX_BATCH)) {
                seat.submit();
            }
            Request request;
            try {
                String line = input.next(bounds.maxJsonBytes());
                if (line == null) {
                    seat.submit();
                    return true;
                }
                if (connection.isParting() || line.isBlank()) {
                    continue;
                }
                request = Json.request(line, bounds.maxJsonDepth());
            } catch (LineTooLongException e) {
                refuse(0, new Refusal("line_too_long", "A request is at most " + e.maxBytes() + " bytes long."));
                continue;
            } catch (RefusedException e) {
                // What was cut off on its way was no request; its client sends it again over another connection.
                if (!input.unfinished()) {
                    refuse(0, e.refusal());
                }
                continue;
            } catch (SocketTimeoutException late) {
                connection.tell(new Reply.Notice("You said no hello or no name for too long. Come again."), 0);
                throw late;
            }
            if (request instanceof Request.Shown) {
                seat.paceShown();
            } else {
                seat.pace();
            }
            if (!take(request)) {
                seat.takeLeave();
                seat.submit();
                return false;
            }
        }
    }

    /** Does what a request asks for; false when the connection is to end. */
    private boolean take(Request request) throws InterruptedException {
        if (request instanceof Request.Hello hello) {
            return hello(hello);
        } else if (request instanceof Request.Bye) {
            return false;
        } else if (!greeted) {
            refuse(0, new Refusal("hello_first", "Say hello first, with the version you speak."));
            return true;
        } else if (request instanceof Request.Join join) {
            return join(join);
        } else if (request instanceof Request.Ping) {
            seat.submit();
            connection.awaitRoom();
            long newest = doors.log().newest();
            connection.tell(new Reply.Pong(newest, doors.readers().size()), newest);
        } else if (!connection.isJoined()) {
            refuse(idOf(request), new Refusal("not_joined", "You are not in the room. Join it first."));
        } else if (request instanceof Request.Shown shown) {
            seat.hasShown(shown.seq());
        } else if (request instanceof Request.Seen seen) {
            seat.tellSeen(seen.seq());
        } else if (request instanceof Request.Verify verify) {
            seat.tellVerified(verify.seq());
        } else if (request instanceof Request.History history) {
            int asked = history.count() <= 0 ? Command.USUAL_HISTORY : history.count();
            seat.lookBack(Math.min(asked, doors.bounds().asking().maxHistory()), null);
        } else if (request instanceof Request.Search search) {
            String words = CleanText.line(search.words() == null ? "" : search.words());
            if (words.isBlank()) {
                refuse(0, new Refusal("no_text", "There are no words to look for in that request."));
            } else {
                seat.lookBack(doors.bounds().asking().maxFound(), words);
            }
        } else {
            propose(request);
        }
        return true;
    }

    private boolean hello(Request.Hello hello) throws InterruptedException {
        if (hello.version() != Wire.VERSION) {
            String older = hello.version() < Wire.VERSION
                    ? "Update your client: it speaks version " + hello.version() + ", this server version "
                    : "This server is to be updated: your client speaks version " + hello.version() + ", it version ";
            refuse(0, new Refusal("version", older + Wire.VERSION + "."));
            return false;
        }
        if (!greeted) {
            timed.deadlineIn(doors.limits().nameMs());
        }
        greeted = true;
        seat.submit();
        connection.awaitRoom();
        connection.tell(Reply.Server.asking(Wire.VERSION, doors.log().room(), doors.program(), entrance.asks()), 0);
        return true;
    }

    private boolean join(Request.Join join) throws InterruptedException {
        if (connection.isJoined()) {
            refuse(0, new Refusal("joined_already", "You are in the room already."));
            return true;
        }
        Refusal why;
        try {
            entrance.say(join.password()); // Who does not know it learns nothing else.
            Name name = Name.of(join.name() == null ? "" : join.name());
            String secret = join.secret();
            if (secret != null && !Secret.isOne(secret)) {
                throw new Refusal("bad_secret", "A secret is 128 random bits as 32 hexadecimal digits in lower case.")
                        .asException();
            }
            // Before joining, for it may take a while; and as the log only grows, it stays true.
            Memory memory = recall(join);
            Decision decision = seat.join(name, secret);
            if (decision == null) {
                return false;
            }
            timed.withoutDeadline();
            String remark = decision.outcome() instanceof Outcome.Admitted admitted ? admitted.remark() : null;
            welcome(new Welcoming(decision, memory, join.after(), doors.log().reachesBackTo()), remark);
            return true;
        } catch (RefusedException e) {
            why = e.refusal();
        }
        refuse(0, why);
        return ++refusedNames < MAX_REFUSED_NAMES
                && !entrance.isOver()
                && !why.code().equals("banned");
    }

    /** What the log has of the event that the client saw last; null where it says none. */
    private @Nullable Memory recall(Request.Join join) throws RefusedException {
        if (join.after() <= 0) {
            return null;
        }
        try {
            return doors.log().recall(join.after(), join.sum() == null ? "" : join.sum());
        } catch (IOException unreadable) {
            throw new Refusal("unreadable", "What was said before can't be read at the moment. Try again.")
                    .asException();
        }
    }

    private void welcome(Welcoming welcoming, @Nullable String remark) {
        JsonDialect json = JsonDialect.INSTANCE;
        Pieces pieces = new Pieces();
        pieces.add(json.reply(welcoming.welcome()));
        if (!welcoming.motd().isEmpty()) {
            pieces.add(json.reply(new Reply.Notice(welcoming.motd())));
        }
        for (Entry entry : welcoming.recent()) {
            json.addForAll(entry, pieces);
        }
        connection.write(pieces.bytes());
        long now = welcoming.now();
        connection.join(
                seat,
                welcoming.seen(),
                new Reply.Now(now, doors.log().chainAt(now), doors.readers().size()),
                now);
        if (remark != null) {
            connection.tell(new Reply.Notice(remark), now);
        }
    }

    private void propose(Request request) throws InterruptedException {
        String session = seat.session();
        long now = seat.now();
        try {
            if (request instanceof Request.Say say) {
                seat.propose(new Proposal.Say(session, now, id(say.id()), text(say.text())));
            } else if (request instanceof Request.Act act) {
                seat.propose(new Proposal.Act(session, now, id(act.id()), text(act.text())));
            } else if (request instanceof Request.Whisper whisper) {
                // Who is not here is named in the refusal: clean, as everything that enters the room.
                String to = whisper.to() == null ? null : CleanText.line(whisper.to());
                seat.propose(new Proposal.Whisper(
                        session, now, id(whisper.id()), whisper.session(), to, text(whisper.text())));
            } else if (request instanceof Request.Rename rename) {
                Name name = Name.of(rename.name() == null ? "" : rename.name());
                seat.propose(new Proposal.Rename(session, now, id(rename.id()), name));
            } else if (request instanceof Request.Release release) {
                String name = release.name() == null ? "" : release.name().strip();
                seat.propose(new Proposal.Release(session, now, id(release.id()), name));
            } else if (request instanceof Request.Who) {
                seat.propose(new Proposal.Who(session, now));
            } else if (request instanceof Request.Rule rule) {
                String word = rule.rule() == null ? "" : rule.rule();
                seat.propose(new Proposal.Rule(session, now, id(rule.id()), CleanText.line(word), text(rule.text())));
            } else if (request instanceof Request.View view) {
                seat.propose(new Proposal.View(session, now, CleanText.line(view.what() == null ? "" : view.what())));
            }
        } catch (RefusedException e) {
            seat.submit();
            refuse(idOf(request), e.refusal());
        }
    }

    private static long id(long given) throws RefusedException {
        if (given < 1) {
            throw new Refusal("no_id", "A request that changes the room carries an \"id\" that counts up from 1.")
                    .asException();
        }
        return given;
    }

    private static String text(@Nullable String given) throws RefusedException {
        String clean = given == null ? "" : CleanText.line(given);
        if (clean.isBlank()) {
            throw new Refusal("no_text", "There is no text in that request.").asException();
        }
        if (!CleanText.fits(clean, Wire.MAX_TEXT_BYTES)) {
            throw new Refusal(
                            "text_too_long",
                            "That line is longer than " + Wire.MAX_TEXT_BYTES / 1024
                                    + " KiB, so nothing of it was said.")
                    .asException();
        }
        return clean;
    }

    private static long idOf(Request request) {
        return request instanceof Request.Change change ? change.id() : 0;
    }

    private void refuse(long id, Refusal refusal) throws InterruptedException {
        connection.awaitRoom();
        connection.tell(new Reply.Refused(id, refusal.code(), refusal.sentence()), 0);
    }
}
