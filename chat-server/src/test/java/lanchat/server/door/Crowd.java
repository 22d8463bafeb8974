package lanchat.server.door;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lanchat.common.Event;
import lanchat.common.Threads;
import lanchat.server.Patience;
import lanchat.server.door.LoopbackMember.Mood;
import lanchat.server.log.BehindException;

/** Everybody in a room: they talk, read in all moods, come and go as the dice say, and are held to their ledgers. */
final class Crowd implements AutoCloseable {
    private static final int MEMBERS = 10;
    private static final int SINGLE_LINES = 15;

    private final LoopbackRoom room;
    private final Random dice;
    private final List<Ledger> here = new ArrayList<>();
    private final List<Ledger> leaving = new ArrayList<>();
    private final List<Ledger> cutOff = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private int named;
    private long phaseBegan;

    Crowd(LoopbackRoom room, Random dice) throws Exception {
        this.room = room;
        this.dice = dice;
        fill();
    }

    /** All talk at once, then all is quiet and checked, then now and then somebody says something. */
    void livesThroughAPhase() throws Exception {
        phaseBegan = room.log.newest();
        for (Ledger ledger : here) {
            ledger.member().mood(List.of(Mood.values()).get(dice.nextInt(Mood.values().length)));
        }
        here.get(dice.nextInt(here.size())).member().mood(Mood.QUICK);
        talkAllAtOnceWhileSomeComeAndGo();
        untilAllIsDecided();
        untilAllHaveRead(); // But for those who are stalled, and in nobody's way.
        here.forEach(ledger -> ledger.member().mood(Mood.QUICK));
        leaving.forEach(ledger -> ledger.member().mood(Mood.QUICK));
        untilAllHaveRead();
        check();
        for (int i = 0; i < SINGLE_LINES; i++) {
            oneSaysSomethingAndThenNothing();
        }
        check();
    }

    @Override
    public void close() throws IOException {
        for (Ledger ledger : here) {
            ledger.member().close();
        }
    }

    private void fill() throws Exception {
        while (here.size() < MEMBERS) {
            comesIn();
        }
    }

    private void comesIn() throws Exception {
        LoopbackMember member = new LoopbackMember(room, "m" + ++named, dice.nextInt(3) > 0);
        here.add(new Ledger(room.log, member));
        if (dice.nextBoolean()) {
            untilIn(member);
        }
    }

    private void untilIn(LoopbackMember member) throws Exception {
        Patience.until(member + " is let in", () -> room.log.hasAdmitted(member.name()));
    }

    private void talkAllAtOnceWhileSomeComeAndGo() throws Exception {
        List<Thread> talkers = new ArrayList<>();
        for (Ledger ledger : here) {
            Random own = new Random(dice.nextLong());
            talkers.add(Threads.platform("talker " + ledger.member().name(), () -> {
                try {
                    talk(ledger, own);
                } catch (IOException e) {
                    trouble(ledger.member() + ": " + e);
                }
            }));
        }
        talkers.forEach(Thread::start);
        for (int i = dice.nextInt(3); i > 0; i--) {
            comesIn();
        }
        for (Thread talker : talkers) {
            Patience.untilEnded(talker);
        }
        synchronized (troubles) {
            assertEquals(List.of(), troubles);
        }
        for (int i = 1 + dice.nextInt(4); i > 0; i--) {
            goes(here.remove(dice.nextInt(here.size())));
        }
        fill();
    }

    private void trouble(String trouble) {
        synchronized (troubles) {
            troubles.add(trouble);
        }
    }

    private void talk(Ledger ledger, Random own) throws IOException {
        LoopbackMember member = ledger.member();
        String text = "x".repeat(own.nextInt(1_500));
        for (int i = own.nextInt(40); i > 0; i--) {
            String other = "m" + (1 + own.nextInt(named + 2));
            switch (own.nextInt(10)) {
                case 0 -> ledger.who();
                case 1, 2 -> member.whisper(other, text + i);
                case 3 -> member.act(text + i);
                case 4 -> ledger.ping();
                default -> member.say(text + i);
            }
        }
    }

    private void goes(Ledger ledger) throws Exception {
        LoopbackMember member = ledger.member();
        untilIn(member);
        int how = dice.nextInt(3);
        (how < 2 ? leaving : cutOff).add(ledger);
        switch (how) {
            case 0 -> member.bye();
            case 1 -> member.endInput();
            default -> member.reset();
        }
    }

    /** Everybody asks who is here: once that is answered, so is all that was asked before. */
    private void untilAllIsDecided() throws Exception {
        for (Ledger ledger : here) {
            ledger.who();
        }
        for (Ledger ledger : here) {
            untilIn(ledger.member());
            Patience.until(() -> ledger.member() + " is answered; " + room.whereEverybodyStands(), ledger::isAnswered);
        }
        List<Ledger> going = new ArrayList<>(leaving);
        going.addAll(cutOff);
        for (Ledger ledger : going) {
            Patience.until(() -> ledger.member() + " has left; " + room.whereEverybodyStands(), () -> hasLeft(ledger));
        }
    }

    private boolean hasLeft(Ledger ledger) throws BehindException {
        return room.log.unrecorded().after(phaseBegan, Integer.MAX_VALUE).stream()
                .anyMatch(entry -> entry.event() instanceof Event.Left
                        && entry.event().by().equals(ledger.session()));
    }

    private void untilAllHaveRead() throws Exception {
        for (Ledger ledger : here) {
            if (ledger.member().mood() != Mood.STALLED) {
                int count = ledger.countOf(ledger.due());
                Patience.until(
                        () -> ledger.member() + " has read " + count + " lines; " + room.whereEverybodyStands(),
                        () -> ledger.member().count() >= count);
            }
        }
    }

    private void check() throws Exception {
        for (Ledger ledger : here) {
            ledger.check(ledger.due());
        }
        for (Ledger ledger : leaving) {
            LoopbackMember member = ledger.member();
            Patience.until(() -> member + " was parted from; " + room.whereEverybodyStands(), member::ended);
            ledger.check(ledger.due());
            member.close();
        }
        leaving.clear();
        for (Ledger ledger : cutOff) {
            Patience.until(ledger.member() + " is over", ledger.member()::ended);
            ledger.checkCutOff(ledger.due());
        }
        cutOff.clear();
        Patience.until(
                () -> "every cursor is at the newest; " + room.whereEverybodyStands(),
                () -> room.doors.connections() == here.size() && isEverybodyAtTheNewest());
    }

    private boolean isEverybodyAtTheNewest() {
        long newest = room.log.newest();
        for (Connection connection : room.doors.list().snapshot()) {
            if (connection.feed().cursor() != newest
                    || connection.feed().outbox().filled()) {
                return false;
            }
        }
        return true;
    }

    /** When this is not seen by all, nothing that follows will help it along. */
    private void oneSaysSomethingAndThenNothing() throws Exception {
        Ledger ledger = here.get(dice.nextInt(here.size()));
        switch (dice.nextInt(8)) {
            case 0 -> comesIn();
            case 1, 2 -> ledger.who();
            case 3 -> ledger.ping();
            default -> {
                long before = room.log.newest();
                ledger.member().say("something");
                Patience.until("something was said", () -> room.log.newest() > before);
            }
        }
        for (Ledger one : here) {
            untilIn(one.member());
        }
        Patience.until(() -> ledger.member() + " is answered; " + room.whereEverybodyStands(), ledger::isAnswered);
        Patience.until(
                "all is handed out",
                () -> room.log.newest() >= here.get(here.size() - 1).joined());
        untilAllHaveRead();
    }
}
