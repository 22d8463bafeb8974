package lanchat.server.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import lanchat.common.ClassicText;
import lanchat.common.Event;
import lanchat.common.Wire;
import org.junit.jupiter.api.Test;

/** What the host and operators can rule, each by an example. The laws are in {@link RoomLawsTest}. */
class RulingsTest {
    private static final String HOST = Wire.HOST_SESSION;
    private static final long HOUR = 3_600_000;

    private final Room room = new Room(new Rules(Histories.HOST, true));
    private long clock = 1_000;

    @Test
    void whoIsShownOutLeavesAndMayComeInAgain() {
        join("a", "Ann Lee", "10.0.0.1", "");

        Outcome.Ruled ruled = rules(HOST, "kick", "ann lee flooding  the room");

        assertEquals("*** Ann Lee was shown out by Host: flooding  the room", shown(ruled));
        assertEquals(List.of("a"), ruled.left().stream().map(Event::by).toList());
        assertEquals(
                "You were shown out by Host: flooding  the room", ruled.told().sentence());
        join("b", "Ann Lee", "10.0.0.1", "");
    }

    @Test
    void theSessionOfWhoIsShownOutIsGone() {
        Proposal.Join join =
                new Proposal.Join("a", ++clock, Histories.name("Ann"), "10.0.0.1", Aside.ofJoining("json", "hash", ""));
        apply(room.decide(join));

        rules(HOST, "kick", "Ann");

        Proposal.Join again =
                new Proposal.Join("b", ++clock, Histories.name("Ann"), "10.0.0.1", Aside.ofJoining("json", "hash", ""));
        assertEquals(
                "b",
                assertInstanceOf(Outcome.Admitted.class, room.decide(again))
                        .event()
                        .by());
    }

    @Test
    void aBanIsByKeyWhereThereIsOneAndElseByName() {
        join("a", "Ann", "10.0.0.1", "key-a");
        join("b", "Bob", "10.0.0.2", "");

        assertEquals(
                "*** The key of Ann was banned by Host for 2 hours: flooding",
                shown(rules(HOST, "ban", "Ann 2h flooding")));
        assertEquals("*** The name Bob was banned by Host", shown(rules(HOST, "ban", "Bob")));

        assertEquals("banned", refusal(joining("c", "Other", "10.0.0.3", "key-a")));
        assertEquals("name_banned", refusal(joining("d", "BOB", "10.0.0.4", "")));
        join("e", "Ann", "10.0.0.1", "");
    }

    @Test
    void whoIsBannedReadsUntilWhenByWhomAndWhy() {
        rules(HOST, "ban", "name Eve 90m \u00A7 5");

        clock += 30 * 60_000;
        var refused = (Outcome.Refused) room.decide(joining("e", "eve", "10.0.0.1", ""));

        assertEquals(
                "The name Eve is banned from this room until 1970-01-01 01:30 UTC (59 minutes and 59 seconds from now), by Host: \u00A7 5",
                refused.refusal().sentence());
    }

    @Test
    void aBanEndsAtItsTimeWhoeverLooks() {
        rules(HOST, "ban", "name Eve 1h");
        clock += HOUR - 2;
        assertEquals("name_banned", refusal(joining("e", "Eve", "10.0.0.1", "")));
        clock += 2;
        join("e", "Eve", "10.0.0.1", "");

        assertEquals(List.of(), room.state().rulings(), "and is forgotten with the next event");
    }

    @Test
    void anAddressOrARangeOfThemCanBeBannedAndAllFromThereAreShownOut() {
        join("a", "Ann", "10.0.0.1", "");
        join("b", "Bob", "10.0.1.1", "");
        join("c", "Cat", "fd00:0:0:1:0:0:0:7%eth0", "");

        assertEquals(List.of("a"), leavers(rules(HOST, "ban", "10.0.0.0/24 the wifi")));
        assertEquals(List.of("c"), leavers(rules(HOST, "ban", "address Cat")));

        assertEquals("banned", refusal(joining("d", "Dan", "10.0.0.255", "")));
        join("e", "Eve", "fd00:0:0:1:0:0:0:8", "");
        assertEquals(List.of("e"), leavers(rules(HOST, "ban", "fd00:0:0:1::/64")));
        rules(HOST, "unban", "10.0.0.0/24");
        join("d", "Dan", "10.0.0.255", "");
    }

    @Test
    void theServersOwnMachineIsNotBannedByTheWay() {
        join("a", "Ann", "127.0.0.1", "");
        join("b", "Bob", "0:0:0:0:0:0:0:1", "");
        for (String text :
                List.of("127.0.0.1", "address Ann", "address Bob", "::1", "0.0.0.0/1", "::/1", "127.0.0.0/8")) {
            assertEquals("loopback", refused(HOST, "ban", text), text);
        }

        assertEquals(List.of("a", "b"), leavers(rules(HOST, "ban", "loopback 10m")));
        assertEquals("banned", refusal(joining("c", "Cat", "127.0.0.2", "")));
        rules(HOST, "unban", "loopback");
        join("c", "Cat", "127.0.0.2", "");
    }

    @Test
    void whoIsMutedMaySpeakToTheHostOnly() {
        join("a", "Ann", "10.0.0.1", "");
        join("b", "Bob", "10.0.0.2", "");
        assertEquals("*** Ann was muted by Host for 10 minutes: caps", shown(rules(HOST, "mute", "Ann 10m caps")));

        assertEquals("muted", refusal(new Proposal.Say("a", ++clock, 1, "HI")));
        assertEquals("muted", refusal(new Proposal.Act("a", ++clock, 1, "SHOUTS")));
        assertEquals("muted", refusal(new Proposal.Whisper("a", ++clock, 1, null, null, "Bob HI")));
        assertEquals("muted", refusal(new Proposal.Rename("a", ++clock, 1, Histories.name("Anna"))));
        apply(room.decide(new Proposal.Whisper("a", ++clock, 1, null, null, "Host sorry")));

        assertEquals("*** Ann was unmuted by Host", shown(rules(HOST, "unmute", "Ann")));
        apply(room.decide(new Proposal.Say("a", ++clock, 2, "hi")));
    }

    @Test
    void aMuteByKeyHoldsUnderAnyName() {
        join("a", "Ann", "10.0.0.1", "key-a");
        rules(HOST, "mute", "Ann");
        apply(room.decide(new Proposal.Leave("a", ++clock)));
        join("b", "Zoe", "10.0.0.9", "key-a");

        assertEquals("muted", refusal(new Proposal.Say("b", ++clock, 1, "hi")));
        rules(HOST, "unmute", "Zoe");
        apply(room.decide(new Proposal.Say("b", ++clock, 2, "hi")));
    }

    @Test
    void operatorsAreKeptByKeyAndThoseWithoutForTheirStay() {
        join("a", "Ann", "10.0.0.1", "key-a");
        join("b", "Bob", "10.0.0.2", "");
        join("c", "Cat", "10.0.0.3", "");
        assertEquals("not_operator", refused("a", "kick", "Cat"));
        assertEquals("*** Ann was made an operator by Host", shown(rules(HOST, "op", "Ann")));
        assertEquals("*** Bob was made an operator by Host, for this stay", shown(rules(HOST, "op", "Bob")));

        rules("b", "mute", "Cat");
        assertEquals("is_operator", refused("a", "kick", "Bob"));
        assertEquals("is_operator", refused("a", "ban", "10.0.0.2"));
        assertEquals("yourself", refused("a", "ban", "10.0.0.1"));
        assertEquals("host_only", refused("a", "op", "Cat"));
        assertEquals("is_host", refused("a", "kick", "Host"));
        assertEquals("is_host", refused("a", "ban", "name HOST"));
        apply(room.decide(new Proposal.Leave("a", ++clock)));
        apply(room.decide(new Proposal.Leave("b", ++clock)));
        join("a2", "Other name", "10.0.0.8", "key-a");
        join("b2", "Bob", "10.0.0.2", "");

        assertEquals("not_operator", refused("b2", "unmute", "Cat"));
        assertEquals("*** Cat was unmuted by Other name", shown(rules("a2", "unmute", "Cat")));
        rules(HOST, "deop", "other name");
        assertEquals("not_operator", refused("a2", "kick", "Cat"));
    }

    @Test
    void theMessageOfTheDayIsForWhoeverComesIn() {
        assertEquals(
                "*** Host has set the message of the day: Pizza at noon", shown(rules(HOST, "motd", "Pizza at noon")));
        assertEquals(
                "Pizza at noon", admitted(joining("a", "Ann", "10.0.0.1", "")).motd());

        rules(HOST, "motd", "-");

        assertEquals("", admitted(joining("a", "Ann", "10.0.0.1", "")).motd());
    }

    @Test
    void whatIsInForceIsListed() {
        join("a", "Ann", "10.0.0.1", "key-a");
        rules(HOST, "op", "Ann");
        rules("a", "ban", "name Eve 1h flooding");
        rules(HOST, "ban", "10.0.9.0/30 x");

        var viewed = (Outcome.Viewed) room.decide(new Proposal.View("a", ++clock, "bans"));

        assertEquals(4, viewed.lines().size());
        assertEquals("operator: Ann (by key), by Host", viewed.lines().get(1));
        assertTrue(
                viewed.lines().get(2).startsWith("banned: Eve (by name) until 1970"),
                viewed.lines().get(2));
        assertEquals("banned: 10.0.9.0/30 for good, by Host: x", viewed.lines().get(3));
        join("b", "Bob", "10.0.0.2", "");
        assertEquals("not_operator", refusal(new Proposal.View("b", ++clock, "bans")));
    }

    @Test
    void whatMakesNoSenseIsRefusedWithAReason() {
        join("a", "Ann", "10.0.0.1", "");

        assertEquals("not_here", refused(HOST, "kick", "Nobody"));
        assertEquals("not_here", refused(HOST, "mute", "Nobody 10m"));
        assertEquals("not_here", refused(HOST, "ban", "key Nobody"));
        assertEquals("no_key", refused(HOST, "ban", "key Ann"));
        assertEquals("not_banned", refused(HOST, "unban", "Ann"));
        assertEquals("not_muted", refused(HOST, "unmute", "Ann"));
        assertEquals("not_an_operator", refused(HOST, "deop", "Ann"));
        assertEquals("name_not_allowed", refused(HOST, "ban", "name <script>"));
        assertEquals("text_too_long", refused(HOST, "kick", "Ann " + "x".repeat(Judge.MAX_REASON + 1)));
        assertEquals("text_too_long", refused(HOST, "motd", "x".repeat(Judge.MAX_MOTD + 1)));
        assertEquals("not_understood", refused(HOST, "dance", "Ann"));
    }

    @Test
    void thereIsABoundToWhatIsRuled() {
        for (int i = 0; i < Rulings.MOST; i++) {
            rules(HOST, "ban", "name n" + i);
        }

        assertEquals("too_many_rulings", refused(HOST, "ban", "name more"));
        rules(HOST, "unban", "n7");
        rules(HOST, "ban", "name more");
    }

    @Test
    void addressesAreReadAsPeopleAndJavaWriteThem() {
        assertEquals("fd00:0:0:0:0:0:0:1", range("FD00::1").shown());
        assertEquals("fd00:0:0:0:0:0:0:0/64", range("fd00::1/64").shown());
        assertEquals("10.1.0.0/16", range("10.1.2.3/16").shown());
        assertTrue(range("10.0.0.0/8").contains("10.255.0.1"));
        assertFalse(range("10.0.0.0/8").contains("11.0.0.1"));
        assertFalse(range("10.0.0.0/8").contains("a:0:0:0:0:0:0:1"));
        assertTrue(range("fe80::1").contains("fe80:0:0:0:0:0:0:1%eth0"));
        for (String none : List.of(
                "",
                "Ann",
                "10.0.0",
                "10.0.0.256",
                "10.0.0.1/33",
                "10.0.0.1/x",
                "1.2.3.4/0",
                ":::",
                "::1::",
                "1:2:3:4:5:6:7:8:9",
                "12345::",
                "::1/129",
                "dead")) {
            assertNull(AddressRange.of(none), none);
        }
    }

    private static AddressRange range(String typed) {
        return Objects.requireNonNull(AddressRange.of(typed), typed);
    }

    private void join(String session, String name, String address, String identity) {
        apply(admitted(joining(session, name, address, identity)));
    }

    private Proposal.Join joining(String session, String name, String address, String identity) {
        return new Proposal.Join(
                session, ++clock, Histories.name(name), address, Aside.ofJoining("json", "", identity));
    }

    private Outcome.Admitted admitted(Proposal join) {
        return assertInstanceOf(Outcome.Admitted.class, room.decide(join));
    }

    private Outcome.Ruled rules(String by, String rule, String text) {
        Outcome outcome = room.decide(new Proposal.Rule(by, ++clock, 0, rule, text));
        Outcome.Ruled ruled = assertInstanceOf(Outcome.Ruled.class, outcome, () -> rule + " " + text + ": " + outcome);
        apply(ruled);
        return ruled;
    }

    private void apply(Outcome outcome) {
        if (outcome instanceof Outcome.Admitted admitted) {
            room.apply(admitted.event(), outcome.aside());
        } else if (outcome instanceof Outcome.Ruled ruled) {
            room.apply(ruled.event(), outcome.aside());
            ruled.left().forEach(room::apply);
        } else {
            room.apply(assertInstanceOf(Outcome.Happened.class, outcome).event());
        }
    }

    private static List<String> leavers(Outcome.Ruled ruled) {
        return ruled.left().stream().map(Event::by).toList();
    }

    private static String shown(Outcome.Ruled ruled) {
        return String.valueOf(ClassicText.line(ruled.event(), "somebody"));
    }

    private String refused(String by, String rule, String text) {
        return refusal(new Proposal.Rule(by, ++clock, 0, rule, text));
    }

    private String refusal(Proposal proposal) {
        Outcome outcome = room.decide(proposal);
        return assertInstanceOf(Outcome.Refused.class, outcome, proposal::toString)
                .refusal()
                .code();
    }
}
