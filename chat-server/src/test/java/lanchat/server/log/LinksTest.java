package lanchat.server.log;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Which of several connections a session is heard over. */
class LinksTest {
    private final Links links = new Links();

    @Test
    void anEarlierConnectionIsOvertakenAlsoWhereTheNewerOneHasBroken() {
        Proposer first = new Connection(1);
        Proposer second = new Connection(2);

        links.take("ann", second);
        assertTrue(links.isOvertaken("ann", first));
        assertFalse(links.isOvertaken("ann", second));
        assertFalse(links.isOvertaken("ann", new Connection(3)));
        assertFalse(links.isOvertaken("bob", first));

        links.breakOff("ann", second);
        assertTrue(links.isOvertaken("ann", first));
    }

    @Test
    void nobodyOvertakesAnybody() {
        links.breakOff("ann", Proposer.NOBODY);

        assertFalse(links.isOvertaken("ann", new Connection(1)));
    }

    private record Connection(long madeAs) implements Proposer {
        @Override
        public void decided(Decision decision) {
            // Nobody waits for it here.
        }
    }
}
