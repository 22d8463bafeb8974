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
    void whatIsRuledLooksAlikeForAllAndNamesWhoHasRuledIt() {
        assertShown("*** Ann was shown out by Host: flooding", ruled("kick", "", "Ann", 0, "flooding"), ANN);
        assertShown("*** Ann was shown out by Host", ruled("kick", "", "Ann", 0, ""), Wire.HOST_SESSION);
        assertShown(
                "*** The name Ann was banned by Host for 2 hours: flooding",
                ruled("ban", "name", "Ann", 7_200_002, "flooding"),
                BOB);
        assertShown("*** The key of Ann was banned by Host", ruled("ban", "key", "Ann", 0, ""), BOB);
        assertShown(
                "*** The address 10.0.0.0/24 was banned by Host", ruled("ban", "address", "10.0.0.0/24", 0, ""), BOB);
        assertShown(
                "*** Everybody at the server's own machine was banned by Host",
                ruled("ban", "loopback", "loopback", 0, ""),
                BOB);
        assertShown("*** The ban of Ann was lifted by Host", ruled("unban", "", "Ann", 0, ""), BOB);
        assertShown(
                "*** Ann was muted by Host for 1 minute and 30 seconds", ruled("mute", "name", "Ann", 90_002, ""), BOB);
        assertShown("*** Ann was unmuted by Host", ruled("unmute", "", "Ann", 0, ""), BOB);
        assertShown("*** Ann was made an operator by Host", ruled("op", "key", "Ann", 0, ""), BOB);
        assertShown("*** Ann was made an operator by Host, for this stay", ruled("op", "stay", "Ann", 0, ""), BOB);
        assertShown("*** Ann was made an ordinary member again by Host", ruled("deop", "", "Ann", 0, ""), BOB);
        assertShown("*** Host has set the message of the day: hi", ruled("motd", "", "", 0, "hi"), BOB);
        assertShown("*** Host has taken the message of the day away", ruled("motd", "", "", 0, ""), BOB);
        assertShown("*** Host has ruled: exile Ann", ruled("exile", "", "Ann", 0, ""), BOB);
        assertShown("*** A[2J was shown out by Host: a b", ruled("kick", "", "A\u001B[2J", 0, "a\nb"), BOB);
    }

    private static Event ruled(String rule, String kind, String target, long until, String text) {
        return new Event.Ruled(1, 2, Wire.HOST_SESSION, 0, "Host", rule, kind, target, "", until, text, null);
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

    @Test
    void whoIsSilentAwayOrBehindIsSaidToBeSo() {
        Person ann = Person.here("Ann", "10.0.0.1", "a");

        assertEquals(
                List.of(
                        "*** 4 here:",
                        "*** Ann<10.0.0.1>",
                        "*** Ann<10.0.0.1> (idle 2 hours)",
                        "*** Ann<10.0.0.1> (1 event behind)",
                        "*** Ann<10.0.0.1> (away, idle 5 minutes, 7 events behind)"),
                ClassicText.people(
                        List.of(
                                ann.seen(3, 0),
                                ann.seen(2 * 60 * 60, 0),
                                ann.seen(1, 1),
                                ann.seen(5 * 60, 7).goneAway()),
                        0));
    }
}
