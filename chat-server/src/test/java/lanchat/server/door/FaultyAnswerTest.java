package lanchat.server.door;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import lanchat.common.Refusal;
import lanchat.server.log.Proposer.Decision;
import lanchat.server.room.Outcome;
import lanchat.server.room.Proposal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An answer that can't be brought to one member, by a mistake of the program. */
@Timeout(120)
final class FaultyAnswerTest {
    /** Half of a surrogate pair: no JSON can be made of it. */
    private static final String UNSPEAKABLE = "\uD83D";

    @Test
    void endsThatMemberAndNobodyElse() throws Exception {
        try (Chat chat = new Chat(new LoopbackRoom(Probe.NONE))) {
            LoopbackMember ann = chat.join("Ann");
            chat.join("Bo");
            Seat seat = new Seat(chat.connectionAt("Bo"), chat.room.doors);

            seat.decided(new Decision(
                    chat.room.log.newest(),
                    new Proposal.Who(seat.session(), 0),
                    new Outcome.Refused(new Refusal("a_fault", UNSPEAKABLE)),
                    List.of()));

            chat.untilHereAre(1);
            chat.hostIsHeardBy("still here", ann);
            assertFalse(ann.ended());
        }
    }

    @Test
    void whoeverIsNotHereIsNamedInCleanWords() throws Exception {
        try (Chat chat = new Chat(new LoopbackRoom(Probe.NONE))) {
            LoopbackMember ann = chat.join("Ann");

            ann.sends("{\"type\":\"whisper\",\"id\":1,\"to\":\"\\ud83d\\u001b[2J\",\"text\":\"hi\"}");

            chat.hears(ann, "Nobody here is called \uFFFD[2J. See /who.");
        }
    }
}
