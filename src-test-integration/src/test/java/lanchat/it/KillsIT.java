package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import lanchat.common.Wire;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Server and clients killed under load, at moments that only the dice know, and started again: what anybody was shown is
 * kept, each line once and in one order, and nobody reads that anybody has gone.
 *
 * <p>In CI a few kills each; in full size, with {@code -Dlanchat.full=true}, twenty.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
final class KillsIT {
    private static final int KILLS = Dice.FULL ? 20 : 3;
    private static final int MEMBERS = 3;
    private static final int MOST_PAUSE_MILLIS = 20;

    /** As many as a client shows in a flood before it notes how far it has come. */
    private static final int LAST_MOMENT_LINES = 256;

    @TempDir
    private Path home;

    /** Who is killed. */
    private enum Killing {
        SERVER,
        CLIENT,
        BOTH
    }

    @LongProof
    void clientsComeBackByThemselvesHoweverOftenTheServerIsKilled(Javas java) {
        Dice.roll(dice -> play(new KeptRoom(java, home), dice, Killing.SERVER));
    }

    @LongProof
    void whoseClientIsKilledIsShownWhatHeMissed(Javas java) {
        Dice.roll(dice -> play(new KeptRoom(java, home), dice, Killing.CLIENT));
    }

    @LongProof
    void theSameWhereServerAndClientAreKilledAtOnce(Javas java) {
        Dice.roll(dice -> play(new KeptRoom(java, home), dice, Killing.BOTH));
    }

    private static void play(KeptRoom room, Random dice, Killing killing) throws Exception {
        int port = Ports.free(dice);
        List<Chatter> chatters = new ArrayList<>();
        ServerProcess server = room.serve(port);
        try {
            for (int i = 0; i < MEMBERS; i++) {
                String name = "c" + i;
                Chatter chatter =
                        new Chatter(room.java(), name, port, room.homeOf(name), dice, MOST_PAUSE_MILLIS, List.of());
                chatters.add(chatter);
                chatter.client().out().skipsTo(name + "<127.0.0.1> connected");
                chatter.talks();
            }
            for (int i = 0; i < KILLS; i++) {
                Chatter victim = chatters.get(dice.nextInt(MEMBERS));
                awaitSomeMoment(victim, dice);
                if (killing != Killing.CLIENT) {
                    server.close();
                }
                if (killing != Killing.SERVER) {
                    victim.kill();
                }
                if (killing != Killing.CLIENT) {
                    server = room.serve(port);
                }
                if (killing != Killing.SERVER) {
                    victim.start();
                    victim.talks();
                }
                if (killing == Killing.BOTH) {
                    // Who finds no server at the very first try ends, and is right to.
                    victim.client().out().skipsTo(Wire.WELCOME);
                }
            }
            end(chatters);
            server.close();
            judge(chatters, room.lines());
        } catch (Exception | AssertionError broken) {
            Chatter.explain(broken, chatters);
            throw broken;
        } finally {
            for (Chatter chatter : chatters) {
                chatter.close();
            }
            server.process().close();
        }
    }

    /** Some lines later; with luck when somebody has just come back, or is about to be shown what he has missed. */
    private static void awaitSomeMoment(Chatter member, Random dice) {
        Transcript heard = member.client().out();
        heard.skipsAll();
        int most = dice.nextBoolean() ? 10 : 500;
        for (int i = dice.nextInt(most); i >= 0; i--) {
            heard.next();
        }
    }

    /** Everybody has come back and says a last line, which everybody reads. */
    private static void end(List<Chatter> chatters) throws Exception {
        for (Chatter chatter : chatters) {
            chatter.hushes();
            chatter.saysLast();
        }
        for (Chatter chatter : chatters) {
            for (int i = 0; i < chatters.size(); i++) {
                chatter.client().out().skipsToLike("(You|c\\d+):" + Chatter.LAST);
            }
            chatter.hadNoTrouble();
        }
    }

    private static void judge(List<Chatter> chatters, List<String> kept) {
        assertEquals(kept.size(), new HashSet<>(kept).size(), "there is nothing twice in the journal");
        for (Chatter chatter : chatters) {
            List<Showing> shown = chatter.shown();
            List<String> expected = Showing.since(chatter.name(), kept);
            List<String> his = kept.stream().filter(chatter::isHis).toList();
            if (shown.size() == 1) {
                Showing.assertSame(expected, shown.get(0).sinceComingIn(), chatter.name());
                Showing.assertSame(chatter.allSaid(), his, "what " + chatter.name() + " said");
            } else {
                judgeRuns(
                        chatter,
                        expected.stream()
                                .filter(line -> !line.endsWith("> connected"))
                                .toList());
                // What had not been shown as his own may have died with the client.
                Set<String> notLost = new HashSet<>(his);
                Showing.assertSame(
                        chatter.allSaid().stream().filter(notLost::contains).toList(),
                        his,
                        "what " + chatter.name() + " said");
            }
        }
        assertTrue(kept.stream().noneMatch(line -> line.endsWith("> disconnected")), "somebody was said to have gone");
    }

    /** Each run goes on where the one before ended, or a little earlier. */
    private static void judgeRuns(Chatter chatter, List<String> expected) {
        int next = 0;
        for (Showing run : chatter.shown()) {
            List<String> said = run.said();
            if (!said.isEmpty()) {
                int from = expected.indexOf(said.get(0));
                String whose = chatter.name() + ", in a run from " + from + " after " + next;
                assertTrue(from >= 0 && from <= next && from >= next - LAST_MOMENT_LINES, whose);
                int end = Math.min(expected.size(), from + said.size());
                Showing.assertSame(expected.subList(from, end), said, whose);
                next = Math.max(next, end);
            }
        }
        assertEquals(expected.size(), next, () -> chatter.name() + " has not been shown everything");
    }
}
