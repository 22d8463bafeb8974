package lanchat.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ChainTest {
    /** The events of the session in PROTOCOL.md, and the digest that its "now" says. */
    private static final String SAID =
            "{\"type\":\"said\",\"seq\":2,\"time\":1795357411757,\"by\":\"9db8c69adc4890ca\",\"id\":0,"
                    + "\"name\":\"Dinesh Kumar\",\"text\":\"Is anybody there?\",\"sum\":\"0eac9603\"}";

    private static final String ACTED =
            "{\"type\":\"acted\",\"seq\":3,\"time\":1795357412028,\"by\":\"9db8c69adc4890ca\",\"id\":0,"
                    + "\"name\":\"Dinesh Kumar\",\"text\":\"looks around\",\"sum\":\"df891953\"}";

    private final Chains chains = new Chains(0, Chain.START);

    @Test
    void theDigestIsTheOneThatTheProtocolShows() {
        take(SAID);
        take(ACTED);

        assertEquals("f1b9ecbeed8e7e397a5b20faf09ee30aa507ea45892a3fdec9bc88be93556700", chains.digest());
    }

    @Test
    void theChecksumOfTheLogIsNotInIt() {
        take(SAID.replace("0eac9603", "ffffffff"));
        take(ACTED);

        assertEquals("f1b9ecbeed8e7e397a5b20faf09ee30aa507ea45892a3fdec9bc88be93556700", chains.digest());
    }

    @Test
    void whatIsPrivateAndWhoComesAndGoesIsNotInIt() {
        take(SAID);
        String said = chains.digest();

        chains.take(new Event.Whispered(3, 0, "a", 0, "Ann", "b", "Bo", "psst", null), "{}");
        chains.take(new Event.Joined(4, 0, "c", 0, "Cy", "10.0.0.1", null), "{}");
        chains.take(new Event.Left(5, 0, "c", 0, "Cy", "10.0.0.1", null), "{}");

        assertEquals(said, chains.digest());
        assertEquals(5, chains.newest());
        assertEquals(2, chains.last());
        assertEquals(said, chains.at(4));
    }

    @Test
    void itIsKnownForEachPlaceOfTheNewestAndForNoOther() {
        take(SAID);
        String early = chains.digest();
        assertEquals(Chain.START, chains.at(0));
        assertEquals(Chain.START, chains.at(1));
        assertEquals(early, chains.at(2));
        assertNull(chains.at(3), "it has not happened yet");

        for (int seq = 3; seq < 3 + Chains.KEPT; seq++) {
            Event.Said said = new Event.Said(seq, 0, "a", 0, "Ann", "line " + seq, null);
            chains.take(said, new String(Json.bytes(said), StandardCharsets.UTF_8));
        }

        assertNull(chains.at(2), "it is too far back");
        assertNotEquals(early, chains.at(3));
        assertEquals(chains.digest(), chains.at(2 + Chains.KEPT));
    }

    @Test
    void whoBeginsLaterWithTheDigestOfTheOthersHasTheSame() {
        take(SAID);
        Chains later = new Chains(2, chains.digest());
        take(ACTED);
        later.take(event(ACTED), ACTED);

        assertEquals(chains.digest(), later.digest());
        assertNull(later.at(1), "it has not seen that");
    }

    @Test
    void nothingElseIsADigest() {
        assertFalse(Chain.isDigest("00"));
        assertFalse(Chain.isDigest("g".repeat(64)));
        assertFalse(Chain.isDigest(Chain.START + "\n"));
    }

    private void take(String line) {
        chains.take(event(line), line);
    }

    private static Event event(String line) {
        return (Event) Objects.requireNonNull(Json.message(line.getBytes(StandardCharsets.UTF_8)));
    }
}
