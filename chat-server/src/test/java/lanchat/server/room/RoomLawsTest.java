package lanchat.server.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import lanchat.common.Event;
import lanchat.common.LookAlikes;
import lanchat.common.Name;
import lanchat.common.Wire;
import lanchat.server.Dice;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import rocks.xmpp.precis.PrecisProfiles;

/** The laws of the room, on histories that the dice make up. */
class RoomLawsTest {
    private static final int MAX_MEMBERS = 9;
    private static final int MAX_PER_ADDRESS = 4;
    private static final int HISTORIES = 60;
    private static final int STEPS = 300;
    private static final Map<String, Set<String>> LOOKS = new ConcurrentHashMap<>();

    @Test
    void onlyWhatHappensMovesTheOrderAndTime() {
        Dice.roll(
                HISTORIES,
                dice -> play(dice, (room, before, proposal, event) -> {
                    if (event == null) {
                        assertEquals(before, room.state(), () -> proposal + " was refused, and yet changed something");
                    } else {
                        assertEquals(before.seq() + 1, event.seq());
                        assertEquals(event.seq(), room.state().seq());
                        assertEquals(
                                Math.max(before.time(), proposal.time()), event.time(), "time runs on, never back");
                        assertEquals(event.time(), room.state().time());
                    }
                }));
    }

    @Test
    void noTwoHaveNamesThatCompareEqual() {
        Dice.roll(
                HISTORIES,
                dice -> play(dice, (room, before, proposal, event) -> {
                    Set<String> keys = new HashSet<>();
                    keys.add(PrecisProfiles.NICKNAME.toComparableString(Histories.HOST.shown()));
                    for (Member member : room.state().members()) {
                        assertTrue(
                                keys.add(PrecisProfiles.NICKNAME.toComparableString(member.name())),
                                () -> "after " + proposal + " two are called " + member.name());
                    }
                }));
    }

    @Test
    void aNameOwnedIsNeverWornByAnother() {
        Dice.roll(
                HISTORIES,
                dice -> play(dice, (room, before, proposal, event) -> {
                    Map<String, Integer> owners = new HashMap<>();
                    for (OwnedName owned : room.state().owned()) {
                        owners.merge(owned.identity(), 1, Integer::sum);
                        for (Member member : room.state().members()) {
                            boolean alike = owned.key().equals(member.key()) || looksLike(owned.name(), member.name());
                            assertTrue(
                                    !alike || owned.identity().equals(member.identity()),
                                    () -> "after " + proposal + " " + member + " can be taken for " + owned);
                        }
                    }
                    owners.forEach((identity, names) ->
                            assertTrue(names <= OwnedNames.MOST_OF_ONE, () -> identity + " has " + names + " names"));
                }));
    }

    @Test
    void noTwoWhoArePresentCanBeMistakenForEachOther() {
        Dice.roll(
                HISTORIES,
                dice -> play(dice, (room, before, proposal, event) -> {
                    List<Member> members = room.state().members();
                    for (int i = 1; i < members.size(); i++) {
                        for (Member other : members.subList(0, i)) {
                            assertFalse(looksLike(members.get(i).name(), other.name()), proposal::toString);
                        }
                    }
                }));
    }

    @Test
    void aNameIsItsOwnersUntilReleasedOrUnseenForNinetyDays() {
        Dice.roll(
                HISTORIES,
                dice -> play(dice, (room, before, proposal, event) -> {
                    for (OwnedName owned : before.owned()) {
                        boolean unseen =
                                room.state().time() - owned.seen() > OwnedNames.KEPT_MS && !isWorn(before, owned);
                        boolean released = event instanceof Event.Released free && alike(free.released(), owned.name());
                        OwnedName now = owned(room.state(), owned.key());
                        if (released || unseen) {
                            boolean taken = event instanceof Event.Joined || event instanceof Event.Renamed;
                            assertTrue(now == null || (unseen && taken), () -> proposal + " left it to " + now);
                        } else {
                            assertNotNull(now, () -> proposal + " took " + owned);
                            assertEquals(owned.identity(), now.identity());
                        }
                    }
                    if (event instanceof Event.Released released
                            && !released.by().equals(Wire.HOST_SESSION)) {
                        Member by = by(before, released.by());
                        OwnedName gone = owned(
                                before, Histories.name(released.released()).key());
                        assertNotNull(by);
                        assertNotNull(gone);
                        assertEquals(by.identity(), gone.identity(), "only the host releases the names of others");
                    }
                }));
    }

    @Test
    void theSameEventsGiveTheSameRoom() {
        Dice.roll(HISTORIES, dice -> {
            List<Event> events = new ArrayList<>();
            List<Aside> asides = new ArrayList<>();
            boolean hostIsHere = dice.nextBoolean();
            Room room = new Room(rules(hostIsHere));

            play(dice, room, asides, (same, before, proposal, event) -> {
                if (event != null) {
                    events.add(event);
                }
            });

            Room replayed = new Room(rules(hostIsHere));
            for (int i = 0; i < events.size(); i++) {
                replayed.apply(events.get(i), asides.get(i));
            }
            assertEquals(room.state(), replayed.state());
            Room restored = new Room(rules(hostIsHere));
            restored.restore(room.state());
            assertEquals(room.state(), restored.state());
            Histories further = new Histories(dice);
            for (int i = 0; i < 100; i++) {
                Proposal proposal = further.next(replayed);
                assertEquals(room.decide(proposal), replayed.decide(proposal), "they answer alike, too");
            }
        });
    }

    @Test
    void aRequestHasAtMostOneEvent() {
        Dice.roll(HISTORIES, dice -> {
            Set<String> answered = new HashSet<>();
            play(dice, (room, before, proposal, event) -> {
                if (event instanceof Event.Joined && !event.by().startsWith(Histories.KEPT)) {
                    answered.removeIf(request -> request.startsWith(event.by() + "#"));
                } else if (event != null && event.id() > 0) {
                    assertEquals(proposal.id(), event.id());
                    assertTrue(answered.add(event.by() + "#" + event.id()), () -> proposal + " led to a second event");
                }
            });
        });
    }

    @Test
    void anIdAtOrBelowTheHighestHeardLeadsToNothing() {
        Dice.roll(HISTORIES, dice -> {
            Room room = new Room(rules(true));
            play(dice, room, (same, before, proposal, event) -> {
                for (Member member : same.state().members()) {
                    if (member.heard() > 0) {
                        long id = 1 + (long) (dice.nextDouble() * member.heard());
                        Proposal again = new Proposal.Say(member.session(), proposal.time(), id, "again");
                        assertEquals(new Outcome.Nothing(), same.decide(again));
                    }
                }
            });
        });
    }

    @Test
    void aWhisperIsSeenByTwoSessionsOnly() {
        Dice.roll(
                HISTORIES,
                dice -> play(dice, (room, before, proposal, event) -> {
                    if (event instanceof Event.Whispered whispered) {
                        assertFalse(event.isPublic());
                        assertEquals(proposal.session(), whispered.by());
                        for (Member member : before.members()) {
                            boolean concerned = member.session().equals(whispered.by())
                                    || member.session().equals(whispered.to());
                            assertEquals(concerned, event.visibleTo(member.session()));
                        }
                    } else if (event != null) {
                        assertTrue(event.isPublic());
                    }
                }));
    }

    @Test
    void aWhisperGoesToTheLongestNameItBeginsWith() {
        Dice.roll(
                HISTORIES,
                dice -> play(dice, new Room(rules(true)), (room, before, proposal, event) -> {
                    if (proposal instanceof Proposal.Whisper whisper
                            && whisper.toSession() == null
                            && whisper.to() == null) {
                        String name = longestNameByWalkingAll(before.members(), whisper.text());
                        if (event instanceof Event.Whispered whispered) {
                            assertEquals(name, whispered.toName(), whisper::toString);
                        } else if (room.decide(proposal) instanceof Outcome.Refused refused) {
                            boolean maySpeak = whisper.session().equals(Wire.HOST_SESSION)
                                    || by(before, whisper.session()) != null;
                            String code = !maySpeak ? "not_joined" : name == null ? "not_here" : "no_text";
                            if (!refused.refusal().code().equals("muted")) {
                                assertEquals(code, refused.refusal().code(), whisper::toString);
                            } else {
                                assertTrue(isMuted(before, whisper.session(), whisper.time()));
                                assertFalse(alike(String.valueOf(name), Histories.HOST.shown()), "it is not the host");
                            }
                        }
                    }
                }));
    }

    @Test
    void whatIsAcceptedIsWhatTheRulesAllow() {
        Dice.roll(
                HISTORIES,
                dice -> play(dice, (room, before, proposal, event) -> {
                    if (proposal instanceof Proposal.Join join) {
                        long now = Math.max(before.time(), join.time());
                        boolean free = isFree(before, join.name().shown(), null, join.identity(), now)
                                && hasRoom(before, join.address());
                        boolean isNew = by(before, join.session()) == null && bySecret(before, join.secret()) == null;
                        boolean may = mayComeBack(before, join, now);
                        boolean in =
                                !isBanned(before, join.name().shown(), join.identity(), join.address(), join.time());
                        assertEquals(in && free && isNew && may, event != null, proposal::toString);
                    } else if (proposal instanceof Proposal.Leave) {
                        assertEquals(by(before, proposal.session()) != null, event != null, proposal::toString);
                    } else if (proposal instanceof Proposal.Rename rename) {
                        Member by = by(before, rename.session());
                        boolean may = by != null
                                && (rename.id() == 0 || rename.id() > by.heard())
                                && !by.name().equals(rename.name().shown())
                                && !isMuted(before, by.session(), rename.time())
                                && !isBanned(before, rename.name().shown(), "", "", rename.time())
                                && isFree(
                                        before,
                                        rename.name().shown(),
                                        by.session(),
                                        by.identity(),
                                        Math.max(before.time(), rename.time()));
                        assertEquals(may, event != null, proposal::toString);
                    } else if (proposal instanceof Proposal.Say || proposal instanceof Proposal.Act) {
                        Member by = by(before, proposal.session());
                        boolean may = by == null
                                ? proposal.session().equals(Wire.HOST_SESSION)
                                : (proposal.id() == 0 || proposal.id() > by.heard())
                                        && !isMuted(before, by.session(), proposal.time());
                        assertEquals(may, event != null, proposal::toString);
                    }
                }));
    }

    @Test
    void aNewcomerIsToldWhoIsHereAlready() {
        Dice.roll(HISTORIES, dice -> {
            Room room = new Room(rules(true));
            play(dice, room, (same, before, proposal, event) -> {
                String newcomer = "newcomer";
                Outcome outcome = same.decide(
                        new Proposal.Join(newcomer, proposal.time(), Histories.name("Nobody has this"), "::1"));
                List<Member> here = same.state().members();
                if (here.size() == MAX_MEMBERS
                        || isBanned(same.state(), "Nobody has this", "", "::1", proposal.time())) {
                    assertInstanceOf(Outcome.Refused.class, outcome);
                    return;
                }
                var admitted = assertInstanceOf(Outcome.Admitted.class, outcome);
                int shown = Math.min(here.size(), Room.SHOWN_TO_NEWCOMER);
                assertEquals(here.stream().limit(shown).map(Member::person).toList(), admitted.present());
                assertEquals(here.size() - shown, admitted.others());
            });
        });
    }

    @Test
    void aSecretLeadsBackToItsSessionAndToNoOther() {
        Dice.roll(HISTORIES, dice -> {
            Map<String, String> sessions = new HashMap<>();
            Map<String, Long> leftAt = new HashMap<>();
            Map<String, Long> heard = new HashMap<>();
            play(dice, (room, before, proposal, event) -> {
                if (event != null) {
                    heard.merge(event.by(), event.id(), Math::max);
                }
                if (proposal instanceof Proposal.Join join && !join.secret().isEmpty()) {
                    Member here = bySecret(before, join.secret());
                    String name = here == null ? join.name().shown() : here.name();
                    if (isBanned(before, name, join.identity(), join.address(), join.time())) {
                        assertInstanceOf(Outcome.Refused.class, room.decide(join));
                        return;
                    }
                    if (here != null) {
                        assertEquals(sessions.get(join.secret()), here.session());
                        if (!here.identity().isEmpty() && !here.identity().equals(join.identity())) {
                            var no = assertInstanceOf(Outcome.Refused.class, room.decide(proposal));
                            assertEquals("other_key", no.refusal().code(), "a stolen secret does not help");
                            return;
                        }
                        var again = assertInstanceOf(Outcome.Resumed.class, room.decide(proposal));
                        assertEquals(here, again.member());
                        assertEquals(heard.get(here.session()), again.member().heard());
                        assertFalse(again.present().contains(here.person()));
                    } else if (event != null) {
                        long gone = event.time() - leftAt.getOrDefault(join.secret(), Long.MIN_VALUE / 2);
                        String expected = gone > Absentees.KEPT_MS
                                ? join.session()
                                : sessions.getOrDefault(join.secret(), join.session());
                        assertEquals(expected, event.by(), proposal::toString);
                        Member now = bySecret(room.state(), join.secret());
                        assertNotNull(now);
                        assertEquals(heard.get(event.by()), now.heard());
                        sessions.put(join.secret(), event.by());
                    }
                } else if (event instanceof Event.Left) {
                    Member gone = by(before, event.by());
                    if (proposal instanceof Proposal.Rule && gone != null) {
                        // Shown out: the secret leads nowhere any more.
                        sessions.values().remove(event.by());
                        return;
                    }
                    sessions.forEach((secret, session) -> {
                        if (session.equals(event.by())) {
                            leftAt.put(secret, event.time());
                        }
                    });
                }
            });
        });
    }

    @Test
    void onlyTheHostAndOperatorsRuleAndNobodyRulesOverTheHost() {
        Dice.roll(
                HISTORIES,
                dice -> play(dice, (room, before, proposal, event) -> {
                    if (event instanceof Event.Ruled ruled) {
                        Member by = by(before, ruled.by());
                        assertTrue(by == null ? isHost(ruled.by()) : isOperator(before, by), proposal::toString);
                        assertFalse(isHost(ruled.session()), proposal::toString);
                        Member whom = by(before, ruled.session());
                        if (by != null && whom != null) {
                            assertFalse(isOperator(before, whom), () -> proposal + " is between operators");
                        }
                        if (ruled.rule().equals("op") || ruled.rule().equals("deop")) {
                            assertTrue(isHost(ruled.by()), proposal::toString);
                        }
                    }
                }));
    }

    @Test
    void nobodyWhoIsBannedIsInTheRoom() {
        Dice.roll(
                HISTORIES,
                dice -> play(dice, (room, before, proposal, event) -> {
                    if (proposal instanceof Proposal.Rule) {
                        return; // Who is shown out leaves with the next events.
                    }
                    for (Member member : room.state().members()) {
                        assertFalse(
                                isBanned(
                                        room.state(),
                                        member.name(),
                                        member.identity(),
                                        member.address(),
                                        room.state().time()),
                                () -> "after " + proposal + " in spite of a ban: " + member);
                    }
                }));
    }

    @Test
    void whoIsShownOutIsGoneForGoodAndOthersStay() {
        Dice.roll(HISTORIES, dice -> {
            Room room = new Room(rules(true));
            Histories histories = new Histories(dice);
            for (int i = 0; i < STEPS; i++) {
                Room.State before = room.state();
                Outcome outcome = room.decide(histories.next(room));
                List<Event> events = events(outcome);
                Aside aside = outcome.aside();
                for (Event event : events) {
                    room.apply(event, aside);
                    aside = Aside.NONE;
                }
                if (outcome instanceof Outcome.Ruled ruled) {
                    List<String> out = ruled.left().stream().map(Event::by).toList();
                    List<String> stay = new ArrayList<>();
                    for (Member member : before.members()) {
                        if (out.contains(member.session())) {
                            assertNull(by(room.state(), member.session()));
                            assertTrue(room.state().absent().stream()
                                    .noneMatch(absent -> absent.session().equals(member.session())));
                        } else {
                            stay.add(member.session());
                        }
                    }
                    assertEquals(
                            stay,
                            room.state().members().stream().map(Member::session).toList());
                }
            }
        });
    }

    /** Looks at each step of a history. */
    @FunctionalInterface
    private interface Step {
        /** What was proposed to a room in this state, and what happened; null for nothing. */
        void taken(Room room, Room.State before, Proposal proposal, @Nullable Event event);
    }

    private static void play(Random dice, Step step) {
        play(dice, new Room(rules(dice.nextBoolean())), step);
    }

    private static void play(Random dice, Room room, Step step) {
        play(dice, room, new ArrayList<>(), step);
    }

    /** The same, and what is kept beside each event. */
    private static void play(Random dice, Room room, List<Aside> asides, Step step) {
        Histories histories = new Histories(dice);
        for (int i = 0; i < STEPS; i++) {
            Room.State before = room.state();
            Proposal proposal = histories.next(room);
            Outcome outcome = room.decide(proposal);
            assertEquals(before, room.state(), "deciding changes nothing");
            List<Event> events = events(outcome);
            if (events.isEmpty()) {
                step.taken(room, before, proposal, null);
            }
            Aside aside = outcome.aside();
            for (Event event : events) {
                room.apply(event, aside);
                asides.add(aside);
                step.taken(room, before, proposal, event);
                before = room.state();
                aside = Aside.NONE;
            }
        }
    }

    private static List<Event> events(Outcome outcome) {
        List<Event> events = new ArrayList<>();
        if (outcome instanceof Outcome.Happened happened) {
            events.add(happened.event());
        } else if (outcome instanceof Outcome.Admitted admitted) {
            events.add(admitted.event());
        } else if (outcome instanceof Outcome.Ruled ruled) {
            events.add(ruled.event());
            events.addAll(ruled.left());
        }
        return events;
    }

    private static boolean isHost(String session) {
        return session.equals(Wire.HOST_SESSION);
    }

    private static boolean isOperator(Room.State state, Member member) {
        return state.rulings().stream()
                .anyMatch(ruling -> ruling.rule().equals("op")
                        && (ruling.value().equals(member.session())
                                || (!member.identity().isEmpty()
                                        && ruling.value().equals(member.identity()))));
    }

    private static boolean isMuted(Room.State state, String session, long asked) {
        Member member = by(state, session);
        long now = Math.max(state.time(), asked);
        return member != null
                && state.rulings().stream()
                        .anyMatch(ruling -> ruling.rule().equals("mute")
                                && (ruling.until() == 0 || ruling.until() > now)
                                && (ruling.kind().equals("key")
                                        ? ruling.value().equals(member.identity())
                                        : alike(ruling.shown(), member.name())));
    }

    /** By walking over all bans; the addresses that are banned here end in 0 to 3, and /31 takes the last bit off. */
    private static boolean isBanned(Room.State state, String name, String identity, String address, long asked) {
        long now = Math.max(state.time(), asked);
        return state.rulings().stream()
                .filter(ruling -> ruling.rule().equals("ban") && (ruling.until() == 0 || ruling.until() > now))
                .anyMatch(ban -> switch (ban.kind()) {
                    case "name" -> alike(ban.shown(), name);
                    case "key" -> ban.value().equals(identity);
                    case "loopback" -> address.startsWith("127.") || address.equals("::1");
                    default ->
                        ban.value().equals(address)
                                || ban.value()
                                        .equals(address.replaceFirst("[01]$", "0/31")
                                                .replaceFirst("[23]$", "2/31"));
                });
    }

    private static @Nullable Member by(Room.State state, String session) {
        return state.members().stream()
                .filter(member -> member.session().equals(session))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Member bySecret(Room.State state, String secret) {
        return state.members().stream()
                .filter(member -> !secret.isEmpty() && member.secret().equals(secret))
                .findFirst()
                .orElse(null);
    }

    private static boolean hasRoom(Room.State state, String address) {
        long fromThere = state.members().stream()
                .filter(member -> member.address().equals(address))
                .count();
        return state.members().size() < MAX_MEMBERS && (fromThere < MAX_PER_ADDRESS || address.equals("127.0.0.1"));
    }

    private static Rules rules(boolean hostIsHere) {
        return new Rules(Histories.HOST, hostIsHere, MAX_MEMBERS, MAX_PER_ADDRESS);
    }

    private static boolean isFree(
            Room.State state, String name, @Nullable String exceptSession, String identity, long now) {
        return !mistaken(name, Histories.HOST.shown())
                && !mistaken(name, "You")
                && state.members().stream()
                        .noneMatch(member -> !member.session().equals(exceptSession) && mistaken(name, member.name()))
                && state.owned().stream()
                        .noneMatch(owned -> !owned.identity().equals(identity)
                                && mistaken(name, owned.name())
                                && (isWorn(state, owned) || now - owned.seen() <= OwnedNames.KEPT_MS));
    }

    private static boolean mayComeBack(Room.State state, Proposal.Join join, long now) {
        return state.absent().stream()
                .noneMatch(absent -> absent.secret().equals(join.secret())
                        && now - absent.seen() <= Absentees.KEPT_MS
                        && !absent.identity().isEmpty()
                        && !absent.identity().equals(join.identity()));
    }

    private static boolean isWorn(Room.State state, OwnedName owned) {
        return state.members().stream()
                .anyMatch(member ->
                        alike(member.name(), owned.name()) && member.identity().equals(owned.identity()));
    }

    private static @Nullable OwnedName owned(Room.State state, String key) {
        return state.owned().stream()
                .filter(owned -> owned.key().equals(key))
                .findFirst()
                .orElse(null);
    }

    private static boolean mistaken(String one, String other) {
        return alike(one, other) || looksLike(one, other);
    }

    private static boolean looksLike(String one, String other) {
        return !Collections.disjoint(looks(one), looks(other));
    }

    /** Each name once, for there are few and the laws ask often. */
    private static Set<String> looks(String name) {
        return LOOKS.computeIfAbsent(name, one -> LookAlikes.of(one, Name.keyOf(one)));
    }

    private static boolean alike(String one, String other) {
        String key = PrecisProfiles.NICKNAME.toComparableString(one);
        assertNotNull(key);
        return key.equals(PrecisProfiles.NICKNAME.toComparableString(other));
    }

    /** The slow way, which the room must not take: every name against every start of the text that ends a word. */
    private static @Nullable String longestNameByWalkingAll(List<Member> members, String text) {
        for (int end = text.length(); end > 0; end--) {
            if (end < text.length() && text.charAt(end) != ' ') {
                continue;
            }
            String start = text.substring(0, end);
            if (alike(start, Histories.HOST.shown())) {
                return Histories.HOST.shown();
            }
            for (Member member : members) {
                if (alike(start, member.name())) {
                    return member.name();
                }
            }
        }
        return null;
    }
}
