package lanchat.server;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import lanchat.common.ClassicText;
import lanchat.common.CleanText;
import lanchat.common.Command;
import lanchat.common.Fingerprint;
import lanchat.common.LineInput;
import lanchat.common.LineTooLongException;
import lanchat.common.Reply;
import lanchat.common.Threads;
import lanchat.common.Wire;
import lanchat.server.log.Entry;
import lanchat.server.log.RoomLog;
import lanchat.server.log.RoomLog.Past;
import lanchat.server.log.Wanted;
import lanchat.server.room.Proposal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the host types, or what a pipe brings to standard input: lines are said under the host's name, commands are
 * done. One thread reads; it may be stuck in reading for ever without keeping the program from ending.
 */
final class HostKeyboard {
    private static final Logger LOG = LoggerFactory.getLogger(HostKeyboard.class);
    private static final String STOP = "stop";
    private static final int MAX_FOUND = 50;
    private static final int MAX_PAST_BYTES = 1024 * 1024;
    private static final String TOO_LONG =
            "That is longer than " + Wire.MAX_TEXT_BYTES / 1024 + " KiB; nothing of it was said.";

    private final RoomLog log;
    private final HostScreen screen;
    private final LineInput input;
    private final @Nullable Fingerprint key;
    private final Runnable stop;

    /**
     * Ready to read.
     *
     * @param in UTF-8
     * @param key what {@code /key} shows; null where there is no encryption
     * @param stop what {@code /stop} calls
     */
    HostKeyboard(RoomLog log, HostScreen screen, InputStream in, @Nullable Fingerprint key, Runnable stop) {
        this.log = log;
        this.screen = screen;
        this.input = new LineInput(in, telnet -> {});
        this.key = key;
        this.stop = stop;
    }

    /** Begins to read, on a thread of its own. Called once. */
    void start() {
        Threads.platform("console input", this::read).start();
    }

    /** Reads until the end, or {@code /stop}. */
    void read() {
        try {
            boolean more = true;
            while (more) {
                more = readLine();
            }
        } catch (IOException unreadable) {
            // For example a server started with & at a terminal: it may not read there.
            LOG.info(
                    "Standard input can't be read ({}), so nothing typed here is said; the room stays open.",
                    unreadable.getMessage());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean readLine() throws IOException, InterruptedException {
        String raw;
        try {
            raw = input.next(Wire.MAX_TEXT_BYTES);
        } catch (LineTooLongException tooLong) {
            refuse(TOO_LONG);
            return true;
        }
        if (raw == null) {
            LOG.info("Standard input has ended; the room stays open.");
            return false;
        }
        String line = CleanText.line(raw);
        if (!CleanText.fits(line, Wire.MAX_TEXT_BYTES)) {
            refuse(TOO_LONG); // Bytes that are no UTF-8 take more room once they are replaced.
            return true;
        }
        return line.isBlank() || obey(Command.parse(line, List.of(STOP)));
    }

    /** Does what the line asks. Returns false when it was the last one. */
    private boolean obey(Command command) throws InterruptedException {
        long now = System.currentTimeMillis();
        if (command instanceof Command.Say say) {
            propose(new Proposal.Say(Wire.HOST_SESSION, now, 0, say.text()));
        } else if (command instanceof Command.Act act) {
            propose(new Proposal.Act(Wire.HOST_SESSION, now, 0, act.text()));
        } else if (command instanceof Command.Whisper whisper) {
            propose(new Proposal.Whisper(Wire.HOST_SESSION, now, 0, null, whisper.to(), whisper.rest()));
        } else if (command instanceof Command.ReplyTo reply) {
            String to = screen.lastWhisperer();
            if (to == null) {
                refuse("Nobody has whispered to you yet: /msg NAME TEXT begins.");
            } else {
                propose(new Proposal.Whisper(Wire.HOST_SESSION, now, 0, to, null, reply.text()));
            }
        } else if (command instanceof Command.Ruling ruling) {
            propose(new Proposal.Rule(Wire.HOST_SESSION, now, 0, ruling.rule().word(), ruling.rest()));
        } else if (command instanceof Command.View view) {
            propose(new Proposal.View(Wire.HOST_SESSION, now, view.what()));
        } else if (command instanceof Command.Release release) {
            if (release.name().isEmpty()) {
                refuse("Which name? For example: /release Ann");
            } else {
                propose(new Proposal.Release(Wire.HOST_SESSION, now, 0, release.name()));
            }
        } else if (command instanceof Command.Who) {
            propose(new Proposal.Who(Wire.HOST_SESSION, now));
        } else if (command instanceof Command.History history) {
            lookBack(history.count(), null);
        } else if (command instanceof Command.Search search) {
            lookBack(MAX_FOUND, search.words());
        } else if (command instanceof Command.Seen seen) {
            propose(new Proposal.Turn(Wire.HOST_SESSION, now, HostScreen.SEEN, seen.seq()));
        } else if (command instanceof Command.Verify verify) {
            propose(new Proposal.Turn(Wire.HOST_SESSION, now, HostScreen.VERIFY, verify.seq()));
        } else if (command instanceof Command.Key) {
            showKey();
        } else if (command instanceof Command.Help) {
            screen.show(help());
        } else if (command instanceof Command.Nick) {
            refuse("The host's name is set when the server is started: --host-name NAME.");
        } else if (command instanceof Command.Quit) {
            refuse("The host can't leave the room. /stop closes it for everybody.");
        } else if (command instanceof Command.Misused misused) {
            refuse(misused.sentence());
        } else if (command instanceof Command.Unknown unknown) {
            refuse(unknown.sentence());
        } else if (command instanceof Command.Other) {
            stop.run();
            return false;
        }
        return true;
    }

    private void showKey() throws InterruptedException {
        if (key == null) {
            refuse("This server has no key: nothing is encrypted.");
        } else {
            screen.show(key.lines("The key of this server, which friends can compare with what /key shows them:"));
        }
    }

    private void lookBack(int most, @Nullable String words) throws InterruptedException {
        Past past;
        try {
            past = log.past(
                    most,
                    MAX_PAST_BYTES,
                    words == null ? Wanted.lines(Wire.HOST_SESSION) : Wanted.words(words, Wire.HOST_SESSION));
        } catch (IOException unreadable) {
            refuse("What was said before can't be read: " + unreadable.getMessage());
            return;
        }
        List<String> lines = new ArrayList<>();
        lines.add(ClassicText.past(new Reply.History(past.entries().size(), past.whole(), words == null ? "" : words)));
        for (Entry entry : past.entries()) {
            String line = ClassicText.line(entry.event(), Wire.HOST_SESSION);
            if (line != null) {
                lines.add(line);
            }
        }
        screen.show(lines);
    }

    private void propose(Proposal proposal) throws InterruptedException {
        log.propose(List.of(new RoomLog.Proposed(proposal, screen)));
    }

    private void refuse(String sentence) throws InterruptedException {
        screen.show(List.of(ClassicText.refused(sentence)));
    }

    private static List<String> help() {
        List<String> lines = new ArrayList<>();
        for (String line : Command.help()) {
            if (!line.startsWith("/nick") && !line.startsWith("/release") && !line.startsWith("/quit")) {
                lines.add(ClassicText.notice(line));
            }
        }
        lines.add(ClassicText.notice("/release NAME  frees a name that belongs to somebody"));
        Command.hostHelp().forEach(line -> lines.add(ClassicText.notice(line)));
        lines.add(ClassicText.notice("/stop  closes the room for everybody and ends the server"));
        return lines;
    }
}
