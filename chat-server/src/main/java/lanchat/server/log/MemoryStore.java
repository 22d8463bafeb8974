package lanchat.server.log;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import lanchat.common.Chain;
import lanchat.common.Chains;
import lanchat.common.Event;
import lanchat.server.room.Room;
import org.jspecify.annotations.Nullable;

/** Keeps nothing: the room lives as long as the server. */
final class MemoryStore implements Store {
    private static final int SALT_BYTES = 16;

    /** Bytes that make a new room's id, and that its checksums begin from. */
    static byte[] newSalt() {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return salt;
    }

    /** A new room's id, which gives nothing of the salt away. */
    static String newRoom() {
        return HexFormat.of().formatHex(newSalt(), 0, 8);
    }

    @Override
    public Kept restore(Room room, int recent) {
        LogState empty = LogState.EMPTY;
        return new Kept(
                newRoom(), newSalt(), empty, List.of(), List.of(), empty, new Chains(0, Chain.START), List.of());
    }

    @Override
    public void append(List<byte[]> lines, Supplier<LogState> before) {
        // The window in memory is all there is.
    }

    @Override
    public long reachesBackTo() {
        return Long.MAX_VALUE;
    }

    @Override
    public String size() {
        return "nothing is kept on disk";
    }

    @Override
    public LogReader reader() {
        return (seq, maxBytes) -> {
            throw new BehindException(seq);
        };
    }

    @Override
    public @Nullable Found before(long seq, int most, Predicate<Event> wanted) {
        return null;
    }

    @Override
    public void onTrouble(Consumer<Trouble> told) {
        // Memory has no troubles of this kind.
    }

    @Override
    public void close(@Nullable LogState end) {
        // Nothing is open.
    }
}
