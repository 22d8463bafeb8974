package lanchat.client.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import lanchat.common.Event;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BellTest {
    @ParameterizedTest
    @CsvSource({
        "OFF,hi pavan,false,false",
        "OFF,hi,true,false",
        "MENTIONS,hi pavan,false,true",
        "MENTIONS,hi,false,false",
        "MENTIONS,hi,true,true",
        "ALL,hi,false,true"
    })
    void ringsForWhatItIsSetTo(Bell bell, String text, boolean whispered, boolean rings) {
        Event event = whispered
                ? new Event.Whispered(1, 0, "ann", 1, "Ann", "me", "Pavan", text, null)
                : new Event.Said(1, 0, "ann", 1, "Ann", text, null);

        assertEquals(rings, bell.ringsFor(event, "Pavan"));
    }

    @ParameterizedTest
    @CsvSource({"ALL", "MENTIONS"})
    void comingAndGoingIsSilent(Bell bell) {
        assertEquals(false, bell.ringsFor(new Event.Joined(1, 0, "p", 1, "Pavan", "10.0.0.1", null), "Pavan"));
    }
}
