package lanchat.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ClassicTextTest {
    private static final String ANN = "s1";
    private static final String BOB = "s2";
    private static final String CAT = "s3";

    @Test
    void whatIsSaidIsOnesOwnOrSomebodys() {
        Event said = new Event.Said(1, 2, ANN, 3, "Ann", "hi", null);

        assertShown("You:hi", said, ANN);
        assertShown("Ann:hi", said, BOB);
        assertShown("Ann:hi", said, Wire.HOST_SESSION);
    }

    @Test
    void theHostSpeaksLikeEverybody() {
        Event said = new Event.Said(1, 2, Wire.HOST_SESSION, 0, "Host", "hi", null);

        assertShown("You:hi", said, Wire.HOST_SESSION);
        assertShown("Host:hi", said, ANN);
    }

    @Test
    void aWhisperIsForTwo() {
        Event whispered = new Event.Whispered(1, 2, ANN, 3, "Ann", BOB, "Bob", "psst", null);

        assertShown("You (to Bob):psst", whispered, ANN);
        assertShown("Ann (to you):psst", whispered, BOB);
        assertShown(null, whispered, CAT);
        assertShown(null, whispered, Wire.HOST_SESSION);
    }

    @Test
    void aWhisperToOneselfIsOnesOwn() {
        assertShown("You (to Ann):psst", new Event.Whispered(1, 2, ANN, 3, "Ann", ANN, "Ann", "psst", null), ANN);
    }

    @Test
    void whatIsDoneLooksAlikeForAll() {
        Event acted = new Event.Acted(1, 2, ANN, 3, "Ann", "waves", null);

        assertShown("* Ann waves", acted, ANN);
        assertShown("* Ann waves", acted, BOB);
    }

    @Test
    void comingGoingAndRenamingAreShownWithTheAddress() {
        assertShown("Ann<192.168.1.7> connected", new Event.Joined(1, 2, ANN, 0, "Ann", "192.168.1.7", null), ANN);
        assertShown("Ann<fe80::1> disconnected", new Event.Left(1, 2, ANN, 0, "Ann", "fe80::1", null), BOB);
        assertShown(
                "Ann<192.168.1.7> is now Anna",
                new Event.Renamed(1, 2, ANN, 3, "Ann", "Anna", "192.168.1.7", null),
                BOB);
    }

    @Test
    void aNameThatIsReleasedIsToldToAll() {
        Event own = new Event.Released(1, 2, ANN, 3, "Ann", "Anna", "192.168.1.7", null);
        Event byHost = new Event.Released(1, 2, Wire.HOST_SESSION, 0, "Host", "Anna", "", null);

        assertShown("Ann<192.168.1.7> has released the name Anna", own, ANN);
        assertShown("Ann<192.168.1.7> has released the name Anna", own, BOB);
        assertShown("Host has released the name Anna", byHost, BOB);
    }

    @Test
    void nothingInAnEventReachesTheTerminalUncleaned() {
        assertShown("A[2Jnn:a b", new Event.Said(1, 2, ANN, 3, "A\u001B[2Jnn", "a\nb\u202E", null), BOB);
        assertEquals("*** a b", ClassicText.notice("a\nb"));
        assertEquals("! ab", ClassicText.refused("a\u0007b"));
        assertEquals("Ann<1> connected", ClassicText.present(Person.here("Ann\r", "1", ANN)));
    }

    @Test
    void noticesRefusalsAndPeopleHaveTheirMarks() {
        assertEquals("*** stopping", ClassicText.notice("stopping"));
        assertEquals("! no such name", ClassicText.refused("no such name"));
        assertEquals("Ann<192.168.1.7> connected", ClassicText.present(Person.here("Ann", "192.168.1.7", ANN)));
        assertEquals("*** and 1 other", ClassicText.others(1));
        assertEquals("*** and 14 others", ClassicText.others(14));
    }

    @Test
    void whoIsHereIsCountedAndListed() {
        Person host = Person.here("Host", "", Wire.HOST_SESSION);
        Person ann = Person.here("Ann", "192.168.1.7", ANN);

        assertEquals(
                List.of("*** 2 here:", "*** Host", "*** Ann<192.168.1.7>"), ClassicText.people(List.of(host, ann), 0));
        assertEquals(List.of("*** 8 here:", "*** Host", "*** and 7 others"), ClassicText.people(List.of(host), 7));
        assertEquals(List.of("*** 0 here:"), ClassicText.people(List.of(), 0));
    }

    private static void assertShown(@Nullable String line, Event event, String reader) {
        if (line == null) {
            assertNull(ClassicText.line(event, reader));
        } else {
            assertEquals(line, ClassicText.line(event, reader));
        }
    }
}
