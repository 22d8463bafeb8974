package lanchat.server.room;

import java.util.ArrayList;
import java.util.List;
import lanchat.common.Event;
import lanchat.common.Name;
import lanchat.common.Person;
import lanchat.common.Refusal;
import lanchat.common.Rule;
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
    private final Rulings rulings = new Rulings();
    private final Judge judge;
    private long seq;
    private long time;

    /** An empty room. */
    public Room(Rules rules) {
        this.rules = rules;
        this.naming = new Naming(rules, members, owned);
        this.judge = new Judge(rules, members, rulings, new Target.Present() {
            @Override
            public @Nullable Member named(String name) {
                return byName(Name.keyOf(name));
            }

            @Override
            public int longestName(String text) {
                return Room.this.longestName(text);
            }
        });
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
        if (proposal instanceof Proposal.Rule rule) {
            return judge.decide(rule, by, next, now);
        } else if (proposal instanceof Proposal.View view) {
            return view(view, by, now);
        }
        Ruling mute = rulings.muteOf(by, now);
        if (mute != null && isSpeaking(proposal)) {
            return muted(mute, now);
        }
        if (proposal instanceof Proposal.Say say) {
            return happened(new Event.Said(next, now, session, say.id(), by.name(), say.text(), null));
        } else if (proposal instanceof Proposal.Act act) {
            return happened(new Event.Acted(next, now, session, act.id(), by.name(), act.text(), null));
        } else if (proposal instanceof Proposal.Whisper whisper) {
            return whisper(whisper, by, mute, next, now);
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
        } else if (proposal instanceof Proposal.Turn turn) {
            return new Outcome.Turn(turn.what(), turn.seq());
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
        rulings.forgetBefore(time);
        if (event instanceof Event.Joined joined) {
            joined(joined, aside);
        } else if (event instanceof Event.Left left) {
            left(left);
        } else {
            if (event instanceof Event.Released released) {
                owned.release(Name.keyOf(released.released()));
            } else if (event instanceof Event.Ruled ruled) {
                ruled(ruled, aside.field(Aside.VALUE));
            }
            changed(event);
        }
    }

    /** What an event changes of its causer: nothing, where it is no new name and was not asked for under an id. */
    private void changed(Event event) {
        if (event.id() == 0 && !(event instanceof Event.Renamed)) {
            return; // All talk from the plain door.
        }
        Member by = members.bySession(event.by());
        if (by != null && event instanceof Event.Renamed renamed) {
            renamed(renamed, by);
        } else if (by != null && event.id() > by.heard()) {
            members.put(by.heard(event.id()));
        }
    }

    private void ruled(Event.Ruled ruled, String value) {
        rulings.apply(ruled, value);
        // Who is shown out leaves with the next events, and can't come back to the session, whatever becomes of these.
        if (ruled.rule().equals(Rule.KICK.word())) {
            Member out = members.bySession(ruled.session());
            if (out != null) {
                members.put(out.withoutSecret());
            }
        } else if (ruled.rule().equals(Rule.BAN.word())) {
            Ruling ban = new Ruling(ruled.rule(), ruled.kind(), value, "", 0, "", "");
            for (Member member : members.all()) {
                if (member.canComeBack() && Rulings.concerns(ban, member)) {
                    members.put(member.withoutSecret());
                }
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
        rulings.left(left.by());
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
        return new State(seq, time, members.all(), absentees.all(), owned.all(), rulings.all());
    }

    /** Makes this the whole state, whatever it was. */
    public void restore(State state) {
        seq = state.seq();
        time = state.time();
        members.clear();
        state.members().forEach(members::put);
        absentees.set(state.absent());
        owned.set(state.owned());
        rulings.set(state.rulings());
    }

    /**
     * The room at one moment.
     *
     * @param members those longest here first
     * @param absent those gone longest first
     * @param owned those unseen longest first
     * @param rulings what holds, in the order in which it was ruled
     */
    public record State(
            long seq,
            long time,
            List<Member> members,
            List<Absent> absent,
            List<OwnedName> owned,
            List<Ruling> rulings) {
        /** Before anything has happened. */
        public static final State EMPTY = new State(0, 0, List.of(), List.of(), List.of(), List.of());

        /** Of members that stay as they are. */
        public State {
            members = List.copyOf(members);
            absent = List.copyOf(absent);
            owned = List.copyOf(owned);
            rulings = List.copyOf(rulings);
        }
    }

    private Outcome join(Proposal.Join join) {
        String secret = join.secret();
        Member here = secret.isEmpty() ? null : members.bySecret(secret);
        Refusal ban = whyBanned(join, here == null ? join.name().key() : here.key());
        if (ban != null) {
            return new Outcome.Refused(ban);
        }
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
        List<Person> present = members.first(SHOWN_TO_NEWCOMER);
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
                rulings.motd(),
                naming.remark(join.name(), join.identity(), now));
    }

    /** A session that came in with a key is come back to with that key only: a secret can be stolen alone. */
    private static boolean mayComeBack(String identity, Proposal.Join join) {
        return identity.isEmpty() || identity.equals(join.identity());
    }

    /** Codes differ, for whoever is banned by name can come under another one. */
    private @Nullable Refusal whyBanned(Proposal.Join join, String nameKey) {
        long now = Math.max(time, join.time());
        Ruling ban = rulings.banOf(nameKey, join.identity(), join.address(), now);
        if (ban == null) {
            return null;
        }
        return new Refusal(ban.kind().equals(Kind.NAME) ? "name_banned" : "banned", banned(ban, now));
    }

    /** What somebody is told who is banned. */
    static String banned(Ruling ban, long now) {
        String who = switch (ban.kind()) {
            case Kind.NAME -> "The name " + ban.shown() + " is";
            case Kind.ADDRESS -> "Your address (" + ban.shown() + ") is";
            case Kind.LOOPBACK -> "Everybody at the server's own machine is";
            default -> "You are";
        };
        return who + " banned from this room " + ban.because(now);
    }

    private @Nullable Refusal whyFull(String address) {
        if (members.size() >= rules.maxMembers()) {
            return new Refusal(
                    "room_full",
                    "The room is full: " + rules.maxMembers() + " people are in it. Try again later, or ask the host"
                            + " for a larger --max-members.");
        }
        if (members.from(address) >= rules.maxPerAddress() && !AddressRange.isLoopback(address)) {
            return new Refusal(
                    "address_full",
                    rules.maxPerAddress() + " people are in the room from your address already. Ask the host for a"
                            + " larger --max-per-address.");
        }
        return null;
    }

    private Outcome rename(Proposal.Rename rename, Member by, long next, long now) {
        if (by.session().equals(Wire.HOST_SESSION)) {
            return refused("host_name", "The host's name is set when the server is started: --host-name NAME.");
        }
        if (rename.name().shown().equals(by.name())) {
            return refused("name_same", "That is your name already.");
        }
        Ruling ban = rulings.banOf(rename.name().key(), "", "", now);
        if (ban != null) {
            return refused("name_banned", banned(ban, now));
        }
        Refusal no = naming.whyNot(rename.name(), by.session(), by.identity(), now);
        if (no != null) {
            return new Outcome.Refused(no);
        }
        Event renamed = new Event.Renamed(
                next, now, by.session(), rename.id(), by.name(), rename.name().shown(), by.address(), null);
        return new Outcome.Happened(renamed, naming.remark(rename.name(), by.identity(), now));
    }

    /** What who is muted can't do; another name is among it, for it would be a way out. The host can be whispered to. */
    private static boolean isSpeaking(Proposal proposal) {
        return proposal instanceof Proposal.Say
                || proposal instanceof Proposal.Act
                || proposal instanceof Proposal.Rename;
    }

    private Outcome muted(Ruling mute, long now) {
        String host = rules.hostIsHere()
                ? ", but for lines to the host (/msg " + rules.host().shown() + " TEXT),"
                : "";
        return refused("muted", "You are muted" + host + " " + mute.because(now));
    }

    private Outcome view(Proposal.View view, Member by, long now) {
        if (view.what().equals(Rule.MOTD.word())) {
            String motd = rulings.motd();
            return new Outcome.Viewed(List.of(motd.isEmpty() ? "There is no message of the day." : motd), false);
        }
        if (!rulings.mayRule(by)) {
            return refused("not_operator", "That is for the host and operators; the host makes operators, with /op.");
        }
        return switch (view.what()) {
            case "bans" -> {
                List<Ruling> listed = rulings.listed(now);
                List<String> lines = new ArrayList<>();
                lines.add(listed.isEmpty() ? "Nobody is banned, muted or an operator." : listed.size() + " in force:");
                listed.forEach(ruling -> lines.add(ruling.line(now)));
                yield new Outcome.Viewed(lines, false);
            }
            case "stats" ->
                new Outcome.Viewed(
                        List.of(members.size() + (members.size() == 1 ? " member, " : " members, ") + absentees.size()
                                + " sessions that may come back, "
                                + rulings.listed(now).size()
                                + " bans, mutes and operators (/bans)"),
                        true);
            default -> refused("not_understood", "There is no such thing to be shown: " + view.what() + ".");
        };
    }

    private Outcome whisper(Proposal.Whisper whisper, Member by, @Nullable Ruling mute, long next, long now) {
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
        if (mute != null && !to.session().equals(Wire.HOST_SESSION)) {
            return muted(mute, now);
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
        people.addAll(members.first(SHOWN_TO_WHO));
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
