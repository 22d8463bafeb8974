package lanchat.server.room;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import lanchat.common.CleanText;
import lanchat.common.Event;
import lanchat.common.LookAlikes;
import lanchat.common.Name;
import lanchat.common.Refusal;
import lanchat.common.Wire;
import org.jspecify.annotations.Nullable;

/**
 * Who may be called what: decides, and changes nothing. Every question is a look-up.
 *
 * <p>Not safe for more than one thread; {@link Room} owns it.
 */
final class Naming {
    private final Rules rules;
    private final Members members;
    private final OwnedNames owned;
    private @Nullable Set<String> youLooks;
    private @Nullable Set<String> hostLooks;

    Naming(Rules rules, Members members, OwnedNames owned) {
        this.rules = rules;
        this.members = members;
        this.owned = owned;
    }

    /**
     * Why somebody can't have this name; null when it can be had.
     *
     * @param ownSession the session that wants another name than it has; null for who comes in
     * @param identity fingerprint of the key shown, empty for none
     */
    @Nullable
    Refusal whyNot(Name name, @Nullable String ownSession, String identity, long time) {
        if (name.key().equals(rules.host().key())) {
            return new Refusal("name_reserved", "The name " + name.shown() + " is the host's. Take another one.");
        }
        Member wearer = members.byKey(name.key());
        if (wearer != null && !wearer.session().equals(ownSession)) {
            return new Refusal("name_taken", "The name " + wearer.name() + " is taken. Take another one.");
        }
        OwnedName belongs = owned.find(name.key(), time);
        if (belongs != null && !belongs.identity().equals(identity)) {
            return new Refusal(
                    "name_owned",
                    identity.isEmpty()
                            ? "The name " + belongs.name() + " belongs to somebody's key, and this connection has shown"
                                    + " none. If it is yours, come with chat-client.jar, without --no-tls. Else take"
                                    + " another one."
                            : "The name " + belongs.name() + " belongs to another key than yours. Take another one; or,"
                                    + " if it is yours, bring your key here: chat-client.jar key export on your other"
                                    + " machine, key import on this one.");
        }
        return whyMistaken(name, ownSession, identity, time);
    }

    private @Nullable Refusal whyMistaken(Name name, @Nullable String ownSession, String identity, long time) {
        Set<String> looks = LookAlikes.of(name.shown(), name.key());
        if (!Collections.disjoint(looks, youLooks())) {
            return alike(name, "\"You\", and everybody is that on their own screen");
        }
        if (!Collections.disjoint(looks, hostLooks())) {
            return alike(name, rules.host().shown() + ", which is the host's");
        }
        Member present = members.like(looks, ownSession);
        if (present != null) {
            return alike(name, present.name() + ", who is here");
        }
        OwnedName belongs = owned.like(looks, identity, time);
        return belongs == null ? null : alike(name, belongs.name() + ", which belongs to somebody else");
    }

    /** Looked up when the first name is asked for: a server that starts has no use for the table. */
    private Set<String> youLooks() {
        Set<String> looks = youLooks;
        if (looks == null) {
            looks = LookAlikes.of("You", Name.keyOf("You"));
            youLooks = looks;
        }
        return looks;
    }

    private Set<String> hostLooks() {
        Set<String> looks = hostLooks;
        if (looks == null) {
            looks = LookAlikes.of(rules.host().shown(), rules.host().key());
            hostLooks = looks;
        }
        return looks;
    }

    private static Refusal alike(Name name, String other) {
        return new Refusal(
                "name_looks_alike",
                "The name " + name.shown() + " looks like " + other
                        + ". Take one that can't be mistaken for it, not even in another typeface.");
    }

    /** What somebody should know who gets this name; null for nothing. */
    @Nullable
    String remark(Name name, String identity, long time) {
        if (identity.isEmpty() || owned.find(name.key(), time) != null) {
            return null;
        }
        List<String> own = owned.of(identity, time);
        return own.size() < OwnedNames.MOST_OF_ONE
                ? null
                : own.size() + " names belong to your key already (" + String.join(", ", own) + "), and more can't. So "
                        + name.shown() + " is free for others once you have left it. /release NAME gives one up.";
    }

    /** What comes of releasing a name: one's own, or, by the host, anybody's. */
    Outcome release(Proposal.Release release, Member by, long seq, long time) {
        boolean byHost = by.session().equals(Wire.HOST_SESSION);
        if (!byHost && by.identity().isEmpty()) {
            return refused("no_key", "You have shown no key, so no name is yours: there is nothing to release.");
        }
        String name = release.name().isEmpty() ? by.name() : release.name();
        OwnedName belongs = owned.find(Name.keyOf(name), time);
        if (belongs == null) {
            boolean canBeOne = name.length() <= 2 * Wire.MAX_NAME_CODE_POINTS;
            String which = canBeOne ? "The name " + CleanText.line(name) : "That name";
            return refused("not_owned", which + " belongs to nobody.");
        }
        if (!byHost && !belongs.identity().equals(by.identity())) {
            return refused(
                    "not_yours",
                    "The name " + belongs.name() + " belongs to somebody else. Only they and the host can release it.");
        }
        return new Outcome.Happened(new Event.Released(
                seq, time, by.session(), release.id(), by.name(), belongs.name(), by.address(), null));
    }

    private static Outcome refused(String code, String sentence) {
        return new Outcome.Refused(new Refusal(code, sentence));
    }
}
