package lanchat.server.log;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import lanchat.common.Chain;
import lanchat.server.room.Absent;
import lanchat.server.room.Member;
import lanchat.server.room.OwnedName;
import lanchat.server.room.Room;
import lanchat.server.room.Ruling;
import org.jspecify.annotations.Nullable;

/**
 * What a segment begins with: the room's state, which is all there is of it once the segments before are gone. One line
 * for the whole, then one for each member, for each session that may be come back to, for each name that belongs to
 * somebody, and for each ruling that holds.
 *
 * @param number the segment's, from 1 on
 * @param room the room's id for life
 * @param previous the segment before, and its seal; null for the first
 * @param time of the newest event before, milliseconds since 1970 UTC
 * @param chain the digest of what was said in public up to there; in a journal of version 1 or 2 it begins here
 * @param members how many lines of members follow
 * @param absent how many lines of sessions whose members have left follow behind these
 * @param owned how many lines of names that belong to somebody follow behind these
 * @param rulings how many lines of rulings follow behind these; none in a journal of version 1
 */
record SegmentHead(
        int number,
        String room,
        byte[] salt,
        @Nullable Seal previous,
        long seq,
        long time,
        String sum,
        long bytes,
        long spoken,
        String chain,
        int members,
        int absent,
        int owned,
        int rulings) {
    /** The version of the format that is written here. Older ones are read. */
    static final int VERSION = 3;

    /** The type of a segment's first line. */
    static final String TYPE = "_segment";

    private static final String MEMBER = "_member";
    private static final String ABSENT = "_absent";
    private static final String OWNED = "_owned";
    private static final String RULING = "_ruling";

    /**
     * Where a segment ends, for ever; what stands beyond is nothing.
     *
     * @param length in bytes
     * @param last the checksum of its last line
     */
    record Seal(int number, long length, String last) {}

    /** The head of a segment that goes on from this place. */
    static SegmentHead of(int number, String room, byte[] salt, @Nullable Seal previous, LogState at) {
        return new SegmentHead(
                number,
                room,
                salt,
                previous,
                at.seq(),
                at.room().time(),
                at.sum(),
                at.bytes(),
                at.spoken(),
                at.chain(),
                at.room().members().size(),
                at.room().absent().size(),
                at.room().owned().size(),
                at.room().rulings().size());
    }

    /** The lines, for the state this head is {@link #of}. */
    List<byte[]> lines(LogState at) {
        Checksum sums = new Checksum(salt);
        List<byte[]> lines = new ArrayList<>();
        Fields first = Fields.ofType(TYPE)
                .put("_version", VERSION)
                .put("_number", number)
                .put("_room", room)
                .put("_salt", HexFormat.of().formatHex(salt));
        if (previous != null) {
            first.put("_previous", previous.number())
                    .put("_length", previous.length())
                    .put("_last", previous.last());
        }
        first.put("_seq", seq)
                .put("_time", time)
                .put("_sum", sum)
                .put("_bytes", bytes)
                .put("_spoken", spoken)
                .put("_chain", chain)
                .put("_members", members)
                .put("_absent", absent)
                .put("_owned", owned)
                .put("_rulings", rulings);
        lines.add(sums.line(first.bytes()));
        for (Member member : at.room().members()) {
            lines.add(sums.line(Fields.ofType(MEMBER)
                    .put("_session", member.session())
                    .put("_name", member.name())
                    .put("_key", member.key())
                    .put("_address", member.address())
                    .put("_heard", member.heard())
                    .put("_door", member.door())
                    .put("_secret", member.secret())
                    .put("_identity", member.identity())
                    .put("_since", member.since())
                    .bytes()));
        }
        for (Absent gone : at.room().absent()) {
            lines.add(sums.line(Fields.ofType(ABSENT)
                    .put("_session", gone.session())
                    .put("_secret", gone.secret())
                    .put("_identity", gone.identity())
                    .put("_heard", gone.heard())
                    .put("_seen", gone.seen())
                    .bytes()));
        }
        for (OwnedName name : at.room().owned()) {
            lines.add(sums.line(Fields.ofType(OWNED)
                    .put("_name", name.name())
                    .put("_key", name.key())
                    .put("_identity", name.identity())
                    .put("_seen", name.seen())
                    .bytes()));
        }
        for (Ruling ruling : at.room().rulings()) {
            lines.add(sums.line(Fields.ofType(RULING)
                    .put("_rule", ruling.rule())
                    .put("_kind", ruling.kind())
                    .put("_value", ruling.value())
                    .put("_shown", ruling.shown())
                    .put("_until", ruling.until())
                    .put("_by", ruling.by())
                    .put("_text", ruling.text())
                    .bytes()));
        }
        return lines;
    }

    /** Reads the first line; null where this is none. */
    static @Nullable SegmentHead read(Fields first) {
        if (!TYPE.equals(first.text("type"))) {
            return null;
        }
        byte[] salt;
        try {
            salt = HexFormat.of().parseHex(first.text("_salt"));
        } catch (IllegalArgumentException noHex) {
            return null;
        }
        String chain = first.text("_chain");
        int previous = (int) first.number("_previous");
        return new SegmentHead(
                (int) first.number("_number"),
                first.text("_room"),
                salt,
                previous == 0 ? null : new Seal(previous, first.number("_length"), first.text("_last")),
                first.number("_seq"),
                first.number("_time"),
                first.text("_sum"),
                first.number("_bytes"),
                first.number("_spoken"),
                Chain.isDigest(chain) ? chain : Chain.START,
                (int) first.number("_members"),
                (int) first.number("_absent"),
                (int) first.number("_owned"),
                (int) first.number("_rulings"));
    }

    /** Reads a member's line; null where this is none. */
    static @Nullable Member member(Fields line) {
        return MEMBER.equals(line.text("type"))
                ? new Member(
                        line.text("_session"),
                        line.text("_name"),
                        line.text("_key"),
                        line.text("_address"),
                        line.number("_heard"),
                        line.text("_door"),
                        line.text("_secret"),
                        line.text("_identity"),
                        line.number("_since"))
                : null;
    }

    /** Reads the line of a session whose member has left; null where this is none. */
    static @Nullable Absent absent(Fields line) {
        return ABSENT.equals(line.text("type"))
                ? new Absent(
                        line.text("_session"),
                        line.text("_secret"),
                        line.text("_identity"),
                        line.number("_heard"),
                        line.number("_seen"))
                : null;
    }

    /** Reads the line of a name that belongs to somebody; null where this is none. */
    static @Nullable OwnedName owned(Fields line) {
        return OWNED.equals(line.text("type"))
                ? new OwnedName(line.text("_name"), line.text("_key"), line.text("_identity"), line.number("_seen"))
                : null;
    }

    /** Reads a ruling's line; null where this is none. */
    static @Nullable Ruling ruling(Fields line) {
        return RULING.equals(line.text("type"))
                ? new Ruling(
                        line.text("_rule"),
                        line.text("_kind"),
                        line.text("_value"),
                        line.text("_shown"),
                        line.number("_until"),
                        line.text("_by"),
                        line.text("_text"))
                : null;
    }

    /** How many lines there are behind the first. */
    int furtherLines() {
        return members + absent + owned + rulings;
    }

    /** The log at this place, with these members, sessions, names and rulings. */
    LogState state(List<Member> present, List<Absent> gone, List<OwnedName> names, List<Ruling> holding) {
        return new LogState(new Room.State(seq, time, present, gone, names, holding), sum, bytes, spoken, chain);
    }
}
