package lanchat.server;

import java.nio.file.Path;
import java.util.function.Consumer;
import lanchat.common.KeyFile;
import lanchat.common.KeyOwner;
import lanchat.common.KeyProblem;
import lanchat.common.Keytool;
import lanchat.common.OwnKey;
import lanchat.common.Refusal;
import lanchat.common.RefusedException;
import lanchat.server.log.JournalSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say whether, where and how the room is kept. */
final class KeepingOptions {
    private static final int MOST_DAYS = 36_500;

    @Mixin
    private RoomPlace place = new RoomPlace();

    @Option(
            names = "--ephemeral",
            fallbackValue = "true",
            description = "Keep nothing of the room on disk: it ends with the server.")
    private boolean ephemeral;

    @Option(
            names = "--sync",
            paramLabel = "always|os",
            defaultValue = "always",
            description = "When a line counts as kept: always, when the disk says so; os, when the system has it, which"
                    + " is faster and survives a crash of the server but not of the machine"
                    + " (default: ${DEFAULT-VALUE}).")
    private String sync = "";

    @Option(
            names = "--keep-days",
            paramLabel = "DAYS",
            defaultValue = "0",
            description = "Forget lines older than this; 0 for never (default: ${DEFAULT-VALUE}).")
    private int keepDays;

    @Option(
            names = "--keep-size",
            paramLabel = "BYTES",
            defaultValue = "1g",
            converter = ByteSize.class,
            description = "Forget the oldest lines when there are more; 0 for no bound; k, m and g are known"
                    + " (default: ${DEFAULT-VALUE}).")
    private long keepBytes;

    /**
     * The server's key: the home's, made where there is none. A room that is not kept is recognised by it all the same,
     * and goes without where it can't be had: then the key ends with the server too.
     *
     * @param remarks takes sentences that the host should read
     * @throws KeyProblem when there is no key that can be used
     * @throws RefusedException when there is no place for it ({@code no_home})
     */
    OwnKey key(Consumer<String> remarks) throws KeyProblem, RefusedException {
        Keytool keytool = new Keytool();
        try {
            KeyFile file = new KeyFile(KeyOwner.SERVER, place.ofAllRooms(), keytool);
            OwnKey key = file.open();
            file.remarks().forEach(remarks);
            return key;
        } catch (KeyProblem unusable) {
            if (!ephemeral) {
                throw unusable;
            }
            remarks.accept(unusable.sentence() + " For now the server has a key that ends with it.");
        } catch (RefusedException noHome) {
            if (!ephemeral) {
                throw noHome;
            }
        }
        return KeyFile.inMemory(keytool);
    }

    /**
     * The journal; null where nothing is to be kept.
     *
     * @param port that names the room where nothing else does
     * @throws RefusedException when an option is wrong, or there is no place ({@code no_home})
     */
    @Nullable
    JournalSettings journal(int port) throws RefusedException {
        if (ephemeral) {
            return null;
        }
        if (!sync.equals("always") && !sync.equals("os")) {
            throw new Refusal("sync", "--sync is always or os.").asException();
        }
        if (keepDays < 0 || keepDays > MOST_DAYS) {
            throw new Refusal("keep_days", "--keep-days is a number from 0 to " + MOST_DAYS + ".").asException();
        }
        Path directory = place.directory(port);
        return new JournalSettings(directory, sync.equals("always"), keepBytes, keepDays);
    }
}
