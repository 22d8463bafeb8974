package lanchat.server.door;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import lanchat.common.ClassicText;
import lanchat.common.CleanText;
import lanchat.common.Command;
import lanchat.common.LineInput;
import lanchat.common.LineTooLongException;
import lanchat.common.Name;
import lanchat.common.Pieces;
import lanchat.common.Refusal;
import lanchat.common.RefusedException;
import lanchat.common.Reply;
import lanchat.common.Wire;
import lanchat.server.log.Entry;
import lanchat.server.log.Proposer.Decision;
import lanchat.server.room.Outcome;
import lanchat.server.room.Proposal;
import org.jspecify.annotations.Nullable;

/**
 * The plain door, for nc and telnet: the first line is a name, each further line a message or a command.
 *
 * <p>For one connection, used by its reader.
 */
final class PlainDoor {
    private static final int MAX_REFUSED_NAMES = 5;
    private static final int MAX_BATCH = 256;

    private final Connection connection;
    private final Doors doors;
    private final LineInput input;
    private final TimedInput timed;
    private final Seat seat;
    private final Entrance entrance;

    PlainDoor(Connection connection, Doors doors, LineInput input, TimedInput timed) {
        this.connection = connection;
        this.doors = doors;
        this.input = input;
        this.timed = timed;
        this.seat = new Seat(connection, doors);
        this.entrance = new Entrance(connection, doors);
    }

    /** What a person is asked first. */
    static byte[] firstPrompt(Connection connection, Doors doors) {
        return prompt(doors.password() != null, connection);
    }

    private static byte[] prompt(boolean forPassword, Connection connection) {
        String prompt = !forPassword
                ? Wire.NAME_PROMPT
                : connection.isEncrypted() ? Wire.PASSWORD_PROMPT : Wire.BARE_PASSWORD_PROMPT;
        return prompt.getBytes(StandardCharsets.US_ASCII);
    }

    /** Talks to the end; true when the other side has ended its input. */
    boolean converse(boolean prompted) throws IOException, InterruptedException {
        int refusedNames = 0;
        while (refusedNames < MAX_REFUSED_NAMES && !entrance.isOver()) {
            String typed;
            try {
                typed = input.next(Wire.MAX_FIRST_LINE_BYTES);
            } catch (LineTooLongException e) {
                tellRefused(
                        entrance.asks()
                                ? new Refusal(
                                        "wrong_password",
                                        "The first line is the room's password, and this one is too long.")
                                : new Refusal(
                                        "name_too_long", "The first line is your name, and this one is too long."));
                return false;
            } catch (SocketTimeoutException late) {
                connection.tell(new Reply.Notice("You said no name for too long. Come again."), 0);
                throw late;
            }
            if (typed == null) {
                return true;
            }
            boolean isName = !entrance.asks();
            Refusal why = isName ? enter(typed) : sayPassword(typed);
            if (why == null && isName) {
                return connection.isJoined() ? talk() : false;
            }
            if (why != null) {
                // In this order: what is typed in answer to the refusal must not be forgotten with it.
                forgetTypedAhead();
                tellRefused(why);
                refusedNames += isName ? 1 : 0;
            }
            if (why != null && why.code().equals("banned")) {
                return false; // Another name would not help.
            }
            if (prompted && refusedNames < MAX_REFUSED_NAMES && !entrance.isOver()) {
                connection.send(prompt(entrance.asks(), connection), 0);
            }
        }
        connection.tell(
                new Reply.Notice(
                        entrance.isOver()
                                ? "That was the third password in vain. Come again."
                                : "That was the fifth name in vain. Come again."),
                0);
        return false;
    }

    private @Nullable Refusal sayPassword(String typed) throws InterruptedException {
        try {
            entrance.say(typed);
            return null;
        } catch (RefusedException e) {
            return e.refusal();
        }
    }

    /** Asks for this name; null when the room has taken it, or the server stops. */
    private @Nullable Refusal enter(String typed) throws InterruptedException {
        Name name;
        Decision decision;
        try {
            name = Name.of(typed);
            decision = seat.join(name, null);
        } catch (RefusedException e) {
            return e.refusal();
        }
        if (decision == null) {
            return null;
        }
        timed.withoutDeadline();
        welcome(typed, name, decision);
        return null;
    }

    private void welcome(String typed, Name name, Decision decision) {
        if (!(decision.outcome() instanceof Outcome.Admitted admitted)) {
            throw new IllegalStateException("joining led to " + decision.outcome());
        }
        Pieces pieces = new Pieces();
        PlainDialect plain = PlainDialect.INSTANCE;
        if (!name.shown().equals(typed)) {
            pieces.add(plain.reply(new Reply.Notice("You are called " + name.shown() + " here.")));
        }
        doors.greeting().addTo(pieces, admitted.present(), admitted.others());
        if (!admitted.motd().isEmpty()) {
            pieces.add(plain.reply(new Reply.Notice(admitted.motd())));
        }
        for (Entry entry : decision.recent()) {
            plain.addForAll(entry, pieces);
        }
        connection.write(pieces.bytes());
        long joined = admitted.event().seq();
        connection.join(seat, joined - 1, Reply.Now.at(joined), joined);
        if (admitted.remark() != null) {
            connection.tell(new Reply.Notice(admitted.remark()), joined);
        }
    }

    /** Takes line after line; true when the other side has ended its input, false when it said so. */
    private boolean talk() throws IOException, InterruptedException {
        while (true) {
            if (seat.batched() > 0 && (!input.hasLine() || seat.batched() >= MAX_BATCH)) {
                seat.submit();
            }
            String line;
            try {
                line = input.next(Wire.MAX_TEXT_BYTES);
            } catch (LineTooLongException e) {
                tellRefused(tooLong());
                continue;
            }
            if (line == null) {
                seat.submit();
                return true;
            }
            if (connection.isParting()) {
                continue; // Too late: the last letter has gone out.
            }
            String clean = input.isClean() ? line : CleanText.line(line);
            if (clean.isBlank()) {
                continue;
            }
            seat.pace();
            if (!take(clean)) {
                seat.submit();
                return false;
            }
        }
    }

    /** Does what a line asks for; false when it takes leave. */
    private boolean take(String line) throws InterruptedException {
        if (!CleanText.fits(line, Wire.MAX_TEXT_BYTES)) {
            tellRefused(tooLong());
            return true;
        }
        String session = seat.session();
        long now = seat.now();
        Command command = Command.parse(line);
        if (command instanceof Command.Say say) {
            seat.propose(new Proposal.Say(session, now, 0, say.text()));
        } else if (command instanceof Command.Act act) {
            seat.propose(new Proposal.Act(session, now, 0, act.text()));
        } else if (command instanceof Command.Whisper whisper) {
            seat.propose(new Proposal.Whisper(session, now, 0, null, whisper.to(), whisper.rest()));
        } else if (command instanceof Command.ReplyTo reply) {
            answer(reply.text(), now);
        } else if (command instanceof Command.Nick nick) {
            rename(nick.name(), now);
        } else if (command instanceof Command.Ruling ruling) {
            seat.propose(new Proposal.Rule(session, now, 0, ruling.rule().word(), ruling.rest()));
        } else if (command instanceof Command.View view) {
            seat.propose(new Proposal.View(session, now, view.what()));
        } else if (command instanceof Command.Release release) {
            seat.propose(new Proposal.Release(session, now, 0, release.name()));
        } else if (command instanceof Command.Who) {
            seat.propose(new Proposal.Who(session, now));
        } else if (command instanceof Command.History history) {
            seat.lookBack(Math.min(history.count(), doors.bounds().asking().maxHistory()), null);
        } else if (command instanceof Command.Search search) {
            seat.lookBack(doors.bounds().asking().maxFound(), search.words());
        } else if (command instanceof Command.Seen seen) {
            seat.tellSeen(seen.seq());
        } else if (command instanceof Command.Verify verify) {
            seat.tellVerified(verify.seq());
        } else if (command instanceof Command.Quit) {
            return false;
        } else {
            seat.submit();
            connection.awaitRoom();
            help(command);
        }
        return true;
    }

    private void answer(String text, long now) throws InterruptedException {
        String whisperer = connection.feed().lastWhisperer();
        if (whisperer == null) {
            connection.awaitRoom();
            tellRefused(new Refusal("nobody_whispered", "Nobody has whispered to you yet."));
        } else {
            seat.propose(new Proposal.Whisper(seat.session(), now, 0, whisperer, null, text));
        }
    }

    private void rename(String typed, long now) throws InterruptedException {
        try {
            seat.propose(new Proposal.Rename(seat.session(), now, 0, Name.of(typed)));
        } catch (RefusedException e) {
            connection.awaitRoom();
            tellRefused(e.refusal());
        }
    }

    private void help(Command command) {
        if (command instanceof Command.Key) {
            key();
        } else if (command instanceof Command.Help help) {
            List<String> lines = help.ofHost() ? Command.hostHelp() : Command.help();
            show(lines.stream().map(ClassicText::notice).toList());
        } else if (command instanceof Command.Unknown unknown) {
            tellRefused(new Refusal("unknown_command", unknown.sentence()));
        } else if (command instanceof Command.Misused misused) {
            tellRefused(new Refusal("misused_command", misused.sentence()));
        }
    }

    private void key() {
        ServerTls tls = doors.encryption().tls();
        if (tls == null || !connection.isEncrypted()) {
            tellRefused(new Refusal(
                    "not_encrypted",
                    "This connection is not encrypted, so anybody on the way could change the key that is shown. Come"
                            + " with chat-client.jar, or with ncat --ssl."));
        } else {
            show(tls.fingerprint().lines("The server says that its key is:"));
        }
    }

    private void show(List<String> lines) {
        connection.send((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8), 0);
    }

    private void tellRefused(Refusal refusal) {
        connection.tell(new Reply.Refused(0, refusal.code(), refusal.sentence()), 0);
    }

    private static Refusal tooLong() {
        return new Refusal(
                "text_too_long",
                "That line is longer than " + Wire.MAX_TEXT_BYTES / 1024 + " KiB, so nothing of it was said.");
    }

    /** What came in after a name that was refused was meant for somebody who is not in the room. */
    private void forgetTypedAhead() throws IOException {
        input.takeBuffered();
        byte[] rest = new byte[1024];
        int read = 0;
        while (read >= 0 && timed.available() > 0) {
            read = timed.read(rest, 0, rest.length);
        }
    }
}
