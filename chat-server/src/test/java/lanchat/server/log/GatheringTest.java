package lanchat.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class GatheringTest {
    private final Gathering gathering = new Gathering();

    @Test
    void atFirstNothingIsWaitedFor() {
        assertEquals(0, gathering.expected());
        assertEquals(0, gathering.patienceNanos());
    }

    @Test
    void asManyAreExpectedAsTheLastTimeForNoLongerThanNotWaitingCosts() {
        gathering.taken(8);
        gathering.kept(300_000);

        assertEquals(8, gathering.expected());
        assertEquals(1_200_000, gathering.patienceNanos());
    }

    @Test
    void whereFewComeTogetherNothingIsWaitedFor() {
        gathering.taken(8);
        gathering.taken(7);

        assertEquals(0, gathering.expected());
    }

    @Test
    void aSlowDiskIsNotWaitedForTwice() {
        gathering.taken(8);
        gathering.kept(3_000_000_000L);

        assertEquals(2_000_000, gathering.patienceNanos());
    }
}
