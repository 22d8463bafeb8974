package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lanchat.it.CuttingProxy.Speech;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cables that are cut again and again under members who talk: nothing is lost, nothing doubled, and nobody notices.
 *
 * <p>In CI some forty cuts; in full size, with {@code -Dlanchat.full=true}, a thousand.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
final class CutsIT {
    private static final int MEMBERS = Dice.FULL ? 10 : 5;
    private static final int CUTS = Dice.FULL ? 100 : 9;

    /** The one whose second connection falls silent is cut less often meanwhile. */
    private static final int CUTS_OF_SILENT = Dice.FULL ? 100 : 4;

    /** So that all of them together say some thirty lines a second, and what was missed fits between two cuts. */
    private static final int MOST_PAUSE_MILLIS = 150 * MEMBERS;

    @TempDir
    private Path home;

    @LongProof
    void nothingIsLostOrDoubledHoweverOftenCablesAreCut(Javas java) {
        Dice.roll(dice -> play(new KeptRoom(java, home), dice));
    }

    private static void play(KeptRoom room, Random dice) throws Exception {
        List<CuttingProxy> ways = new ArrayList<>();
        List<Chatter> chatters = new ArrayList<>();
        List<String> read;
        try (var server = room.serve(0);
                var referee = server.member("Referee")) {
            try {
                for (int i = 0; i < MEMBERS; i++) {
                    String name = "c" + i;
                    boolean tls = i % 2 == 0;
                    // One goes silent early; the others so late that in CI it does not come to that.
                    var way = new CuttingProxy(
                            name,
                            server.port(),
                            new Random(dice.nextLong()),
                            tls ? Speech.TLS : Speech.OPEN,
                            i == 0 ? 2 : CUTS + 2 + i);
                    ways.add(way);
                    chatters.add(new Chatter(
                            room.java(),
                            name,
                            way.port(),
                            room.homeOf(name),
                            dice,
                            MOST_PAUSE_MILLIS,
                            tls ? List.of() : List.of("--no-tls")));
                }
                chatters.forEach(Chatter::talks);
                for (int i = 0; i < MEMBERS; i++) {
                    ways.get(i).awaitCuts(i == 0 ? CUTS_OF_SILENT : CUTS);
                }
                for (Chatter chatter : chatters) {
                    chatter.hushes();
                }
                ways.forEach(CuttingProxy::mend);
                int cuts = ways.stream().mapToInt(CuttingProxy::cuts).sum();
                assertTrue(cuts >= (Dice.FULL ? 1_000 : 40), () -> "cut " + cuts + " times");
                read = endsAlike(referee, chatters);
                server.process().kill(); // Before it hears that the referee goes, which he can't read himself.
            } catch (Exception | AssertionError broken) {
                Chatter.explain(broken, chatters);
                throw broken;
            } finally {
                for (Chatter chatter : chatters) {
                    chatter.close();
                }
                for (CuttingProxy way : ways) {
                    way.close();
                }
            }
        }
        Showing.assertSame(read, room.lines(), "the journal");
    }

    /** Everybody has read the same, and leaves; returns what the referee has read. */
    private static List<String> endsAlike(Talker referee, List<Chatter> chatters) throws Exception {
        for (Chatter chatter : chatters) {
            chatter.saysLast();
        }
        List<Transcript> all = Stream.concat(
                        Stream.of(referee.heard()),
                        chatters.stream().map(chatter -> chatter.client().out()))
                .toList();
        for (Transcript each : all) {
            for (int i = 0; i < chatters.size(); i++) {
                each.skipsToLike("(You|c\\d+):" + Chatter.LAST);
            }
        }
        List<String> read = Showing.since("Referee", referee.heard().all());
        assertEquals(
                chatters.size() + 1,
                read.stream().filter(line -> line.endsWith("connected")).count(),
                "comings and goings");
        for (Chatter chatter : chatters) {
            String name = chatter.name();
            Showing.assertSame(Showing.since(name, read), chatter.shown().get(0).sinceComingIn(), name);
            Showing.assertSame(
                    chatter.allSaid(), read.stream().filter(chatter::isHis).toList(), "what " + name + " said");
        }
        for (Chatter chatter : chatters) {
            chatter.client().says("/quit");
            assertEquals(0, chatter.client().exits());
            chatter.hadNoTrouble();
            referee.heard().skipsTo(chatter.name() + "<127.0.0.1> disconnected");
        }
        return Showing.since("Referee", referee.heard().all());
    }
}
