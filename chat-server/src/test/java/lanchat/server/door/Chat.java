package lanchat.server.door;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lanchat.common.Wire;
import lanchat.server.Patience;
import lanchat.server.door.Feed.Pen;
import lanchat.server.door.LoopbackMember.Mood;
import lanchat.server.log.Proposer;
import lanchat.server.log.RoomLog.Proposed;
import lanchat.server.room.Proposal;

/** A room with a few people in it, for proofs of single rules. */
final class Chat implements AutoCloseable {
    private static final String LONG_TEXT = "x".repeat(4_000);
    /** Far more than the sockets between two ends hold. */
    private static final int LINES_THAT_FILL_SOCKETS = 400;

    final LoopbackRoom room;
    private final List<LoopbackMember> members = new ArrayList<>();
    private final Map<String, Connection> connections = new HashMap<>();

    Chat(LoopbackRoom room) {
        this.room = room;
    }

    /** Comes in at the JSON door, alone. */
    LoopbackMember join(String name) throws Exception {
        return join(name, true, "\"type\":\"joined\"");
    }

    /** Comes in at the plain door, alone. */
    LoopbackMember joinPlain(String name) throws Exception {
        return join(name, false, "Welcome");
    }

    private LoopbackMember join(String name, boolean json, String welcome) throws Exception {
        List<Connection> before = List.of(room.doors.list().snapshot());
        LoopbackMember member = new LoopbackMember(room, name, json);
        members.add(member);
        hears(member, welcome);
        for (Connection connection : room.doors.list().snapshot()) {
            if (!before.contains(connection)) {
                connections.put(name, connection);
            }
        }
        return member;
    }

    /** Makes this member read nothing, and the others talk until a write to it blocks and keeps a thread. */
    Connection stall(LoopbackMember member) throws Exception {
        Connection connection = connectionAt(member.name());
        member.mood(Mood.STALLED);
        hostTalksALot();
        Patience.until(
                () -> member + " has a thread of its own; " + room.whereEverybodyStands(),
                () -> connection.feed().pen() == Pen.LAGGARD || connection.isBroken());
        return connection;
    }

    /** Like {@link #stall}, but no faster than these read: their own writes never block. */
    Connection stallWhileAllHear(LoopbackMember member, LoopbackMember... readers) throws Exception {
        Connection connection = connectionAt(member.name());
        member.mood(Mood.STALLED);
        for (int i = 0; connection.feed().pen() != Pen.LAGGARD && !connection.isBroken(); i++) {
            hostIsHeardBy(LONG_TEXT + i, readers);
        }
        return connection;
    }

    /** As fast as the walk brings it to those who read. */
    void hostTalksALot() throws InterruptedException {
        for (int i = 0; i < LINES_THAT_FILL_SOCKETS; i++) {
            room.doors.rebroadcaster().awaitNear();
            hostSays(LONG_TEXT);
        }
    }

    /** As fast as this one reads. */
    void hostTalksALotTo(LoopbackMember reader) throws Exception {
        for (int i = 0; i < LINES_THAT_FILL_SOCKETS; i++) {
            hostIsHeardBy(i + LONG_TEXT, reader);
        }
    }

    /** As fast as the log takes it. */
    void hostFloodsTheRoom() throws InterruptedException {
        for (int i = 0; i < LINES_THAT_FILL_SOCKETS; i++) {
            hostSays(LONG_TEXT);
        }
    }

    /** Says as much as one round takes, and more than the sockets to a member hold. */
    void hostTalksForARound() throws Exception {
        long then = room.log.newest() + Rebroadcaster.MAX_ROUND_BYTES / LONG_TEXT.length() - 3;
        for (long next = room.log.newest(); next < then; next++) {
            hostSays(LONG_TEXT);
        }
        Patience.until("all has been said", () -> room.log.newest() == then);
    }

    void hostSays(String text) throws InterruptedException {
        Proposal say = new Proposal.Say(Wire.HOST_SESSION, 0, 0, text);
        room.log.unrecorded().propose(List.of(new Proposed(say, Proposer.NOBODY)));
    }

    /** Says something, and waits until all of these have read it. */
    void hostIsHeardBy(String text, LoopbackMember... readers) throws Exception {
        hostSays(text);
        for (LoopbackMember reader : readers) {
            hears(reader, "\"text\":\"" + text + "\"");
        }
    }

    /** The host and this member say something in one breath, and this one, at the plain door, has read it. */
    void hostIsHeardBesides(String name, String text, LoopbackMember reader) throws Exception {
        String session = connectionAt(name).feed().session();
        room.log
                .unrecorded()
                .propose(List.of(
                        new Proposed(new Proposal.Say(Wire.HOST_SESSION, 0, 0, text), Proposer.NOBODY),
                        new Proposed(new Proposal.Say(session, 0, 0, "so do I"), Proposer.NOBODY)));
        hears(reader, "Host:" + text);
    }

    /** Waits until this member has read a line that contains this. */
    void hears(LoopbackMember member, String part) throws Exception {
        Patience.until(
                () -> member + " hears " + part + "; " + room.whereEverybodyStands(),
                () -> member.lines().stream().anyMatch(line -> line.contains(part)));
    }

    void untilHereAre(int connections) throws Exception {
        Patience.until(
                () -> connections + " are here; " + room.whereEverybodyStands(),
                () -> room.doors.connections() == connections);
    }

    /** The connection of the member of this name. */
    Connection connectionAt(String name) {
        return Objects.requireNonNull(connections.get(name));
    }

    /** Asserts that the lines are events without a gap from the first of them on. */
    static void assertGapless(List<String> lines) {
        long before = 0;
        for (String line : lines) {
            int at = line.indexOf("\"seq\":");
            if (at >= 0 && !line.contains("\"pong\"") && !line.contains("\"now\"")) {
                long seq = Long.parseLong(line.substring(at + 6, line.indexOf(',', at)));
                assertTrue(before == 0 || seq == before + 1, before + " was followed by " + line);
                before = seq;
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (LoopbackMember member : members) {
            member.close();
        }
        room.close();
    }
}
