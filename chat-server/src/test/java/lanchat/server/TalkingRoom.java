package lanchat.server;

import java.util.List;
import lanchat.common.Event;
import lanchat.common.Name;
import lanchat.common.RefusedException;
import lanchat.server.log.AppendingLog;
import lanchat.server.log.BehindException;
import lanchat.server.log.Entry;
import lanchat.server.log.Proposer;
import lanchat.server.log.RoomLog;
import lanchat.server.room.Proposal;
import lanchat.server.room.Rules;

/** A room in memory with a host called Host, whose members say what a test wants them to. */
final class TalkingRoom {
    final AppendingLog log;

    TalkingRoom() {
        this(8 << 20);
    }

    TalkingRoom(long memoryBytes) {
        log = AppendingLog.inMemory(new Rules(name("Host"), true), memoryBytes, 20);
    }

    void joins(String name) {
        propose(new Proposal.Join(name, 0, name(name), "192.168.1.7"));
    }

    void leaves(String name) {
        propose(new Proposal.Leave(name, 0));
    }

    void says(String name, String text) {
        propose(new Proposal.Say(name, 0, 0, text));
    }

    void whispers(String name, String to, String text) {
        propose(new Proposal.Whisper(name, 0, 0, null, to, text));
    }

    /** What has happened in all. Nothing more happens. */
    List<Event> ends() throws BehindException {
        log.close();
        return log.after(0, Integer.MAX_VALUE).stream().map(Entry::event).toList();
    }

    private void propose(Proposal proposal) {
        log.proposeAtOnce(new RoomLog.Proposed(proposal, Proposer.NOBODY));
    }

    private static Name name(String typed) {
        try {
            return Name.of(typed);
        } catch (RefusedException refused) {
            throw new IllegalArgumentException(refused);
        }
    }
}
