package lanchat.client.screen;

import java.time.Instant;
import lanchat.common.Command;
import org.jline.reader.impl.history.DefaultHistory;

/**
 * What Up brings back: everything typed in this run, and from earlier runs what a {@link LineMemory} has kept. Private
 * lines are kept for this run only, and so is what might be a private line with a slip in its command.
 */
final class TypedHistory extends DefaultHistory {
    private final LineMemory memory;

    TypedHistory(LineMemory memory) {
        this.memory = memory;
        for (String line : memory.recall()) {
            internalAdd(Instant.EPOCH, line);
        }
    }

    @Override
    public void add(Instant time, String line) {
        int before = last();
        super.add(time, line);
        if (last() != before && isForAll(line)) {
            memory.remember(line);
        }
    }

    /** Whether a line may be written down: said to the room, in one line, or a command that says nothing. */
    static boolean isForAll(String line) {
        Command command = Command.parse(line);
        return line.indexOf('\n') < 0
                && !(command instanceof Command.Whisper
                        || command instanceof Command.ReplyTo
                        || command instanceof Command.Unknown
                        || command instanceof Command.Misused);
    }
}
