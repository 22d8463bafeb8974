package lanchat.server.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import lanchat.common.Event;
import lanchat.common.Refusal;
import lanchat.common.Wire;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whom names belong to, by examples. The laws over long histories are in {@link RoomLawsTest}. */
class OwnedNamesTest {
    private static final String ANNS = "a".repeat(64);
    private static final String BOBS = "b".repeat(64);
    private static final String NONE = "";

    private final Room room = new Room(new Rules(Histories.name("Host"), true));
    private long clock = 1_000;

    @Test
    void aNameBelongsToTheFirstKeyThatUsesIt() {
        joins("a", "Ann", ANNS);
        leaves("a");

        assertEquals("name_owned", code(join("b", "ann", BOBS)));
        joins("c", "ANN", ANNS);
    }

    @Test
    void whoShowsNoKeyIsToldHowToShowOne() {
        joins("a", "Ann", ANNS);
        leaves("a");

        String sentence = refusal(join("b", "Ann", NONE)).sentence();

        assertTrue(sentence.contains("Ann") && sentence.contains("without --no-tls"), sentence);
    }

    @Test
    void aNameUsedWithoutAKeyIsNobodys() {
        joins("a", "Ann", NONE);
        leaves("a");

        joins("b", "Ann", BOBS);
    }

    @Test
    void renamingIsUsing() {
        joins("a", "Ann", ANNS);
        joins("b", "Bob", BOBS);
        happens(rename("a", "Zoe"));
        happens(rename("a", "Ada"));

        for (String name : List.of("Ann", "Zoe")) {
            assertEquals("name_owned", code(rename("b", name)));
        }
        assertEquals("name_taken", code(rename("b", "Ada")));
        happens(rename("a", "Ann"));
    }

    @Test
    void aSixthNameCanBeUsedButIsNotOwnedAndItsUserIsTold() {
        List<String> five = List.of("Ada", "Bea", "Cleo", "Dora", "Eve");
        five.forEach(name -> {
            joins("a", name, ANNS);
            leaves("a");
        });

        var admitted = assertInstanceOf(Outcome.Admitted.class, room.decide(join("a", "Fay", ANNS)));
        assertTold(admitted.remark(), five, "Fay");
        joins("a", "Eve", ANNS);
        var renamed = assertInstanceOf(Outcome.Happened.class, room.decide(rename("a", "Fay")));
        assertTold(renamed.remark(), five, "Fay");
        happens(rename("a", "Fay"));
        leaves("a");

        joins("b", "Fay", BOBS);
        joins("a", "Ada", ANNS);
        happens(release("a", "Bea"));
        assertNull(assertInstanceOf(Outcome.Happened.class, room.decide(rename("a", "Gwen")))
                .remark());
    }

    private static void assertTold(@Nullable String remark, List<String> names, String free) {
        assertNotNull(remark);
        names.forEach(name -> assertTrue(remark.contains(name), remark));
        assertTrue(remark.contains(free + " is free"), remark);
    }

    @Test
    void aReleasedNameIsAnybodys() {
        joins("a", "Ann", ANNS);

        var released = (Event.Released) happens(release("a", ""));

        assertEquals("Ann", released.released());
        assertEquals("not_owned", code(release("a", "")));
        leaves("a");
        joins("b", "Ann", BOBS);
        leaves("b");
        assertEquals("name_owned", code(join("a", "Ann", ANNS)));
    }

    @Test
    void aReleasedNameThatIsStillWornIsNotTakenAnewByLeaving() {
        joins("a", "Ann", ANNS);
        happens(release("a", "ann"));
        happens(rename("a", "Zoe"));

        joins("b", "Ann", BOBS);
    }

    @Test
    void othersCannotReleaseANameButTheHostCan() {
        joins("a", "Ann", ANNS);
        joins("b", "Bob", BOBS);
        joins("c", "Cy", NONE);

        assertEquals("not_yours", code(release("b", "Ann")));
        assertEquals("no_key", code(release("c", "Ann")));
        var released = (Event.Released) happens(release(Wire.HOST_SESSION, "ann"));

        assertEquals("Ann", released.released());
        assertEquals("Host", released.name());
        assertEquals("not_owned", code(release(Wire.HOST_SESSION, "ann")));
    }

    @Test
    void aNameUnseenForNinetyDaysIsFree() {
        joins("a", "Ann", ANNS);
        clock += OwnedNames.KEPT_MS;
        leaves("a");

        clock += OwnedNames.KEPT_MS - 1;
        assertEquals("name_owned", code(join("b", "Ann", BOBS)), "she left ninety days ago, and no more");
        clock += 1;
        joins("b", "Ann", BOBS);
    }

    @Test
    void whoIsPresentAllTheTimeIsSeen() {
        joins("a", "Ann", ANNS);
        joins("b", "Bob", BOBS);
        clock += 2 * OwnedNames.KEPT_MS;
        happens(new Proposal.Say("b", ++clock, 0, "still here"));
        happens(rename("a", "Zoe"));

        assertEquals("name_owned", code(rename("b", "Ann")));
    }

    @Test
    void aSessionComesBackOnlyWithItsOwnKey() {
        admits(join("a", "Ann", ANNS, "secret"));

        assertEquals("other_key", code(join("b", "Ann", BOBS, "secret")));
        assertEquals("other_key", code(join("b", "Ann", NONE, "secret")));
        assertInstanceOf(Outcome.Resumed.class, room.decide(join("b", "Ann", ANNS, "secret")));
        leaves("a");
        assertEquals("other_key", code(join("b", "Bob", BOBS, "secret")));
        assertTrue(admitted(join("b", "Ann", ANNS, "secret")).known());
    }

    @Test
    void aSessionWithoutAKeyComesBackWithAny() {
        admits(join("a", "Ann", NONE, "secret"));

        assertInstanceOf(Outcome.Resumed.class, room.decide(join("b", "Ann", ANNS, "secret")));
        leaves("a");
        assertTrue(admitted(join("b", "Ann", ANNS, "secret")).known());
    }

    @Test
    void whatLooksLikeAnotherNameIsRefusedAndTheOtherIsNamed() {
        joins("a", "Pavan", ANNS);
        for (String time : List.of("present", "away")) {
            Refusal no = refusal(join("b", "P\u0430van", BOBS));
            assertEquals("name_looks_alike", no.code(), time);
            assertTrue(no.sentence().contains("looks like Pavan,"), no.sentence());
            assertEquals("name_looks_alike", code(join("b", "p\u0430v\u0430n", NONE)), time);
            if (time.equals("present")) {
                leaves("a");
            }
        }
        assertEquals("name_looks_alike", code(join("b", "H\u043Est", BOBS)));
        assertEquals("name_looks_alike", code(join("b", "Y\u043Eu", BOBS)));

        joins("a", "P\u0430van", ANNS);
    }

    @Test
    void aMemberMayTakeWhatLooksLikeTheNameItHas() {
        joins("a", "Ivan", NONE);
        joins("b", "Bob", NONE);

        assertEquals("name_looks_alike", code(rename("b", "lvan")));
        happens(rename("a", "lvan"));
        assertEquals("name_looks_alike", code(rename("b", "Ivan")));
        happens(rename("a", "Zoe"));
        happens(rename("b", "Ivan"));
    }

    @Test
    void namesBeyondTheBoundAreForgottenThoseUnseenLongestFirst() {
        OwnedNames owned = new OwnedNames(name -> name.name().equals("n0"));
        IntStream.rangeClosed(0, OwnedNames.MOST).forEach(i -> owned.see("n" + i, "n" + i, "key" + i, i));

        assertEquals(OwnedNames.MOST, owned.all().size());
        assertNotNull(owned.find("n0", OwnedNames.MOST), "its owner is present");
        assertNull(owned.find("n1", OwnedNames.MOST));
        assertNotNull(owned.find("n2", OwnedNames.MOST));
    }

    private Proposal.Join join(String session, String name, String identity) {
        return join(session, name, identity, "");
    }

    private Proposal.Join join(String session, String name, String identity, String secret) {
        return new Proposal.Join(
                session, ++clock, Histories.name(name), "::1", Aside.ofJoining("json", secret, identity));
    }

    private Proposal rename(String session, String name) {
        return new Proposal.Rename(session, ++clock, 0, Histories.name(name));
    }

    private Proposal release(String session, String name) {
        return new Proposal.Release(session, ++clock, 0, name);
    }

    private void joins(String session, String name, String identity) {
        admits(join(session, name, identity));
    }

    private void admits(Proposal.Join join) {
        room.apply(admitted(join).event(), join.aside());
    }

    private Outcome.Admitted admitted(Proposal.Join join) {
        return assertInstanceOf(Outcome.Admitted.class, room.decide(join), join::toString);
    }

    private void leaves(String session) {
        happens(new Proposal.Leave(session, ++clock));
    }

    private Event happens(Proposal proposal) {
        Event event = assertInstanceOf(Outcome.Happened.class, room.decide(proposal), proposal::toString)
                .event();
        room.apply(event);
        return event;
    }

    private Refusal refusal(Proposal proposal) {
        return assertInstanceOf(Outcome.Refused.class, room.decide(proposal), proposal::toString)
                .refusal();
    }

    private String code(Proposal proposal) {
        return refusal(proposal).code();
    }
}
