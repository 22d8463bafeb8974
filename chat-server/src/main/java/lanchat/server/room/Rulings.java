package lanchat.server.room;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lanchat.common.Event;
import lanchat.common.Name;
import lanchat.common.Rule;
import lanchat.common.Wire;
import org.jspecify.annotations.Nullable;

/**
 * What the host and operators have ruled and still holds: who is banned, muted, an operator, and the message of the day.
 * Changed by events only, and what ends by itself does so by their times, so that a replay leads to the same.
 *
 * <p>Not safe for more than one thread; {@link Room} owns it.
 */
final class Rulings {
    /** How many there are at most. */
    static final int MOST = 1_000;

    private static final String BAN = Rule.BAN.word();
    private static final String MUTE = Rule.MUTE.word();
    private static final String OP = Rule.OP.word();
    private static final String MOTD = Rule.MOTD.word();

    /** By what a ruling is looked up. */
    private record Place(String rule, String kind, String value) {
        static Place of(Ruling ruling) {
            return new Place(ruling.rule(), ruling.kind(), ruling.value());
        }
    }

    private final Map<Place, Ruling> all = new LinkedHashMap<>();
    private final Map<Place, AddressRange> ranges = new LinkedHashMap<>();
    /** When the first of them ends; no later than it does. */
    private long nextEnd = Long.MAX_VALUE;

    int size() {
        return all.size();
    }

    /** The ban that keeps somebody out who comes under this name and key from there; null for none. */
    @Nullable
    Ruling banOf(String nameKey, String identity, String address, long now) {
        Ruling found = find(BAN, Kind.NAME, nameKey, now);
        if (found == null && !identity.isEmpty()) {
            found = find(BAN, Kind.KEY, identity, now);
        }
        if (found == null && AddressRange.isLoopback(address)) {
            found = find(BAN, Kind.LOOPBACK, Kind.LOOPBACK, now);
        }
        Iterator<Map.Entry<Place, AddressRange>> bans = ranges.entrySet().iterator();
        while (found == null && bans.hasNext()) {
            Map.Entry<Place, AddressRange> ban = bans.next();
            if (ban.getValue().contains(address)) {
                Ruling ruling = all.get(ban.getKey());
                found = ruling != null && ruling.holdsAt(now) ? ruling : null;
            }
        }
        return found;
    }

    /** Whether this ban is one of this member. */
    static boolean concerns(Ruling ban, Member member) {
        return switch (ban.kind()) {
            case Kind.NAME -> ban.value().equals(member.key());
            case Kind.KEY -> ban.value().equals(member.identity());
            case Kind.LOOPBACK -> AddressRange.isLoopback(member.address());
            default -> {
                AddressRange range = AddressRange.of(ban.value());
                yield range != null && range.contains(member.address());
            }
        };
    }

    /** What keeps this member from speaking; null for nothing. */
    @Nullable
    Ruling muteOf(Member member, long now) {
        if (all.isEmpty()) {
            return null; // Every line asks, and most rooms have no rulings.
        }
        Ruling byKey = member.identity().isEmpty() ? null : find(MUTE, Kind.KEY, member.identity(), now);
        return byKey == null ? find(MUTE, Kind.NAME, member.key(), now) : byKey;
    }

    /** Whether this member is the host, or has the host's powers. */
    boolean mayRule(Member member) {
        return member.session().equals(Wire.HOST_SESSION) || operator(member) != null;
    }

    /** What makes this member an operator; null where nothing does. */
    @Nullable
    Ruling operator(Member member) {
        Ruling byKey = member.identity().isEmpty() ? null : all.get(new Place(OP, Kind.KEY, member.identity()));
        return byKey == null ? all.get(new Place(OP, Kind.STAY, member.session())) : byKey;
    }

    /** The message of the day; empty where there is none. */
    String motd() {
        Ruling motd = all.get(new Place(MOTD, "", ""));
        return motd == null ? "" : motd.text();
    }

    /** Whether there is a ruling that is called so. */
    boolean has(Rule rule, String shown) {
        return all.values().stream().anyMatch(ruling -> isCalled(ruling, rule.word(), shown));
    }

    /** What holds now, but for the message of the day, in the order in which it was ruled. */
    List<Ruling> listed(long now) {
        List<Ruling> listed = new ArrayList<>(all.values());
        listed.removeIf(ruling -> ruling.rule().equals(MOTD) || !ruling.holdsAt(now));
        return listed;
    }

    List<Ruling> all() {
        return List.copyOf(all.values());
    }

    void set(List<Ruling> rulings) {
        all.clear();
        ranges.clear();
        nextEnd = Long.MAX_VALUE;
        rulings.forEach(this::put);
    }

    /** Something has been ruled. */
    void apply(Event.Ruled event, String value) {
        Rule rule = Rule.of(event.rule());
        if (rule == null) {
            return; // Something newer: nothing that holds here.
        }
        switch (rule) {
            case BAN, MUTE, OP ->
                put(new Ruling(
                        event.rule(), event.kind(), value, event.target(), event.until(), event.name(), event.text()));
            case UNBAN -> remove(BAN, value, event.target());
            case UNMUTE -> remove(MUTE, value, event.target());
            case DEOP -> remove(OP, value, event.target());
            case MOTD -> {
                all.remove(new Place(MOTD, "", ""));
                if (!event.text().isEmpty()) {
                    put(new Ruling(MOTD, "", "", "", 0, event.name(), event.text()));
                }
            }
            case KICK -> {
                // Has happened once, and does not hold.
            }
        }
    }

    /** A session has ended. */
    void left(String session) {
        all.remove(new Place(OP, Kind.STAY, session));
    }

    /** An event of this time has happened: what has ended is forgotten. */
    void forgetBefore(long time) {
        if (time < nextEnd) {
            return;
        }
        all.values().removeIf(ruling -> !ruling.holdsAt(time));
        ranges.keySet().retainAll(all.keySet());
        nextEnd = Long.MAX_VALUE;
        all.values().forEach(this::noteEnd);
    }

    private void put(Ruling ruling) {
        Place place = Place.of(ruling);
        all.remove(place); // The order is that of the last ruling.
        all.put(place, ruling);
        AddressRange range =
                place.kind().equals(Kind.ADDRESS) && place.rule().equals(BAN) ? AddressRange.of(ruling.value()) : null;
        if (range != null) {
            ranges.put(place, range);
        }
        noteEnd(ruling);
    }

    private void noteEnd(Ruling ruling) {
        if (ruling.until() != 0) {
            nextEnd = Math.min(nextEnd, ruling.until());
        }
    }

    /** Ends what has this value or, where that is empty, all that is called so. */
    private void remove(String rule, String value, String shown) {
        all.values()
                .removeIf(ruling -> value.isEmpty()
                        ? isCalled(ruling, rule, shown)
                        : ruling.rule().equals(rule) && ruling.value().equals(value));
        ranges.keySet().retainAll(all.keySet());
    }

    private static boolean isCalled(Ruling ruling, String rule, String shown) {
        return ruling.rule().equals(rule) && Name.keyOf(ruling.shown()).equals(Name.keyOf(shown));
    }

    private @Nullable Ruling find(String rule, String kind, String value, long now) {
        Ruling found = all.get(new Place(rule, kind, value));
        return found != null && found.holdsAt(now) ? found : null;
    }
}
