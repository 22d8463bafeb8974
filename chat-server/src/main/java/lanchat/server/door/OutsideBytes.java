package lanchat.server.door;

import java.nio.ByteBuffer;
import lanchat.common.Pieces;
import org.jspecify.annotations.Nullable;

/**
 * Memory outside Java's heap for what is written to many: bytes that lie in the heap are copied to such memory for each write
 * first, because the collector could move them meanwhile.
 *
 * <p>Owned by the walk, and handed over with it. What has been put here stays until {@link #clear}; views of it may be read by
 * several threads.
 */
final class OutsideBytes {
    /**
     * What a busy room says in a round, in both dialects. No more, for each member whose write blocks can keep as much: what
     * does not fit is written as other bytes are.
     */
    static final int BYTES = 64 * 1024;

    private @Nullable ByteBuffer memory;
    /** For what one member has alone, who is written it at once. */
    private @Nullable ByteBuffer single;

    /** Puts these bytes here, and gives a view of them; null where there is not as much left. */
    @Nullable
    ByteBuffer put(Pieces bytes) {
        ByteBuffer into = memory;
        if (into == null) {
            into = ByteBuffer.allocateDirect(BYTES);
            memory = into;
        }
        if (into.remaining() < bytes.size()) {
            return null;
        }
        ByteBuffer view = into.slice(into.position(), bytes.size());
        bytes.copyTo(into, 0, bytes.size());
        return view;
    }

    /** Room for bytes that are for one member alone, until the next one asks for it. Not a part of the rest. */
    ByteBuffer forOne() {
        ByteBuffer into = single;
        if (into == null) {
            into = ByteBuffer.allocateDirect(BYTES);
            single = into;
        }
        return into.clear();
    }

    /** Nobody reads what has been put here any more: its memory is used again. */
    void clear() {
        if (memory != null) {
            memory.clear();
        }
    }

    /** Somebody may still read what has been put here: it is left alone, and what comes gets other memory. */
    void leave() {
        memory = null;
        single = null;
    }
}
