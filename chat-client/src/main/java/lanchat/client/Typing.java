package lanchat.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import lanchat.client.Stay.Asking;
import lanchat.client.link.Outbox;
import lanchat.client.link.Outbox.Put;
import lanchat.client.link.Proof;
import lanchat.client.link.ServerLink;
import lanchat.client.link.Session;
import lanchat.client.screen.OverlongLineException;
import lanchat.client.screen.Screen;
import lanchat.common.Chain;
import lanchat.common.Chains;
import lanchat.common.ClassicText;
import lanchat.common.CleanText;
import lanchat.common.Command;
import lanchat.common.Fingerprint;
import lanchat.common.Message;
import lanchat.common.Name;
import lanchat.common.RefusedException;
import lanchat.common.Reply;
import lanchat.common.Request;
import lanchat.common.Wire;
import org.jspecify.annotations.Nullable;

/** What the keyboard's thread does: comes in under a name, then makes requests of the lines that are typed. */
final class Typing {
    private static final String RECONNECT = "reconnect";
    private static final String IGNORE = "ignore";
    private static final String UNIGNORE = "unignore";
    private static final String NOT_ENCRYPTED =
            "This connection is not encrypted (--no-tls): everybody on the way can read the room's password.";
    private static final String NO_CONNECTION = "There is no connection to the server at the moment.";

    private final Choices choices;
    private final Screen screen;
    private final Stay stay;
    private final Outbox outbox;
    private final Ignored ignored;
    private final Tending tending;
    private final List<String> commands;
    /** What reads the lines where a program writes them; null where a person does. */
    private final @Nullable ProgramLines program;

    private boolean quit;

    Typing(Choices choices, Screen screen, Stay stay, Outbox outbox, Ignored ignored, Tending tending) {
        this.choices = choices;
        this.screen = screen;
        this.stay = stay;
        this.outbox = outbox;
        this.ignored = ignored;
        this.program = choices.json() ? new ProgramLines(screen, stay, outbox) : null;
        this.tending = tending;
        this.commands = new ArrayList<>(screen.commands());
        commands.addAll(List.of(RECONNECT, IGNORE, UNIGNORE));
    }

    /** Whether the member has said {@code /quit}, and not just come to the end of the input. */
    boolean quit() {
        return quit;
    }

    /**
     * Asks for a name and the room's password, where it has one, until the server takes them. Who can be asked again is; a
     * pipe, and who named himself on the command line, is not.
     *
     * @return how the client ends, where it does not come in; null when it is in, or the connection has ended
     */
    @Nullable
    ExitReport join() throws InterruptedException {
        if (choices.name() == null && !askFor()) {
            return noName();
        }
        if (!stay.awaitConnected()) {
            return null;
        }
        ExitReport notIn = stay.asksPassword() ? firstPassword() : null;
        if (notIn != null) {
            return notIn;
        }
        Message answer = stay.awaitJoinAnswer();
        while (answer instanceof Reply.Refused refused) {
            boolean password = refused.code().equals("wrong_password");
            boolean given = password ? choices.password().known() != null : choices.name() != null;
            if (!screen.interactive() || given) {
                return ExitReport.failed(refused.sentence());
            }
            screen.remark(ClassicText.refused(refused.sentence()));
            if (password) {
                stay.password(null); // Not to be said once more, should the connection break meanwhile.
            }
            if (!(password ? askForPassword() : askFor())) {
                return noName();
            }
            answer = stay.awaitJoinAnswer();
        }
        return null;
    }

    /** How the client ends, where there is no password to be said; null where it has been said. */
    private @Nullable ExitReport firstPassword() {
        String known = choices.password().known();
        if (known == null && !screen.interactive()) {
            return ExitReport.failed(
                    "This room asks for a password: give it with --password-file FILE, or in the variable"
                            + " LANCHAT_PASSWORD.");
        }
        if (stay.isBare()) {
            boolean agreed = choices.password().inPlainText();
            if (!agreed && (known != null || !screen.interactive())) {
                return ExitReport.failed(
                        NOT_ENCRYPTED + " Leave --no-tls out, or say it all the same with --plain-password.");
            }
            screen.remark(ClassicText.refused(NOT_ENCRYPTED));
            String answer = agreed ? "yes" : nextLine("Say it all the same? yes/no ");
            if (answer == null || !answer.strip().equalsIgnoreCase("yes")) {
                return ExitReport.failed("The password was not said. Come again without --no-tls.");
            }
        }
        if (known != null) {
            say(known);
            return null;
        }
        return askForPassword() ? null : noName();
    }

    private boolean askForPassword() {
        String typed;
        try {
            typed = screen.readPassword(Wire.PASSWORD_PROMPT);
        } catch (IOException unreadable) {
            typed = null; // As with names: the keyboard's end.
        }
        if (typed == null) {
            return false;
        }
        say(typed);
        return true;
    }

    private void say(String password) {
        stay.password(password);
        sendJoin();
    }

    private boolean askFor() {
        String name = program == null ? nextLine(Wire.NAME_PROMPT) : nextName(program);
        if (name == null) {
            return false;
        }
        stay.asksFor(name);
        sendJoin();
        return true;
    }

    private @Nullable String nextName(ProgramLines lines) {
        String name = null;
        String line = "";
        while (name == null && line != null) {
            line = nextLine("");
            name = line == null ? null : lines.nameIn(line);
        }
        return name;
    }

    private void sendJoin() {
        Asking asking = stay.joinToSend();
        if (asking != null) {
            trySend(asking.link(), asking.join());
        }
    }

    /** Where that fails, the socket's thread finds out as well, and sees to another connection. */
    private static void trySend(ServerLink link, Request request) {
        try {
            link.send(request);
        } catch (IOException broken) {
            link.close();
        }
    }

    private ExitReport noName() {
        return screen.interactive()
                ? new ExitReport(0, List.of())
                : ExitReport.failed("There was no name: the first line of the input is the name"
                        + (program == null ? "" : ", in a join") + ", or say --name NAME.");
    }

    /** Says what is typed until there is no more of it. */
    void say() throws IOException, InterruptedException {
        String line = nextLine("");
        while (line != null) {
            take(line);
            line = quit ? null : nextLine("");
        }
    }

    private @Nullable String nextLine(String prompt) {
        while (true) {
            try {
                return screen.readLine(prompt);
            } catch (OverlongLineException e) {
                if (program == null) {
                    refuse(e.sentence(), e.start() + "...");
                } else {
                    program.refuse(ProgramLines.tooLong(), 0);
                }
            } catch (IOException unreadable) {
                return null; // A keyboard that cannot be read says nothing more: that is its end.
            }
        }
    }

    private void take(String line) throws IOException, InterruptedException {
        if (program != null) {
            quit = program.take(line);
            return;
        }
        Command command = choices.commands() ? Command.parse(line, commands) : new Command.Say(line);
        if (command instanceof Command.Say say) {
            if (!CleanText.line(say.text()).isBlank()) {
                send(line, id -> new Request.Say(id, say.text()));
            }
        } else if (command instanceof Command.Act act) {
            send(line, id -> new Request.Act(id, act.text()));
        } else if (command instanceof Command.Whisper whisper) {
            send(line, id -> new Request.Whisper(id, whisper.to(), null, whisper.rest()));
        } else if (command instanceof Command.ReplyTo reply) {
            reply(line, reply.text());
        } else if (command instanceof Command.Nick nick) {
            rename(line, nick.name());
        } else if (command instanceof Command.Release release) {
            String name = release.name().isEmpty() ? null : release.name();
            send(line, id -> new Request.Release(id, name));
        } else if (command instanceof Command.Who) {
            ask(line, new Request.Who());
        } else if (command instanceof Command.History history) {
            ask(line, new Request.History(history.count()));
        } else if (command instanceof Command.Search search) {
            ask(line, new Request.Search(search.words()));
        } else if (command instanceof Command.Seen seen) {
            askWhoHas(line, seen.seq());
        } else if (command instanceof Command.Verify verify) {
            verify(line, verify.seq());
        } else if (command instanceof Command.Key) {
            showKey(line);
        } else if (command instanceof Command.Ruling ruling) {
            send(line, id -> new Request.Rule(id, ruling.rule().word(), ruling.rest()));
        } else if (command instanceof Command.View view) {
            ask(line, new Request.View(view.what()));
        } else if (command instanceof Command.Help help) {
            help(help);
        } else if (command instanceof Command.Other other) {
            other(line, other);
        } else if (command instanceof Command.Quit) {
            quit = true;
        } else if (command instanceof Command.Unknown unknown) {
            refuse(unknown.sentence(), line);
        } else if (command instanceof Command.Misused misused) {
            refuse(misused.sentence(), line);
        } else {
            throw new IllegalStateException("a command nobody takes: " + command);
        }
    }

    private void help(Command.Help asked) {
        Stream<List<String>> lines = asked.ofHost()
                ? Stream.of(Command.hostHelp())
                : Stream.of(
                        Command.help(),
                        screen.help(),
                        List.of(
                                "/ignore NAME  hides what somebody says, in this client and until it ends; without a"
                                        + " name it lists who is hidden",
                                "/unignore NAME  shows it again",
                                "/reconnect  tries at once to come back, over a new connection"));
        lines.flatMap(List::stream).forEach(help -> screen.remark(ClassicText.notice(help)));
    }

    private void other(String line, Command.Other other) {
        switch (other.word()) {
            case RECONNECT -> reconnect();
            case IGNORE -> ignore(line, other.rest());
            case UNIGNORE -> {
                if (ignored.remove(other.rest())) {
                    screen.remark(ClassicText.notice("What " + other.rest() + " says is shown again."));
                } else {
                    refuse("Nobody called " + other.rest() + " is ignored. /ignore lists who is.", line);
                }
            }
            default -> screen.command(other.word(), other.rest());
        }
    }

    private void ignore(String line, String typed) {
        if (typed.isEmpty()) {
            List<String> names = ignored.names();
            screen.remark(ClassicText.notice(
                    names.isEmpty() ? "Nobody is ignored." : "Ignored: " + String.join(", ", names)));
            return;
        }
        try {
            Name name = Name.of(typed);
            if (name.key().equals(Name.keyOf(stay.nameAskedFor()))) {
                refuse("That is you.", line);
                return;
            }
            ignored.add(name);
            screen.remark(ClassicText.notice(
                    "What " + name.shown() + " says is hidden until this client ends, or /unignore " + name.shown()));
        } catch (RefusedException noName) {
            refuse(noName.refusal().sentence(), line);
        }
    }

    private void askWhoHas(String line, long seq) {
        if (stay.linkToRoom() == null) {
            refuse(NO_CONNECTION, line);
        } else if (!tending.asksWhoHas(seq)) {
            refuse("This server is an older one: it does not know who has received what.", line);
        }
    }

    /** The words are counted here, from what this client has shown, and nobody is asked for them. */
    private void verify(String line, long seq) {
        Session session = stay.session();
        Proof.Words counted = session == null ? null : session.proof().at(seq);
        if (session == null || !session.proof().begun()) {
            refuse("Nothing has been counted yet: you have not come in, or the server is an older one.", line);
        } else if (counted == null) {
            refuse(
                    "Up to event " + seq
                            + " nothing was counted here: it is before you came in this time, further back than "
                            + Chains.KEPT + " lines, or not here yet.",
                    line);
        } else {
            String from = counted.since() == 0 ? "since the room began" : "after event " + counted.since();
            Chain.lines(
                            "What this client has read of what was said to all, " + from + ", up to event "
                                    + counted.seq() + ". Whoever has the same words with /verify " + counted.seq()
                                    + " has read the same:",
                            counted.digest())
                    .forEach(screen::remark);
        }
    }

    private void showKey(String line) {
        ServerLink link = stay.link();
        Fingerprint key = link == null ? null : link.key();
        if (link == null) {
            refuse(NO_CONNECTION, line);
        } else if (key == null) {
            refuse("Nothing is encrypted (--no-tls), so there is no key to compare.", line);
        } else {
            key.lines("The key of this server. Nobody listens in if the host reads the same there, with /key:")
                    .forEach(screen::remark);
        }
    }

    private void reply(String line, String text) throws IOException, InterruptedException {
        String whisperer = stay.lastWhisperer();
        if (whisperer == null) {
            refuse("Nobody has whispered to you yet, so there is nobody to reply to.", line);
        } else {
            send(line, id -> new Request.Whisper(id, null, whisperer, text));
        }
    }

    private void send(String line, LongFunction<Request> request) throws IOException, InterruptedException {
        ServerLink link = stay.link();
        if (link != null) {
            link.touch(); // A pipe has no keys: this is how it finds out that nobody is there any more.
        }
        Put put = outbox.put(request, line, !screen.interactive());
        if (put == Put.NO_ROOM) {
            refuse("Too much waits already to be said when the connection is back.", line);
        } else if (put == Put.WAITS) {
            screen.remark(ClassicText.notice("Waits for the connection: " + line));
        }
    }

    /** Asks for something that makes no sense later. */
    private void ask(String line, Request request) {
        ServerLink link = stay.linkToRoom();
        if (link == null) {
            refuse(NO_CONNECTION, line);
        } else {
            trySend(link, request);
        }
    }

    private void rename(String line, String name) throws IOException, InterruptedException {
        if (stay.inRoom()) {
            send(line, id -> new Request.Rename(id, name));
        } else {
            // Whoever is away too long may find the name taken.
            stay.asksFor(name);
            stay.hurries();
        }
    }

    private void reconnect() {
        ServerLink link = stay.link();
        if (link != null) {
            link.close();
        }
        stay.hurries();
    }

    /** What cannot even be asked for. A pipe is told which line that was, for it has no screen to look at. */
    private void refuse(String sentence, String line) {
        screen.remark(ClassicText.refused(sentence));
        if (!screen.keepsTypedLines()) {
            screen.remark(ExitReport.notSaid(line));
        }
        if (!screen.interactive()) {
            stay.refusedSomething();
        }
    }
}
