package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lanchat.common.ClassicText;
import lanchat.common.Event;
import lanchat.common.Json;
import org.jspecify.annotations.Nullable;

/** One order for all, and a clean cut for those who come in while others talk. */
final class OneOrderIT {
    private static final int SENDERS = 5;
    private static final int LISTENERS = 14;
    private static final int LINES_EACH = 2_000;
    private static final int NEWCOMERS = 30;
    private static final int RECENT = 20;

    @OnEachJava
    void allHearTheSameLinesInTheSameOrder(Javas java) throws Exception {
        List<Talker> senders = new ArrayList<>();
        List<Talker> listeners = new ArrayList<>();
        try (var server = ServerProcess.start(java, ServerProcess.NO_RATE);
                var json = JsonTalker.member(server.port(), "Bot")) {
            for (int i = 0; i < LISTENERS; i++) {
                listeners.add(server.member("Listener " + i));
            }
            for (int i = 0; i < SENDERS; i++) {
                senders.add(server.member("Sender " + i));
            }

            inParallel(senders, sender -> {
                for (int i = 0; i < LINES_EACH; i++) {
                    sender.says("line " + i);
                }
            });

            List<String> order = hearsSaid(listeners.get(0).heard(), SENDERS * LINES_EACH);
            for (int s = 0; s < SENDERS; s++) {
                String from = "Sender " + s + ":";
                assertEquals(
                        IntStream.range(0, LINES_EACH)
                                .mapToObj(i -> from + "line " + i)
                                .toList(),
                        order.stream().filter(line -> line.startsWith(from)).toList());
                assertEquals(
                        order.stream().filter(line -> !line.startsWith(from)).toList(),
                        hearsSaid(senders.get(s).heard(), (SENDERS - 1) * LINES_EACH));
            }
            for (Talker listener : listeners.subList(1, LISTENERS)) {
                assertEquals(order, hearsSaid(listener.heard(), order.size()));
            }
            assertEquals(order, hearsSaidAsJson(json, order.size()));
            assertTrue(listeners.get(0).hearsNothingMore().heard().all().size() > order.size());
        } finally {
            closeAll(senders);
            closeAll(listeners);
        }
    }

    @OnEachJava
    void aNewcomerMissesNothingAndHearsNothingTwiceWhileOthersTalk(Javas java) throws Exception {
        List<Talker> talkers = new ArrayList<>();
        AtomicBoolean enough = new AtomicBoolean();
        try (var server = ServerProcess.start(java, ServerProcess.NO_RATE);
                var referee = server.member("Referee")) {
            for (int i = 0; i < SENDERS; i++) {
                talkers.add(server.member("Talker " + i));
            }
            AtomicReference<@Nullable Throwable> trouble = new AtomicReference<>();
            List<Thread> talking = start(talkers, trouble, talker -> talkUntil(enough, talker));
            List<List<String>> newcomers = new ArrayList<>();
            try {
                for (int i = 0; i < NEWCOMERS; i++) {
                    newcomers.add(visit(server, "Newcomer " + i));
                }
            } finally {
                enough.set(true);
            }
            join(talking, trouble);
            referee.settles();

            List<String> all = referee.heard().all();
            for (int i = 0; i < NEWCOMERS; i++) {
                assertCutCleanly(all, newcomers.get(i), "Newcomer " + i + "<127.0.0.1> connected");
            }
        } finally {
            closeAll(talkers);
        }
    }

    /** As fast as it goes, but never more than a few hundred lines ahead of the room. */
    private static void talkUntil(AtomicBoolean enough, Talker talker) throws IOException {
        for (int said = 0; !enough.get(); said += 100) {
            int first = said;
            talker.sends(IntStream.range(first, first + 100)
                    .mapToObj(i -> "line " + i + "\n")
                    .collect(Collectors.joining()));
            talker.settles();
        }
    }

    /** Comes in, hears a few hundred lines, and goes; what was heard after the welcome. */
    private static List<String> visit(ServerProcess server, String name) throws IOException {
        try (var newcomer = server.visitor()) {
            newcomer.says(name).heard().skipsTo("Welcome to this chatroom!");
            List<String> heard = new ArrayList<>();
            for (int i = 0; i < RECENT + 300; i++) {
                heard.add(newcomer.heard().next());
            }
            return heard;
        }
    }

    /** The newest lines from before one's own arrival, said and acted ones only, and then everything from it on. */
    private static void assertCutCleanly(List<String> all, List<String> heard, String arrival) {
        int arrived = all.indexOf(arrival);
        List<String> saidBefore = all.subList(0, arrived).stream()
                .filter(line -> line.startsWith("Talker ") && line.contains(":line "))
                .toList();
        int recent = Math.min(RECENT, saidBefore.size());
        List<String> expected = new ArrayList<>(saidBefore.subList(saidBefore.size() - recent, saidBefore.size()));
        expected.addAll(all.subList(arrived, arrived + heard.size() - recent));

        assertEquals(expected, heard, arrival);
    }

    private static List<String> hearsSaid(Transcript heard, int count) {
        List<String> said = new ArrayList<>();
        while (said.size() < count) {
            String line = heard.next();
            if (line.contains(":line ")) {
                said.add(line);
            }
        }
        return said;
    }

    private static List<String> hearsSaidAsJson(JsonTalker json, int count) {
        List<String> said = new ArrayList<>();
        long before = 0;
        while (said.size() < count) {
            String line = json.heard().next();
            if (Json.message(line.getBytes(StandardCharsets.UTF_8)) instanceof Event event) {
                assertTrue(event.seq() > before, line);
                before = event.seq();
                if (event instanceof Event.Said) {
                    said.add(String.valueOf(ClassicText.line(event, "")));
                }
            }
        }
        return said;
    }

    /** What somebody does on a thread of its own. */
    private interface Deed {
        void by(Talker talker) throws IOException;
    }

    private static void inParallel(List<Talker> talkers, Deed deed) throws InterruptedException {
        AtomicReference<@Nullable Throwable> trouble = new AtomicReference<>();
        join(start(talkers, trouble, deed), trouble);
    }

    private static List<Thread> start(List<Talker> talkers, AtomicReference<@Nullable Throwable> trouble, Deed deed) {
        List<Thread> threads = new ArrayList<>();
        for (Talker talker : talkers) {
            Thread thread = new Thread(
                    () -> {
                        try {
                            deed.by(talker);
                        } catch (IOException | AssertionError e) {
                            trouble.compareAndSet(null, e);
                        }
                    },
                    "talking");
            thread.start();
            threads.add(thread);
        }
        return threads;
    }

    private static void join(List<Thread> threads, AtomicReference<@Nullable Throwable> trouble)
            throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        Throwable first = trouble.get();
        if (first != null) {
            throw new AssertionError("somebody could not go on talking", first);
        }
    }

    private static void closeAll(List<Talker> talkers) throws IOException {
        for (Talker talker : talkers) {
            talker.close();
        }
    }
}
