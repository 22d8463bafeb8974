package lanchat.server.room;

import java.util.List;
import java.util.Random;
import lanchat.common.Name;
import lanchat.common.RefusedException;
import lanchat.common.Wire;

/**
 * Makes up what people propose, so that it often collides: few sessions, few names (many of them alike), ids that come
 * again, a clock that jumps.
 */
final class Histories {
    static final Name HOST = name("Host");

    /** How the ids of sessions begin that can be come back to; no such id comes twice. */
    static final String KEPT = "kept";

    private static final int SESSIONS = 14;
    private static final List<String> NAMES = List.of(
            "Ann",
            "ann",
            "ANN",
            "Ann Lee",
            "ann  lee",
            "Ann Lee Jr",
            "\uFF21nn",
            "Pavan Kumar",
            "pavan kumar",
            "Pavan",
            "B\u00F6",
            "B\u00D6",
            "Bo\u0308",
            "Jos\u00E9",
            "HOST",
            "host",
            "\u0391\u03A3",
            "\u03B1\u03C3",
            "C",
            "D",
            "E",
            "F",
            "G",
            "H",
            "I",
            "J",
            "K",
            "l", // looks like I
            "\u0410nn", // with a Cyrillic letter
            "P\u0430van",
            "Y\u043Eu",
            "Hos\u0442");
    /** What clients show; nothing is one of them. */
    private static final List<String> KEYS = List.of("key1", "", "key2", "key3");

    private static final List<String> WORDS = List.of(" hi", " Lee", " lee Jr are you there", " Kumar", "x", "  y z");

    private final Random dice;
    private long clock = 1_000_000;
    private long nextId = 1;
    private int connections;

    Histories(Random dice) {
        this.dice = dice;
    }

    static Name name(String typed) {
        try {
            return Name.of(typed);
        } catch (RefusedException e) {
            throw new IllegalArgumentException(e);
        }
    }

    Proposal next(Room room) {
        clock += dice.nextInt(10) == 0 ? dice.nextInt(200_000) - 100_000 : dice.nextInt(1_000);
        if (dice.nextInt(200) == 0) {
            clock += Absentees.KEPT_MS - 1_000 + dice.nextInt(2_000);
        } else if (dice.nextInt(200) == 0) {
            clock += OwnedNames.KEPT_MS - 1_000 + dice.nextInt(2_000);
        }
        List<Member> here = room.state().members();
        String session = here.isEmpty() || dice.nextBoolean()
                ? session()
                : here.get(dice.nextInt(here.size())).session();
        long id = session.equals(Wire.HOST_SESSION) ? 0 : id();
        return switch (dice.nextInt(15)) {
            case 13 -> rules(id, room);
            case 14 -> new Proposal.View(session, clock, pick(List.of("bans", "stats", "motd", "what")));
            case 0, 1 ->
                new Proposal.Join(
                        anySessionButTheHosts(),
                        clock,
                        anyName(),
                        anyAddress(),
                        Aside.ofJoining("plain", "", anyIdentity()));
            case 2 -> comesBack();
            case 3 -> dice.nextInt(4) == 0 ? new Proposal.Away(session, clock) : new Proposal.Leave(session, clock);
            case 4, 5 -> new Proposal.Say(session, clock, id, "said " + clock);
            case 6 -> new Proposal.Act(session, clock, id, "acts");
            case 7, 8 -> whisper(session, id, room);
            case 9, 10 -> new Proposal.Rename(session, clock, id, anyName());
            case 11 -> new Proposal.Release(session, clock, id, dice.nextBoolean() ? "" : pick(NAMES));
            default -> new Proposal.Who(session, clock);
        };
    }

    /** As a client does that has a secret: each of its connections would be a new session, if the room knew it not. */
    private Proposal comesBack() {
        int client = dice.nextInt(6);
        String identity = dice.nextInt(5) == 0 ? anyIdentity() : KEYS.get(client % KEYS.size());
        return new Proposal.Join(
                KEPT + ++connections,
                clock,
                anyName(),
                anyAddress(),
                Aside.ofJoining("json", "secret" + client, identity));
    }

    /** Mostly the host, and mostly something that makes sense; undone often, or soon nobody would be left. */
    private Proposal rules(long id, Room room) {
        List<Member> members = room.state().members();
        String by = dice.nextInt(3) > 0 || members.isEmpty()
                ? Wire.HOST_SESSION
                : members.get(dice.nextInt(members.size())).session();
        String whom = members.isEmpty() || dice.nextInt(6) == 0
                ? pick(NAMES)
                : "\"" + members.get(dice.nextInt(members.size())).name() + "\"";
        String time = pick(List.of("", " 10s", " 2m", " 1h", " 30d")) + pick(List.of("", " flooding", " 3 times"));
        List<Ruling> rulings = room.state().rulings();
        String ruled = rulings.isEmpty()
                ? whom
                : rulings.get(dice.nextInt(rulings.size())).shown();
        String[] ruling = switch (dice.nextInt(12)) {
            case 0 -> new String[] {"kick", whom + " flooding"};
            case 1 -> new String[] {"ban", pick(List.of("", "name ", "key ", "address ")) + whom + time};
            case 2 ->
                new String[] {"ban", pick(List.of("", "address ")) + anyAddress() + pick(List.of("", "/31")) + time};
            case 3 -> new String[] {"ban", "loopback 10s"};
            case 4, 5 -> new String[] {"mute", whom + time};
            case 6 -> new String[] {"op", whom};
            case 7 -> new String[] {"deop", ruled};
            case 8 -> new String[] {"unmute", ruled};
            case 9, 10 -> new String[] {"unban", ruled};
            default -> new String[] {pick(List.of("motd", "dance")), pick(List.of("-", "Pizza at noon"))};
        };
        return new Proposal.Rule(by, clock, by.equals(Wire.HOST_SESSION) ? 0 : id, ruling[0], ruling[1]);
    }

    private String anyIdentity() {
        return pick(KEYS);
    }

    private String anyAddress() {
        return dice.nextInt(5) == 0 ? "127.0.0.1" : "10.0.0." + dice.nextInt(4);
    }

    private Proposal whisper(String session, long id, Room room) {
        List<Member> members = room.state().members();
        String to = members.isEmpty() || dice.nextInt(4) == 0
                ? pick(NAMES)
                : members.get(dice.nextInt(members.size())).name();
        return switch (dice.nextInt(4)) {
            case 0 -> new Proposal.Whisper(session, clock, id, session(), null, "psst");
            case 1 -> new Proposal.Whisper(session, clock, id, null, changed(to), "psst");
            case 2 -> new Proposal.Whisper(session, clock, id, null, null, changed(to));
            default -> new Proposal.Whisper(session, clock, id, null, null, changed(to) + pick(WORDS));
        };
    }

    /** The same name, typed otherwise. */
    private String changed(String name) {
        return dice.nextBoolean() ? name : name.replace(" ", "  ");
    }

    private Name anyName() {
        return name(pick(NAMES));
    }

    private String session() {
        return dice.nextInt(SESSIONS + 1) == 0 ? Wire.HOST_SESSION : anySessionButTheHosts();
    }

    private String anySessionButTheHosts() {
        return "session" + dice.nextInt(SESSIONS);
    }

    private long id() {
        return switch (dice.nextInt(4)) {
            case 0 -> 0;
            case 1 -> 1 + (long) (dice.nextDouble() * nextId); // perhaps once more
            default -> nextId++;
        };
    }

    private <T> T pick(List<T> things) {
        return things.get(dice.nextInt(things.size()));
    }
}
