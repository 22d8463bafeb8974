package lanchat.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import lanchat.common.Chain;
import lanchat.common.Chains;
import lanchat.common.Event;
import lanchat.common.Json;
import lanchat.server.Patience;
import org.junit.jupiter.api.Test;

/** Digests on a thread of their own are those that one thread would have come to. */
class ChainBesideTest {
    private static final int AT_ONCE = ChainBeside.ENTRIES_AT_ONCE;

    @Test
    void theyAreThoseOfAllEntriesInTheirOrder() {
        for (int count : List.of(0, 1, AT_ONCE - 1, AT_ONCE, AT_ONCE + 1, 3 * AT_ONCE + 5)) {
            List<Entry> entries = entries(count);
            Chains alone = new Chains(0, Chain.START);
            entries.forEach(entry -> alone.take(entry.event(), entry.json(), LogLine.shownBody(entry.json())));

            try (ChainBeside beside = new ChainBeside(new Chains(0, Chain.START))) {
                entries.forEach(beside::take);

                Chains chains = beside.chains();
                assertEquals(alone.digest(), chains.digest());
                assertEquals(count, chains.newest());
            }
        }
    }

    @Test
    void whatGoesWrongThereIsToldHere() {
        List<Entry> entries = entries(AT_ONCE + 1);
        entries.set(7, new Entry(entries.get(7).event(), new byte[0], 1, 1));

        try (ChainBeside beside = new ChainBeside(new Chains(0, Chain.START))) {
            entries.forEach(beside::take);

            assertThrows(RuntimeException.class, beside::chains);
        }
    }

    @Test
    void itsThreadEnds() throws Exception {
        try (ChainBeside beside = new ChainBeside(new Chains(0, Chain.START))) {
            entries(5 * AT_ONCE).forEach(beside::take);
        }

        Patience.until(
                "the thread has ended",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("journal digests")));
    }

    private static List<Entry> entries(int count) {
        Checksum checksum = new Checksum(new byte[] {1, 2, 3});
        List<Entry> entries = new ArrayList<>();
        for (int seq = 1; seq <= count; seq++) {
            Event event = new Event.Said(seq, 1, "a", 0, "Ann", "line " + seq, null);
            entries.add(new Entry(event, checksum.line(Json.bytes(event)), 1, seq));
        }
        return entries;
    }
}
