package lanchat.server.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import lanchat.common.Event;
import lanchat.common.Name;
import lanchat.common.Person;
import lanchat.common.Wire;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Single rules of the room, each by an example. The laws over long histories are in {@link RoomLawsTest}. */
class RoomTest {
    private static final Name HOST = Histories.name("Host");

    private final Room room = new Room(new Rules(HOST, true));
    private long clock = 1_000;

    @Test
    void aNameIsFreeAgainTheMomentItsMemberIsGone() {
        join("a", "Ann");
        assertEquals("name_taken", refused(new Proposal.Join("b", ++clock, Histories.name("ANN"), "::1")));

        happens(new Proposal.Leave("a", ++clock));

        join("b", "ANN");
    }

    @Test
    void aRefusedRenameKeepsTheOldNameAndTheNewOneFree() {
        join("a", "Ann");
        join("b", "Bo");

        assertEquals("name_taken", refused(new Proposal.Rename("b", ++clock, 1, Histories.name("ann"))));

        assertEquals("name_taken", refused(new Proposal.Join("c", ++clock, Histories.name("bo"), "::1")));
        happens(new Proposal.Say("b", ++clock, 1, "the refused id may be used again"));
    }

    @Test
    void theOldNameIsFreeAfterARename() {
        join("a", "Ann");

        happens(new Proposal.Rename("a", ++clock, 1, Histories.name("Anna")));

        join("b", "Ann");
    }

    @Test
    void oneMayChangeHowTheOwnNameIsWritten() {
        join("a", "ann lee");

        var renamed = (Event.Renamed) happens(new Proposal.Rename("a", ++clock, 1, Histories.name("Ann Lee")));

        assertEquals("Ann Lee", renamed.newName());
        assertEquals("name_same", refused(new Proposal.Rename("a", ++clock, 2, Histories.name("Ann Lee"))));
    }

    @Test
    void theHostsNameIsNobodyElses() {
        join("a", "Ann");

        assertEquals("name_reserved", refused(new Proposal.Join("b", ++clock, Histories.name("hOST"), "::1")));
        assertEquals("name_reserved", refused(new Proposal.Rename("a", ++clock, 1, Histories.name("HOST"))));
        assertEquals("host_name", refused(new Proposal.Rename(Wire.HOST_SESSION, ++clock, 0, Histories.name("Other"))));
    }

    @Test
    void theHostSpeaksWithoutJoiningAndNeverLeaves() {
        join("a", "Ann");

        var said = (Event.Said) happens(new Proposal.Say(Wire.HOST_SESSION, ++clock, 0, "hello"));

        assertEquals("Host", said.name());
        assertEquals(Wire.HOST_SESSION, said.by());
        assertEquals(new Outcome.Nothing(), room.decide(new Proposal.Leave(Wire.HOST_SESSION, ++clock)));
    }

    @Test
    void aHostWhoReadsCanBeWhisperedToAndIsListedFirst() {
        join("a", "Ann");

        var whispered = (Event.Whispered) happens(whisper("a", null, "host psst"));

        assertEquals(Wire.HOST_SESSION, whispered.to());
        assertEquals(
                List.of(Person.here("Host", "", Wire.HOST_SESSION), Person.here("Ann", "::1", "a")),
                assertInstanceOf(Outcome.Present.class, room.decide(new Proposal.Who("a", ++clock)))
                        .people());
    }

    @Test
    void aHostWhoDoesNotReadCannotBeWhisperedTo() {
        Room unattended = new Room(new Rules(HOST, false));
        unattended.apply(new Event.Joined(1, 1, "a", 0, "Ann", "::1", null));

        for (Proposal whisper : List.of(
                whisper("a", null, "Host psst"),
                whisper("a", "Host", "psst"),
                new Proposal.Whisper("a", 2, 0, Wire.HOST_SESSION, null, "psst"))) {
            Outcome outcome = unattended.decide(whisper);
            assertEquals(
                    "not_here",
                    assertInstanceOf(Outcome.Refused.class, outcome, whisper::toString)
                            .refusal()
                            .code());
        }
    }

    @Test
    void aWhisperNeedsAText() {
        join("a", "Ann");
        join("b", "Ann Lee");

        assertEquals("no_text", refused(whisper("a", null, "Ann Lee")));
        assertEquals("psst", ((Event.Whispered) happens(whisper("a", null, "Ann  Lee   psst"))).text());
    }

    @Test
    void anAnswerFindsItsSessionUnderAnyName() {
        join("a", "Ann");
        join("b", "Bo");
        happens(new Proposal.Rename("b", ++clock, 1, Histories.name("Bob")));
        happens(new Proposal.Leave("a", ++clock));
        join("c", "Bo");

        var answer = (Event.Whispered) happens(new Proposal.Whisper("c", ++clock, 0, "b", null, "psst"));

        assertEquals("Bob", answer.toName());
        assertEquals("not_here", refused(new Proposal.Whisper("c", ++clock, 0, "a", null, "psst")));
    }

    @Test
    void whoeverIsNotInTheRoomIsTold() {
        assertEquals("not_joined", refused(new Proposal.Say("a", ++clock, 1, "hi")));
        assertEquals(new Outcome.Nothing(), room.decide(new Proposal.Leave("a", ++clock)));
        join("a", "Ann");
        assertEquals("joined_already", refused(new Proposal.Join("a", ++clock, Histories.name("Bo"), "::1")));
    }

    @Test
    void aFullRoomRefusesTillSomebodyLeaves() {
        Room small = new Room(new Rules(HOST, true, 2, 2));
        small.apply(admitted(small, "a", "Ann", "10.0.0.1"));
        small.apply(admitted(small, "b", "Bo", "10.0.0.2"));

        assertEquals("room_full", refusal(small.decide(joining("c", "Cy", "10.0.0.3"))));

        small.apply(new Event.Left(3, ++clock, "b", 0, "Bo", "10.0.0.2", null));
        admitted(small, "c", "Cy", "10.0.0.3");
    }

    @Test
    void membersFromOneAddressAreBoundedButForLoopback() {
        Room strict = new Room(new Rules(HOST, true, 100, 1));
        strict.apply(admitted(strict, "a", "Ann", "10.0.0.1"));

        assertEquals("address_full", refusal(strict.decide(joining("b", "Bo", "10.0.0.1"))));
        strict.apply(admitted(strict, "b", "Bo", "10.0.0.2"));
        for (String loopback : List.of("127.0.0.1", "127.9.9.9", "0:0:0:0:0:0:0:1")) {
            strict.apply(admitted(strict, loopback, "n" + clock, loopback));
            strict.apply(admitted(strict, loopback + "too", "n" + clock, loopback));
        }

        strict.apply(new Event.Left(strict.seq() + 1, ++clock, "a", 0, "Ann", "10.0.0.1", null));
        admitted(strict, "d", "Di", "10.0.0.1");
    }

    @Test
    void whoComesBackNeedsNoRoom() {
        Room small = new Room(new Rules(HOST, true, 1, 1));
        Proposal.Join first = Proposal.Join.by("json", "hash", "a", ++clock, Histories.name("Ann"), "10.0.0.1");
        small.apply(
                assertInstanceOf(Outcome.Admitted.class, small.decide(first)).event(), first.aside());

        Proposal again = Proposal.Join.by("json", "hash", "other", ++clock, Histories.name("Zoe"), "10.0.0.1");

        var resumed = assertInstanceOf(Outcome.Resumed.class, small.decide(again));
        assertEquals("a", resumed.member().session());
        assertEquals("Ann", resumed.member().name(), "and the name stays what it was");
    }

    @Test
    void sessionsBeyondTheBoundAreForgottenOldestFirst() {
        for (int i = 0; i <= Absentees.MOST; i++) {
            Proposal.Join join = Proposal.Join.by("json", "hash" + i, "s" + i, ++clock, Histories.name("Ann"), "::1");
            room.apply(
                    assertInstanceOf(Outcome.Admitted.class, room.decide(join)).event(), join.aside());
            happens(new Proposal.Leave("s" + i, ++clock));
        }

        assertEquals(Absentees.MOST, room.state().absent().size());
        Proposal.Join first = Proposal.Join.by("json", "hash0", "new", ++clock, Histories.name("Ann"), "::1");
        assertEquals(
                "new",
                assertInstanceOf(Outcome.Admitted.class, room.decide(first))
                        .event()
                        .by());
        Proposal.Join second = Proposal.Join.by("json", "hash1", "new", ++clock, Histories.name("Ann"), "::1");
        assertEquals(
                "s1",
                assertInstanceOf(Outcome.Admitted.class, room.decide(second))
                        .event()
                        .by());
    }

    @Test
    void whoListsTheFirstAndCountsTheRest() {
        for (int i = 0; i < Room.SHOWN_TO_WHO + 7; i++) {
            join("s" + i, "n" + i);
        }

        var present = (Outcome.Present) room.decide(new Proposal.Who("s1", ++clock));

        assertEquals(1 + Room.SHOWN_TO_WHO, present.people().size());
        assertEquals(7, present.others());
    }

    @Test
    void eventsAreAppliedInTheirOrderOnly() {
        join("a", "Ann");

        assertThrows(
                IllegalStateException.class,
                () -> room.apply(new Event.Said(room.seq(), 1, "a", 0, "Ann", "again", null)));
    }

    private Proposal.Join joining(String session, String name, String address) {
        return new Proposal.Join(session, ++clock, Histories.name(name), address);
    }

    private Event admitted(Room where, String session, String name, String address) {
        return assertInstanceOf(Outcome.Admitted.class, where.decide(joining(session, name, address)))
                .event();
    }

    private static String refusal(Outcome outcome) {
        return assertInstanceOf(Outcome.Refused.class, outcome).refusal().code();
    }

    private void join(String session, String name) {
        happens(new Proposal.Join(session, ++clock, Histories.name(name), "::1"));
    }

    private Proposal.Whisper whisper(String by, @Nullable String to, String text) {
        return new Proposal.Whisper(by, ++clock, 0, null, to, text);
    }

    private Event happens(Proposal proposal) {
        Outcome outcome = room.decide(proposal);
        Event event = outcome instanceof Outcome.Admitted admitted
                ? admitted.event()
                : assertInstanceOf(Outcome.Happened.class, outcome).event();
        room.apply(event);
        return event;
    }

    private String refused(Proposal proposal) {
        Room.State before = room.state();
        Outcome outcome = room.decide(proposal);
        assertEquals(before, room.state());
        return assertInstanceOf(Outcome.Refused.class, outcome).refusal().code();
    }
}
