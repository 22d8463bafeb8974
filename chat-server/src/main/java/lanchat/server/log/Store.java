package lanchat.server.log;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import lanchat.common.Chains;
import lanchat.common.Event;
import lanchat.server.room.Room;
import org.jspecify.annotations.Nullable;

/**
 * Where an {@link AppendingLog} keeps what has happened. Small on purpose: memory keeps nothing, a {@link Journal}
 * keeps files, and another home only has to keep lines in order and give them back.
 *
 * <p>{@link #restore} comes first, once. {@link #append} and {@link #close} are called by the appending thread only, the
 * rest by any thread.
 */
interface Store {
    /**
     * What a store knows of the log it keeps.
     *
     * @param room the room's id for life
     * @param salt from which the checksums begin
     * @param start the place before the tail
     * @param recent the newest lines said and acted before the tail, as far as they are wanted
     * @param tail the newest events
     * @param end the place after them
     * @param chains what was said in public up to there
     * @param remarks what the host should know, in sentences
     */
    record Kept(
            String room,
            byte[] salt,
            LogState start,
            List<Entry> recent,
            List<Entry> tail,
            LogState end,
            Chains chains,
            List<String> remarks) {}

    /** What was found: entries that match, oldest first, and how far back was looked. */
    record Found(List<Entry> entries, long lookedBackTo, long lookedAtBytes) {}

    /**
     * Brings an empty room to where the log has got, and says where that is.
     *
     * @param recent how many lines said and acted the log wants to remember
     */
    Kept restore(Room room, int recent) throws IOException;

    /**
     * Keeps these lines, all or none; they are safe when it returns.
     *
     * @param before the log before the first of them, for whoever needs it to begin a new piece
     * @throws StoreLostException when nothing can be kept any more until a restart
     * @throws IOException when it may be tried again
     */
    void append(List<byte[]> lines, Supplier<LogState> before) throws IOException;

    /** The place before the oldest event that is kept; no less than that of all events where none is. */
    long reachesBackTo();

    /** How much is kept, and where, in words for the host. Waits for nothing. */
    String size();

    /** Follows what is kept from any place, for one thread. Knows nothing that has not been handed out yet. */
    LogReader reader();

    /**
     * Looks through one piece of the log that ends before {@code seq}, the newest there is.
     *
     * @param most how many of the newest matches are wanted
     * @return null when there is nothing older
     */
    @Nullable
    Found before(long seq, int most, Predicate<Event> wanted) throws IOException;

    /** Has this told when the store finds trouble; it must not block. */
    void onTrouble(Consumer<Trouble> told);

    /**
     * Lets go of everything.
     *
     * @param end the log as it is kept, to be ended in order; null where it never began
     */
    void close(@Nullable LogState end);
}
