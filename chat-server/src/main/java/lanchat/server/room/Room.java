package lanchat.server.room;

import java.util.ArrayList;
import java.util.List;
import lanchat.common.Event;
import lanchat.common.Name;
import lanchat.common.Person;
import lanchat.common.Refusal;
import lanchat.common.Wire;
import org.jspecify.annotations.Nullable;

/**
 * The room's state and its laws. {@link #decide} looks and says what is to happen; {@link #apply} makes it so; only
 * applying changes anything, so applying the same events to a new room gives the same state.
 *
 * <p>Pure: time, new ids and names come with the proposals. Not safe for more than one thread: the log's appending
 * thread is the only one that asks.
 */
public final class Room {
    /** How many of those present a newcomer is shown. */
    static final int SHOWN_TO_NEWCOMER = 10;

    /** How many of those present {@code /who} lists. */
    static final int SHOWN_TO_WHO = 200;

    private static final Refusal OTHER_KEY = new Refusal(
            "other_key",
            "This session came in with a key, and can be come back to with that key only. This connection has shown"
                    + " another one, or none. Come in as a newcomer.");

    private final Rules rules;
    private final Members members = new Members();
    private final Absentees absentees = new Absentees();
    private final OwnedNames owned = new OwnedNames(this::isWorn);
    private final Naming naming;
    private long seq;
    private long time;

    /** An empty room. */
    public Room(Rules rules) {
        this.rules = rules;
        this.naming = new Naming(rules, members, owned);
    }

    /** The newest event's place in the order; 0 before the first. */
    public long seq() {
        return seq;
    }

    /** How many members there are, the host not counted. */
    public int size() {
        return members.size();
    }

    /** Says what the proposal leads to. Changes nothing. */
    public Outcome decide(Proposal proposal) {
        if (proposal instanceof Proposal.Join join) {
            return join(join);
        }
        Member by = member(proposal.session());
        if (by == null) {
            return proposal instanceof Proposal.Leave || proposal instanceof Proposal.Away
                    ? new Outcome.Nothing()
                    : refused("not_joined", "You are not in the room. Say a name first.");
        }
        if (proposal.id() != 0 && proposal.id() <= by.heard()) {
            // Sent again after its event had been written: the event is the answer.
            return new Outcome.Nothing();
        }
        long next = seq + 1;
        long now = Math.max(time, proposal.time());
        String session = by.session();
        if (proposal instanceof Proposal.Say say) {
            return happened(new Event.Said(next, now, session, say.id(), by.name(), say.text(), null));
        } else if (proposal instanceof Proposal.Act act) {
            return happened(new Event.Acted(next, now, session, act.id(), by.name(), act.text(), null));
        } else if (proposal instanceof Proposal.Whisper whisper) {
            return whisper(whisper, by, next, now);
        } else if (proposal instanceof Proposal.Rename rename) {
            return rename(rename, by, next, now);
        } else if (proposal instanceof Proposal.Release release) {
            return naming.release(release, by, next, now);
        } else if (proposal instanceof Proposal.Leave) {
            return session.equals(Wire.HOST_SESSION)
                    ? new Outcome.Nothing()
                    : happened(new Event.Left(next, now, session, 0, by.name(), by.address(), null));
        } else if (proposal instanceof Proposal.Who) {
            return present();
        } else if (proposal instanceof Proposal.Away) {
            return new Outcome.Nothing(); // Who speaks for a member at the moment is no part of the room.
        }
        throw new IllegalStateException("a proposal nobody decides: " + proposal);
    }

    /** Makes an accepted event part of the room. Events are applied in the order of their {@code seq}. */
    public void apply(Event event) {
        apply(event, Aside.NONE);
    }

    /** The same, with what the log keeps beside the event. */
    public void apply(Event event, Aside aside) {
        if (event.seq() <= seq) {
            throw new IllegalStateException("event " + event.seq() + " after " + seq);
        }
        seq = event.seq();
        time = Math.max(time, event.time());
        absentees.forgetBefore(time);
        owned.forgetBefore(time);
        if (event instanceof Event.Joined joined) {
            joined(joined, aside);
        } else if (event instanceof Event.Left left) {
            left(left);
        } else {
            if (event instanceof Event.Released released) {
                owned.release(Name.keyOf(released.released()));
            }
            Member by = members.bySession(event.by());
            if (by != null && event instanceof Event.Renamed renamed) {
                renamed(renamed, by);
            } else if (by != null && event.id() > by.heard()) {
                members.put(by.heard(event.id()));
            }
        }
    }

    private void joined(Event.Joined joined, Aside aside) {
        String secret = aside.field(Aside.SECRET);
        String key = Name.keyOf(joined.name());
        Absent before = secret.isEmpty() ? null : absentees.take(secret);
        members.put(new Member(
                joined.by(),
                joined.name(),
                key,
                joined.address(),
                before == null ? joined.id() : before.heard(),
                aside.field(Aside.DOOR),
                secret,
                aside.field(Aside.IDENTITY),
                joined.seq()));
        owned.see(joined.name(), key, aside.field(Aside.IDENTITY), time);
    }

    private void renamed(Event.Renamed renamed, Member by) {
        stillOwned(by);
        Member now = by.named(renamed.newName()).heard(renamed.id());
        members.put(now);
        owned.see(now.name(), now.key(), now.identity(), time);
    }

    private void left(Event.Left left) {
        Member gone = members.remove(left.by());
        if (gone != null) {
            stillOwned(gone);
            if (gone.canComeBack()) {
                absentees.add(new Absent(gone.session(), gone.secret(), gone.identity(), gone.heard(), time));
            }
        }
    }

    /** A name that is left is still its owner's; but one that was released meanwhile is not taken anew. */
    private void stillOwned(Member leaving) {
        if (owned.find(leaving.key(), time) != null) {
            owned.see(leaving.name(), leaving.key(), leaving.identity(), time);
        }
    }

    private boolean isWorn(OwnedName name) {
        Member wearer = members.byKey(name.key());
        return wearer != null && wearer.identity().equals(name.identity());
    }

    /** The whole state as a value, to be compared, kept, and gone back to. */
    public State state() {
        return new State(seq, time, members.all(), absentees.all(), owned.all());
    }

    /** Makes this the whole state, whatever it was. */
    public void restore(State state) {
        seq = state.seq();
        time = state.time();
        members.clear();
        state.members().forEach(members::put);
        absentees.set(state.absent());
        owned.set(state.owned());
    }

    /**
     * The room at one moment.
     *
     * @param members those longest here first
     * @param absent those gone longest first
     * @param owned those unseen longest first
     */
    public record State(long seq, long time, List<Member> members, List<Absent> absent, List<OwnedName> owned) {
        /** Before anything has happened. */
        public static final State EMPTY = new State(0, 0, List.of(), List.of(), List.of());

        /** Of members that stay as they are. */
        public State {
            members = List.copyOf(members);
            absent = List.copyOf(absent);
            owned = List.copyOf(owned);
        }
    }

    private Outcome join(Proposal.Join join) {
        String secret = join.secret();
        Member here = secret.isEmpty() ? null : members.bySecret(secret);
        if (here != null) {
            if (!mayComeBack(here.identity(), join)) {
                return new Outcome.Refused(OTHER_KEY);
            }
            List<Person> others = members.first(SHOWN_TO_NEWCOMER, here.session());
            return new Outcome.Resumed(here, others, members.size() - 1 - others.size());
        }
        if (members.bySession(join.session()) != null) {
            return refused("joined_already", "You are in the room already.");
        }
        long now = Math.max(time, join.time());
        Absent before = secret.isEmpty() ? null : absentees.find(secret, now);
        Refusal no = whyFull(join.address());
        if (no == null) {
            // First, for who comes without the key for once need not be told to give the session up.
            no = naming.whyNot(join.name(), null, join.identity(), now);
        }
        if (no == null && before != null && !mayComeBack(before.identity(), join)) {
            no = OTHER_KEY;
        }
        if (no != null) {
            return new Outcome.Refused(no);
        }
        List<Person> present = members.first(SHOWN_TO_NEWCOMER, "");
        Event.Joined event = new Event.Joined(
                seq + 1,
                now,
                before == null ? join.session() : before.session(),
                0,
                join.name().shown(),
                join.address(),
                null);
        return new Outcome.Admitted(
                event,
                join.aside(),
                present,
                members.size() - present.size(),
                before != null,
                before == null ? 0 : before.heard(),
                naming.remark(join.name(), join.identity(), now));
    }

    /** A session that came in with a key is come back to with that key only: a secret can be stolen alone. */
    private static boolean mayComeBack(String identity, Proposal.Join join) {
        return identity.isEmpty() || identity.equals(join.identity());
    }

    private @Nullable Refusal whyFull(String address) {
        if (members.size() >= rules.maxMembers()) {
            return new Refusal(
                    "room_full",
                    "The room is full: " + rules.maxMembers() + " people are in it. Try again later, or ask the host"
                            + " for a larger --max-members.");
        }
        if (members.from(address) >= rules.maxPerAddress() && !isLoopback(address)) {
            return new Refusal(
                    "address_full",
                    rules.maxPerAddress() + " people are in the room from your address already. Ask the host for a"
                            + " larger --max-per-address.");
        }
        return null;
    }

    /** RFC 1122, section 3.2.1.3, and RFC 4291, section 2.5.3; as Java writes addresses. */
    private static boolean isLoopback(String address) {
        return address.startsWith("127.") || address.equals("0:0:0:0:0:0:0:1") || address.equals("::1");
    }

    private Outcome rename(Proposal.Rename rename, Member by, long next, long now) {
        if (by.session().equals(Wire.HOST_SESSION)) {
            return refused("host_name", "The host's name is set when the server is started: --host-name NAME.");
        }
        if (rename.name().shown().equals(by.name())) {
            return refused("name_same", "That is your name already.");
        }
        Refusal no = naming.whyNot(rename.name(), by.session(), by.identity(), now);
        if (no != null) {
            return new Outcome.Refused(no);
        }
        Event renamed = new Event.Renamed(
                next, now, by.session(), rename.id(), by.name(), rename.name().shown(), by.address(), null);
        return new Outcome.Happened(renamed, naming.remark(rename.name(), by.identity(), now));
    }

    private Outcome whisper(Proposal.Whisper whisper, Member by, long next, long now) {
        Member to = null;
        String text = whisper.text();
        if (whisper.toSession() != null) {
            boolean toHost = whisper.toSession().equals(Wire.HOST_SESSION);
            to = toHost && !rules.hostIsHere() ? null : member(whisper.toSession());
            if (to == null) {
                return refused("not_here", "The one you answer is not here any more.");
            }
        } else if (whisper.to() != null) {
            to = byName(Name.keyOf(whisper.to()));
            if (to == null) {
                return refused("not_here", "Nobody here is called " + whisper.to() + ". See /who.");
            }
        } else {
            int end = longestName(text);
            if (end < 0) {
                return refused("not_here", "That does not begin with the name of anybody here. See /who.");
            }
            to = byName(Name.keyOf(text.substring(0, end)));
            text = text.substring(end).strip();
        }
        if (to == null || text.isEmpty()) {
            return refused("no_text", "There is nothing to whisper: /msg NAME TEXT.");
        }
        return happened(new Event.Whispered(
                next, now, by.session(), whisper.id(), by.name(), to.session(), to.name(), text, null));
    }

    /** Where the longest name of somebody present ends with which the text begins; -1 for none. By look-up only. */
    private int longestName(String text) {
        List<Integer> ends = new ArrayList<>();
        int codePoints = 0;
        for (int at = 0; at < text.length() && codePoints <= Wire.MAX_NAME_CODE_POINTS + 2; codePoints++) {
            int codePoint = text.codePointAt(at);
            if (codePoint == ' ' && at > 0) {
                ends.add(at);
            }
            at += Character.charCount(codePoint);
            if (at == text.length()) {
                ends.add(at);
            }
        }
        for (int i = ends.size() - 1; i >= 0; i--) {
            if (byName(Name.keyOf(text.substring(0, ends.get(i)))) != null) {
                return ends.get(i);
            }
        }
        return -1;
    }

    private Outcome present() {
        List<Person> people = new ArrayList<>();
        if (rules.hostIsHere()) {
            people.add(hostMember().person());
        }
        people.addAll(members.first(SHOWN_TO_WHO, ""));
        int shown = people.size() - (rules.hostIsHere() ? 1 : 0);
        return new Outcome.Present(people, members.size() - shown);
    }

    private @Nullable Member member(String session) {
        return session.equals(Wire.HOST_SESSION) ? hostMember() : members.bySession(session);
    }

    private @Nullable Member byName(String key) {
        return rules.hostIsHere() && key.equals(rules.host().key()) ? hostMember() : members.byKey(key);
    }

    private Member hostMember() {
        return new Member(Wire.HOST_SESSION, rules.host().shown(), rules.host().key(), "", 0, "", "", "", 0);
    }

    private static Outcome happened(Event event) {
        return new Outcome.Happened(event);
    }

    private static Outcome refused(String code, String sentence) {
        return new Outcome.Refused(new Refusal(code, sentence));
    }
}
