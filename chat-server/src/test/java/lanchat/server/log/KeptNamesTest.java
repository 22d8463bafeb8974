package lanchat.server.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import lanchat.server.Patience;
import lanchat.server.room.Aside;
import lanchat.server.room.Outcome;
import lanchat.server.room.Proposal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom names belong to, over the ends of segments and of servers. */
class KeptNamesTest {
    private static final String ANNS = "a".repeat(64);
    private static final String BOBS = "b".repeat(64);
    private static final long SMALL = 2_000;

    @TempDir
    private Path home;

    @Test
    void namesAreInTheSegmentsThatFollow() throws Exception {
        try (KeptRoom room = KeptRoom.open(home, RealDisk.INSTANCE, SMALL)) {
            room.kept(joining("a", "Ann", ANNS)).kept(new Proposal.Leave("a", 1_000));
            room.joins(KeptRoom.BOB, "Bob");
            for (int i = 0; KeptRoom.segments(home).size() < 3; i++) {
                room.says(KeptRoom.BOB, "line " + i);
            }
        }
        Files.delete(KeptRoom.segments(home).get(0)); // As when it has become too old to be kept.

        try (KeptRoom room = KeptRoom.open(home, RealDisk.INSTANCE, SMALL)) {
            assertEquals("name_owned", refused(room, joining("b", "ann", BOBS)));
            room.kept(joining("a", "Ann", ANNS));
        }
    }

    @Test
    void aNameThatWasReleasedStaysFree() throws Exception {
        try (KeptRoom room = KeptRoom.open(home)) {
            room.kept(joining("a", "Ann", ANNS)).kept(new Proposal.Release("a", 1_000, 0, ""));
            room.kept(new Proposal.Leave("a", 1_000));
        }
        try (KeptRoom room = KeptRoom.open(home)) {
            room.kept(joining("b", "Ann", BOBS));
        }
    }

    @Test
    void aSegmentOfAnEarlierVersionHasNone() throws Exception {
        try (KeptRoom room = KeptRoom.open(home)) {
            room.joins(KeptRoom.BOB, "Bob");
        }
        String first = Files.readAllLines(KeptRoom.lastSegment(home)).get(0);
        assertTrue(first.contains(",\"_owned\":0"), first);
        Fields earlier = Fields.read(first.replace(",\"_owned\":0", "").getBytes(UTF_8));
        assertNotNull(earlier);

        SegmentHead head = SegmentHead.read(earlier);

        assertNotNull(head);
        assertEquals(0, head.owned());
    }

    private static Proposal joining(String session, String name, String identity) {
        return new Proposal.Join(session, 1_000, KeptRoom.name(name), "::1", Aside.ofJoining("json", "", identity));
    }

    private static String refused(KeptRoom room, Proposal proposal) throws Exception {
        room.proposes(proposal);
        Patience.until(
                "it is decided",
                () -> room.decisions().stream()
                        .anyMatch(decision -> decision.proposal().equals(proposal)));
        return room.decisions().stream()
                .filter(decision -> decision.proposal().equals(proposal))
                .map(decision -> assertInstanceOf(Outcome.Refused.class, decision.outcome()))
                .findFirst()
                .orElseThrow()
                .refusal()
                .code();
    }
}
