package lanchat.server.door;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lanchat.common.Event;
import lanchat.common.Pieces;
import lanchat.common.Reply;
import lanchat.server.log.Entry;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of the log as it goes out: each event encoded once per dialect, and those bytes shared by all to whom
 * nothing special is due.
 *
 * <p>Used by one thread at a time; the shared arrays it hands out are never changed.
 */
final class Round {
    private static final byte[] NOTHING = {};

    private final long from;
    private final long to;
    private final List<Entry> entries;
    private final int announceUpTo;
    private @Nullable Boolean onlyForCausers;
    private String notice = "";
    private @Nullable Drafts drafts;
    private final Map<Dialect, Encoded> encoded = new HashMap<>(4);
    private @Nullable Dialect lastDialect;
    private @Nullable Encoded lastEncoded;

    /**
     * The events {@code entries}, which are all those after {@code from} and up to {@code to}.
     *
     * @param entries oldest first
     * @param announceUpTo comings and goings in a room of more members are shown to nobody but their causer
     */
    Round(long from, long to, List<Entry> entries, int announceUpTo) {
        this.from = from;
        this.to = to;
        this.entries = entries;
        this.announceUpTo = announceUpTo;
    }

    /** All events after {@code from}, as the log gave them. */
    static Round after(long from, List<Entry> entries, int announceUpTo) {
        long to = entries.isEmpty() ? from : entries.get(entries.size() - 1).seq();
        return new Round(from, to, entries, announceUpTo);
    }

    /** The same with a notice at its end, for everybody; empty for none. Before anything has been encoded. */
    Round withNotice(String text) {
        notice = text;
        return this;
    }

    /** The same, put together in this memory, which is used again for the next such round. Before anything has been encoded. */
    Round draftedIn(Drafts memory) {
        drafts = memory;
        return this;
    }

    /** Whether it is a coming or going of which only its causer hears, in a room of more members than that. */
    static boolean isQuiet(Entry entry, int announceUpTo) {
        return entry.members() > announceUpTo
                && (entry.event() instanceof Event.Joined || entry.event() instanceof Event.Left);
    }

    /** Whether all of it concerns the causers alone: nobody else is owed a byte of it. */
    boolean isQuiet() {
        return notice.isEmpty() && isOnlyForCausers();
    }

    /** The same of its events, whatever notice there is at its end. */
    boolean isOnlyForCausers() {
        if (onlyForCausers == null) {
            onlyForCausers = entries.stream().allMatch(entry -> isQuiet(entry, announceUpTo));
        }
        return onlyForCausers;
    }

    long from() {
        return from;
    }

    long to() {
        return to;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    List<Entry> entries() {
        return entries;
    }

    /** The bytes for everybody to whom nothing special is due. Not to be changed. */
    byte[] shared(Dialect dialect) {
        return encoded(dialect).lasting();
    }

    /**
     * What a member has of all this who has read up to where it begins, outside the heap: a view to be read from its position
     * on. Null where that can't be, and where it takes more than leaving out lines and putting in others.
     */
    @Nullable
    ByteBuffer outside(Dialect dialect, String session, OutsideBytes memory) {
        Encoded all = encoded(dialect);
        Places own = all.placesOf(session);
        if (own.count > 0) {
            return all.whispers ? null : outsideForOne(all, own, dialect, session, memory.forOne());
        }
        if (all.outside == null) {
            all.outside = memory.put(all.draft);
        }
        return all.outside == null ? null : all.outside.duplicate();
    }

    private @Nullable ByteBuffer outsideForOne(
            Encoded all, Places own, Dialect dialect, String session, ByteBuffer into) {
        int sharedFrom = 0;
        for (int i = 0; i <= own.count; i++) {
            int to = i < own.count ? own.at[i] : entries.size();
            int start = all.startOf(sharedFrom);
            int end = i < own.count ? all.startOf(to) : all.draft.size(); // The notice is behind the last of them.
            byte[] instead = i < own.count ? dialect.forOne(entries.get(to), session) : NOTHING;
            if (into.remaining() < end - start + instead.length) {
                return null;
            }
            all.draft.copyTo(into, start, end - start);
            into.put(instead);
            sharedFrom = to + 1;
        }
        return into.flip();
    }

    /** Whether something special is due to this session. */
    boolean concerns(Dialect dialect, String session) {
        return encoded(dialect).concerned.containsKey(session);
    }

    /** How many bytes all of it has for this session, where nothing is due to it instead of what it does not get. */
    int expectedBytes(Dialect dialect, String session) {
        Encoded all = encoded(dialect);
        return all.draft.size() - all.placesOf(session).sharedBytes;
    }

    /** Adds the notice at the round's end, if there is one. */
    void addNotice(Dialect dialect, Pieces pieces) {
        if (!notice.isEmpty()) {
            pieces.add(dialect.reply(new Reply.Notice(notice)));
        }
    }

    /** Adds the bytes of the events from one index to before another for this session. */
    void add(int from, int to, Dialect dialect, String session, Pieces pieces) {
        Encoded all = encoded(dialect);
        Places own = all.placesOf(session);
        int sharedFrom = from;
        for (int i = own.firstFrom(from); i < own.count && own.at[i] < to; i++) {
            all.add(sharedFrom, own.at[i], pieces);
            pieces.add(dialect.forOne(entries.get(own.at[i]), session));
            sharedFrom = own.at[i] + 1;
        }
        all.add(sharedFrom, to, pieces);
    }

    private Encoded encoded(Dialect dialect) {
        // One member after another speaks the same.
        if (lastEncoded == null || lastDialect != dialect) {
            lastEncoded = encoded.computeIfAbsent(dialect, this::encode);
            lastDialect = dialect;
        }
        return lastEncoded;
    }

    private Encoded encode(Dialect dialect) {
        Pieces pieces = drafts == null ? new Pieces(jsonBytes()) : drafts.begin(dialect);
        boolean whispers = false;
        int[] ends = new int[entries.size()];
        Map<String, Places> concerned = new HashMap<>();
        for (int i = 0; i < ends.length; i++) {
            Entry entry = entries.get(i);
            int place = i;
            int start = pieces.size();
            if (isQuiet(entry, announceUpTo)) {
                Places.of(entry.event().by(), concerned).add(place, 0);
            } else {
                if (entry.event().isPublic()) {
                    dialect.addForAll(entry, pieces);
                } else {
                    whispers = true;
                }
                int bytes = pieces.size() - start;
                dialect.forEachConcerned(
                        entry.event(), session -> Places.of(session, concerned).add(place, bytes));
            }
            ends[i] = pieces.size();
        }
        addNotice(dialect, pieces);
        return new Encoded(pieces, ends, concerned, whispers);
    }

    /** What all lines have at the JSON door, and more than they have at the plain one. */
    private int jsonBytes() {
        int bytes = 0;
        for (Entry entry : entries) {
            bytes += entry.json().length;
        }
        return bytes;
    }

    /** All entries in one dialect; entry i ends before {@code ends[i]}. */
    private static final class Encoded {
        private final Pieces draft;
        private final int[] ends;
        private final Map<String, Places> concerned;
        /** Whether some of it is not public. */
        private final boolean whispers;

        private byte @Nullable [] bytes;
        private @Nullable ByteBuffer outside;

        Encoded(Pieces draft, int[] ends, Map<String, Places> concerned, boolean whispers) {
            this.draft = draft;
            this.ends = ends;
            this.concerned = concerned;
            this.whispers = whispers;
        }

        /** Where the entry at this index begins, or would begin behind the last. */
        int startOf(int index) {
            return index == 0 ? 0 : ends[index - 1];
        }

        /** All of it, in an array that stays as it is. */
        byte[] lasting() {
            byte[] all = bytes;
            if (all == null) {
                all = draft.copy();
                bytes = all;
            }
            return all;
        }

        Places placesOf(String session) {
            return concerned.getOrDefault(session, Places.NONE);
        }

        /** Adds those from one index to before another. */
        void add(int from, int to, Pieces pieces) {
            if (from < to) {
                int start = startOf(from);
                pieces.add(draft, start, ends[to - 1] - start);
            }
        }
    }

    /** The indexes of those entries of which something special is due to one session, in their order. */
    private static final class Places {
        /** Nothing special is due. Never added to. */
        static final Places NONE = new Places();

        private int[] at = new int[8];
        private int count;
        /** What these have in the bytes for everybody. */
        private int sharedBytes;

        static Places of(String session, Map<String, Places> all) {
            return all.computeIfAbsent(session, unused -> new Places());
        }

        /** Adds one; the same may come twice in a row. */
        void add(int index, int bytes) {
            if (count > 0 && at[count - 1] == index) {
                return;
            }
            if (count == at.length) {
                at = Arrays.copyOf(at, 2 * count);
            }
            at[count++] = index;
            sharedBytes += bytes;
        }

        /** Which of them is the first at or behind this index; {@code count} where there is none. */
        int firstFrom(int index) {
            int place = Arrays.binarySearch(at, 0, count, index);
            return place < 0 ? -place - 1 : place;
        }
    }
}
