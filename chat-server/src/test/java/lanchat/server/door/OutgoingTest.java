package lanchat.server.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.NavigableMap;
import java.util.TreeMap;
import lanchat.server.Dice;
import org.junit.jupiter.api.Test;

class OutgoingTest {
    private static final long PATIENCE = 100;

    private final Outgoing outgoing = new Outgoing(0);

    @Test
    void whatHasJustGoneOutIsNotSettled() {
        outgoing.add(7, 90, PATIENCE);

        assertEquals(7, outgoing.newest());
        assertEquals(0, outgoing.settled(120, PATIENCE), "nothing went out 100 ago, though the room is older");
        assertEquals(7, outgoing.settled(191, PATIENCE));
    }

    @Test
    void whileMuchGoesOutSomethingIsSettledThatIsNotVeryOld() {
        Dice.rollTheSame(20, dice -> {
            Outgoing all = new Outgoing(0);
            NavigableMap<Long, Long> timeOf = new TreeMap<>();
            long now = 0;
            for (long seq = 1; seq <= 1_000; seq++) {
                now += dice.nextInt((int) PATIENCE / 2);
                all.add(seq, now, PATIENCE);
                timeOf.put(seq, now);
                long asked = now + dice.nextInt((int) PATIENCE);

                long settled = all.settled(asked, PATIENCE);

                long age = asked - timeOf.getOrDefault(settled, 0L);
                assertTrue(settled == 0 || age > PATIENCE, "it may be on its way");
                assertTrue(age < 4 * PATIENCE, "somebody could be far behind and not be called so");
            }
        });
    }
}
