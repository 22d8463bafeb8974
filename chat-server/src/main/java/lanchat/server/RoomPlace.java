package lanchat.server;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import lanchat.common.Home;
import lanchat.common.Refusal;
import lanchat.common.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where a room's journal is. */
final class RoomPlace {
    private static final Pattern ROOM = Pattern.compile("[\\p{L}\\p{N}_-][\\p{L}\\p{N}._-]{0,63}");

    /**
     * What means something else: Windows' names of devices, also with an ending, and its habit of leaving out a last dot; and
     * the key's file, which stands beside the rooms. The same everywhere, for a home can move.
     */
    private static final Pattern RESERVED = Pattern.compile(
            "(con|prn|aux|nul|com\\p{N}|lpt\\p{N})(\\..*)?|.*\\.|key\\.p12",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    @Option(
            names = "--home",
            paramLabel = "DIRECTORY",
            description = "Where rooms and the server's key are kept, in server/ below it (default: ~/.lanchat).")
    private @Nullable String home;

    @Option(
            names = "--room",
            paramLabel = "NAME",
            description = "The room's name there (default: room- and the port, as in room-8081).")
    private @Nullable String room;

    /**
     * The directory of the room.
     *
     * @param port that names the room where nothing else does
     * @throws RefusedException when there is no such place; {@code room_name} for a name that is none
     */
    Path directory(int port) throws RefusedException {
        String name = room == null ? "room-" + port : room;
        if (!ROOM.matcher(name).matches()) {
            throw new Refusal(
                            "room_name",
                            "--room is a name of up to 64 letters, digits, dots, - and _, which does not begin with"
                                    + " a dot.")
                    .asException();
        }
        if (RESERVED.matcher(name).matches()) {
            throw new Refusal("room_name", "--room can't be " + name + ": that means something else to some system.")
                    .asException();
        }
        try {
            return ofAllRooms().resolve(name);
        } catch (InvalidPathException noPath) {
            throw new Refusal("room_name", "--room has letters that files can't have here: " + name + ".")
                    .asException();
        }
    }

    /**
     * The directory that has those of all rooms, and the key of their servers.
     *
     * @throws RefusedException when there is no such place
     */
    Path ofAllRooms() throws RefusedException {
        return Home.directory(home).resolve("server");
    }
}
