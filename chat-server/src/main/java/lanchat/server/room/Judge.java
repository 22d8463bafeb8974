package lanchat.server.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import lanchat.common.Event;
import lanchat.common.Name;
import lanchat.common.Refusal;
import lanchat.common.RefusedException;
import lanchat.common.Rule;
import lanchat.common.Span;
import lanchat.common.Wire;

/**
 * Decides what the host and operators want to be ruled. Only looks: what is to hold is written into the event and what is
 * kept beside it, and {@link Rulings} follows from these.
 *
 * <p>Belongs to {@link Room}.
 */
final class Judge {
    /** Longest reason, in code points. */
    static final int MAX_REASON = 200;

    /** Longest message of the day, in code points. */
    static final int MAX_MOTD = 1_000;

    private static final Set<String> KINDS = Set.of(Kind.NAME, Kind.KEY, Kind.ADDRESS, Kind.LOOPBACK);
    private static final String NOTHING = "-";

    private final Rules rules;
    private final Members members;
    private final Rulings rulings;
    private final Target.Present present;

    Judge(Rules rules, Members members, Rulings rulings, Target.Present present) {
        this.rules = rules;
        this.members = members;
        this.rulings = rulings;
        this.present = present;
    }

    /** Decides for this member; the event would be the one of this {@code seq}, at this time. */
    Outcome decide(Proposal.Rule ask, Member by, long seq, long now) {
        if (!rulings.mayRule(by)) {
            return refused("not_operator", "That is for the host and operators; the host makes operators, with /op.");
        }
        boolean isHost = isHost(by);
        Rule rule = Rule.of(ask.rule());
        if (rule == null) {
            return refused("not_understood", "This server does not know what that would be: " + ask.rule() + ".");
        }
        if (!isHost && (rule == Rule.OP || rule == Rule.DEOP)) {
            return refused("host_only", "Who is an operator is decided by the host alone.");
        }
        Draft draft = new Draft(ask, by, seq, now, rule);
        try {
            return switch (rule) {
                case KICK -> kick(draft);
                case BAN -> ban(draft);
                case UNBAN -> unban(draft);
                case MUTE -> mute(draft);
                case OP -> op(draft);
                case UNMUTE -> end(draft, Rule.MUTE, "not_muted", "muted");
                case DEOP -> end(draft, Rule.OP, "not_an_operator", "an operator");
                case MOTD -> motd(draft);
            };
        } catch (RefusedException no) {
            return new Outcome.Refused(no.refusal());
        }
    }

    /** What is to be written down. */
    private record Draft(Proposal.Rule ask, Member by, long seq, long now, Rule rule) {
        Event.Ruled event(String kind, String target, String session, long until, String text) {
            return new Event.Ruled(
                    seq, now, by.session(), ask.id(), by.name(), rule.word(), kind, target, session, until, text, null);
        }
    }

    private Outcome kick(Draft draft) throws RefusedException {
        Target target = Target.of(draft.ask().text(), present);
        Member whom = mayTouch(draft, here(target));
        String reason = reason(target.rest());
        Event.Ruled event = draft.event("", whom.name(), whom.session(), 0, reason);
        return shownOut(
                event,
                Aside.NONE,
                List.of(whom),
                new Refusal(
                        "shown_out",
                        "You were shown out by " + event.name() + (reason.isEmpty() ? "." : ": " + reason)));
    }

    private Outcome ban(Draft draft) throws RefusedException {
        String text = draft.ask().text();
        String first = Target.firstWord(text).toLowerCase(Locale.ROOT);
        String kind = KINDS.contains(first) ? first : "";
        String behind = kind.isEmpty() ? text : text.substring(first.length()).strip();
        if (behind.isEmpty() && !kind.equals(Kind.LOOPBACK)) {
            throw no("no_target", "Whom? For example: /ban " + first + " Ann 2h flooding");
        }
        Banned banned = banned(kind, behind);
        String word = Target.firstWord(banned.rest());
        long span = Span.typed(word);
        String reason = reason(span == 0 ? banned.rest() : banned.rest().substring(word.length()));
        long until = span == 0 ? 0 : draft.now() + span;
        Ruling ban = new Ruling(
                draft.rule().word(),
                banned.kind(),
                banned.value(),
                banned.shown(),
                until,
                draft.by().name(),
                reason);
        List<Member> out = new ArrayList<>();
        for (Member member : members.all()) {
            if (Rulings.concerns(ban, member)) {
                if (member.session().equals(draft.by().session())) {
                    throw no("yourself", "That would ban you as well.");
                }
                out.add(mayTouch(draft, member));
            }
        }
        checkRoom();
        String session = out.size() == 1 ? out.get(0).session() : "";
        return shownOut(
                draft.event(ban.kind(), ban.shown(), session, until, reason),
                Aside.ofRuling(ban.value()),
                out,
                new Refusal("banned", Room.banned(ban, draft.now())));
    }

    /** By what somebody is banned, and what stands behind that. */
    private record Banned(String kind, String value, String shown, String rest) {}

    private Banned banned(String kind, String text) throws RefusedException {
        if (kind.equals(Kind.LOOPBACK)) {
            return new Banned(kind, Kind.LOOPBACK, Kind.LOOPBACK, text);
        }
        String word = Target.firstWord(text);
        AddressRange typed = kind.isEmpty() || kind.equals(Kind.ADDRESS) ? AddressRange.of(word) : null;
        if (typed != null) {
            return byAddress(typed, text.substring(word.length()).strip());
        }
        Target target = Target.of(text, present);
        Member whom = target.member();
        if (kind.equals(Kind.ADDRESS)) {
            AddressRange from = AddressRange.of(here(target).address());
            if (from == null) {
                throw isHost(); // Everybody else has an address.
            }
            return byAddress(from, target.rest());
        }
        if (kind.equals(Kind.KEY)
                || (kind.isEmpty() && whom != null && !whom.identity().isEmpty())) {
            whom = here(target);
            if (whom.identity().isEmpty()) {
                throw no(
                        "no_key",
                        whom.name() + " has shown no key (nc and --no-tls have none). Ban the name or the address.");
            }
            return new Banned(Kind.KEY, whom.identity(), whom.name(), target.rest());
        }
        Name name = Name.of(whom == null ? target.typed() : whom.name());
        if (name.key().equals(rules.host().key())) {
            throw isHost();
        }
        return new Banned(Kind.NAME, name.key(), name.shown(), target.rest());
    }

    private static Banned byAddress(AddressRange range, String rest) throws RefusedException {
        if (range.touchesLoopback()) {
            throw no(
                    "loopback",
                    "From " + range.shown() + " come all who are on the server's own machine, or reach it through a"
                            + " tunnel that ends there. If all of them are meant: /ban loopback");
        }
        return new Banned(Kind.ADDRESS, range.shown(), range.shown(), rest);
    }

    private Outcome unban(Draft draft) throws RefusedException {
        String called = unquoted(draft.ask().text());
        AddressRange range = AddressRange.of(called);
        String shown = range != null && rulings.has(Rule.BAN, range.shown()) ? range.shown() : called;
        if (!rulings.has(Rule.BAN, shown)) {
            throw no("not_banned", "There is no ban of " + shown + ". /bans lists them.");
        }
        return ruled(draft.event("", shown, "", 0, ""), Aside.NONE);
    }

    private Outcome mute(Draft draft) throws RefusedException {
        Target target = Target.of(draft.ask().text(), present);
        Member whom = mayTouch(draft, here(target));
        String word = Target.firstWord(target.rest());
        long span = Span.typed(word);
        String reason = reason(span == 0 ? target.rest() : target.rest().substring(word.length()));
        checkRoom();
        boolean hasKey = !whom.identity().isEmpty();
        return ruled(
                draft.event(
                        hasKey ? Kind.KEY : Kind.NAME,
                        whom.name(),
                        whom.session(),
                        span == 0 ? 0 : draft.now() + span,
                        reason),
                Aside.ofRuling(hasKey ? whom.identity() : whom.key()));
    }

    private Outcome op(Draft draft) throws RefusedException {
        Member whom = here(Target.of(draft.ask().text(), present));
        if (isHost(whom)) {
            throw isHost();
        }
        if (rulings.operator(whom) != null) {
            throw no("operator_already", whom.name() + " is an operator already.");
        }
        checkRoom();
        // Who has no key can't be told from whoever takes the name next: the powers go with the session.
        boolean hasKey = !whom.identity().isEmpty();
        return ruled(
                draft.event(hasKey ? Kind.KEY : Kind.STAY, whom.name(), whom.session(), 0, ""),
                Aside.ofRuling(hasKey ? whom.identity() : whom.session()));
    }

    /** Ends a mute, or an operator's powers: of somebody present, whatever their name was then, or of a name. */
    private Outcome end(Draft draft, Rule begun, String code, String what) throws RefusedException {
        Target target = Target.of(draft.ask().text(), present);
        Member whom = target.member();
        if (whom != null) {
            mayTouch(draft, whom);
            Ruling holds = begun == Rule.MUTE ? rulings.muteOf(whom, draft.now()) : rulings.operator(whom);
            if (holds != null) {
                return ruled(draft.event("", whom.name(), whom.session(), 0, ""), Aside.ofRuling(holds.value()));
            }
        }
        String called = whom == null ? unquoted(draft.ask().text()) : whom.name();
        if (!rulings.has(begun, called)) {
            throw no(code, called + " is not " + what + ". /bans lists who is.");
        }
        return ruled(draft.event("", called, "", 0, ""), Aside.NONE);
    }

    private Outcome motd(Draft draft) throws RefusedException {
        String text = draft.ask().text();
        if (text.codePointCount(0, text.length()) > MAX_MOTD) {
            throw no("text_too_long", "A message of the day has at most " + MAX_MOTD + " characters.");
        }
        return ruled(draft.event("", "", "", 0, text.equals(NOTHING) ? "" : text), Aside.NONE);
    }

    private static Outcome ruled(Event.Ruled event, Aside aside) {
        return new Outcome.Ruled(event, aside, List.of(), new Refusal("", ""));
    }

    private static Outcome shownOut(Event.Ruled event, Aside aside, List<Member> whom, Refusal told) {
        List<Event.Left> left = new ArrayList<>(whom.size());
        for (Member member : whom) {
            left.add(new Event.Left(
                    event.seq() + 1 + left.size(),
                    event.time(),
                    member.session(),
                    0,
                    member.name(),
                    member.address(),
                    null));
        }
        return new Outcome.Ruled(event, aside, left, told);
    }

    private static Member here(Target target) throws RefusedException {
        Member whom = target.member();
        if (whom == null) {
            throw no(
                    "not_here",
                    target.rest().isEmpty()
                            ? "Nobody here is called " + target.typed() + ". See /who."
                            : "That does not begin with the name of anybody here. See /who.");
        }
        return whom;
    }

    /** The host is above all this, and operators are not each other's judges. */
    private Member mayTouch(Draft draft, Member whom) throws RefusedException {
        if (isHost(whom)) {
            throw isHost();
        }
        if (!isHost(draft.by()) && rulings.operator(whom) != null) {
            throw no("is_operator", whom.name() + " is an operator: that is for the host.");
        }
        return whom;
    }

    private void checkRoom() throws RefusedException {
        if (rulings.size() >= Rulings.MOST) {
            throw no("too_many_rulings", Rulings.MOST + " bans, mutes and operators are all that can be. Lift some.");
        }
    }

    private static String reason(String typed) throws RefusedException {
        String reason = typed.strip();
        if (reason.codePointCount(0, reason.length()) > MAX_REASON) {
            throw no("text_too_long", "A reason has at most " + MAX_REASON + " characters.");
        }
        return reason;
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1).strip() : text.strip();
    }

    private static boolean isHost(Member member) {
        return member.session().equals(Wire.HOST_SESSION);
    }

    private static RefusedException isHost() {
        return no("is_host", "The host has opened this room, and nobody rules over the host.");
    }

    private static RefusedException no(String code, String sentence) {
        return new Refusal(code, sentence).asException();
    }

    private static Outcome refused(String code, String sentence) {
        return new Outcome.Refused(new Refusal(code, sentence));
    }
}
