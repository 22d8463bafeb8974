package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import lanchat.common.Request;
import org.junit.jupiter.api.Timeout;

/**
 * The room under load: many members, some that do not read, and many who come and go.
 *
 * <p>In CI with fewer lines; in full size with {@code -Dlanchat.full=true}. Order and completeness are judged; how
 * long lines took is only written down, in {@code target/load-report.txt}.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class LoadIT {
    private static final boolean FULL = Boolean.getBoolean("lanchat.full");
    private static final long HANG_NANOS = TimeUnit.SECONDS.toNanos(FULL ? 600 : 120);

    @OnEachJava
    void everyMemberReadsOneOrder(Javas java) throws Exception {
        int lines = FULL ? 100_000 : 10_000;
        int members = 200;
        int senders = 20;
        try (ServerProcess server = ServerProcess.start(java, "--rate", "0");
                Crowd crowd = new Crowd(server.port(), members)) {
            crowd.talk(senders, lines / senders, 64, 0);

            assertOneOrder(crowd.members, senders, lines);
        }
    }

    @OnEachJava
    void membersWhoDoNotReadDisturbNobody(Javas java) throws Exception {
        int members = 100;
        int senders = 10;
        int perSender = FULL ? 3_000 : 100;
        int bytes = 1_000;
        int flood = 700;
        try (ServerProcess server = ServerProcess.start(java, "--rate", "0", "--recent", "0")) {
            long[] without;
            try (Crowd crowd = new Crowd(server.port(), members)) {
                crowd.talk(senders, perSender, bytes, 200);
                without = crowd.latencies(senders * perSender, senders);
            }
            untilAllHaveLeft(server);
            try (Crowd crowd = new Crowd(server.port(), members);
                    LoadMember never = new LoadMember(server.port(), 900, 4096);
                    LoadMember drop = new LoadMember(server.port(), 901, 4096);
                    Bursts bursts = new Bursts(server.port(), 10)) {
                bursts.start(drop);
                // First more than the sockets of those who do not read can hold, then the lines that are timed.
                crowd.talk(senders, flood, bytes, 0);
                crowd.awaitAll(senders * flood, senders);
                crowd.talk(senders, perSender, bytes, 200);

                assertOneOrder(crowd.members, senders, senders * (flood + perSender));
                long[] with = tail(crowd.latencies(senders * (flood + perSender), senders), senders * perSender);
                report(java, "100 members alone", without);
                report(java, "beside one that never reads, ten in bursts, one at a byte a second", with);
                bursts.finish.countDown();
                assertOneOrder(bursts.members, 0, senders * (flood + perSender));
                assertTrue(never.isOpen(), "the member who never reads is still a member");
            }
        }
    }

    @OnEachJava
    void thousandsWhoOnlyListenAreWelcomedAndHear(Javas java) throws Exception {
        int members = FULL ? 10_000 : 2_000;
        List<LoadMember> all = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start(java, "--max-members", "11000")) {
            int baseKb = Usage.residentKb(server.process().pid());
            long begin = System.nanoTime();
            for (int i = 0; i < members; i++) {
                all.add(new LoadMember(server.port(), i, 0));
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            report(
                    java,
                    members + " members welcomed one after another in " + millis + " ms, "
                            + (Usage.residentKb(server.process().pid()) - baseKb) / members + " KiB each");

            all.get(0).says(0, 64);

            for (LoadMember each : all.subList(1, members)) {
                each.readsOne();
                assertArrayEquals(all.get(1).seen(), each.seen());
            }
        } finally {
            for (LoadMember each : all) {
                each.close();
            }
        }
    }

    @OnEachJava
    void comingsAndGoingsLeaveNothingBehind(Javas java) throws Exception {
        int times = FULL ? 10_000 : 2_000;
        try (ServerProcess server = ServerProcess.start(java, "--rate", "0", "--memory", "200k")) {
            comeAndGo(server.port(), 2_000);
            Usage before = Usage.of(server.process().pid());

            comeAndGo(server.port(), times);
            Usage after = Usage.settled(server.process().pid(), before);

            assertTrue(after.threads() <= before.threads() + 3, before + " then " + after);
            assertTrue(after.files() <= before.files() + 3, before + " then " + after);
            assertTrue(after.heapKb() <= before.heapKb() + Usage.SLACK_KB, before + " then " + after);
            report(java, times + " comings and goings: before " + before + ", after " + after);
        }
    }

    private static void comeAndGo(int port, int times) throws Exception {
        ExecutorService some = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                int index = i;
                all.add(some.submit(() -> {
                    try (LoadMember member = new LoadMember(port, index, 0)) {
                        member.says(0, 64);
                    }
                    if (index % 4 == 0) {
                        breakOffAndComeBack(port, index);
                    }
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            some.shutdownNow();
        }
    }

    /** Comes in, breaks off, comes back and leaves; by the same few hundred sessions again and again. */
    private static void breakOffAndComeBack(int port, int index) throws Exception {
        String secret = String.format(Locale.ROOT, "%032x", index % 1_000);
        String name = "back" + index % 1_000;
        JsonTalker.returning(port, name, secret).close();
        try (JsonTalker back = JsonTalker.returning(port, name, secret)) {
            back.asks(new Request.Bye());
            back.heard().rest();
        }
    }

    /** Everybody has every line that was said, in one order, each sender's own lines left out of what it reads. */
    private static void assertOneOrder(List<LoadMember> members, int senders, int lines) throws Exception {
        long deadline = System.nanoTime() + HANG_NANOS;
        int[] order = null;
        for (LoadMember member : members) {
            if (member.index() >= senders || senders == 0) {
                assertTrue(
                        member.awaitCount(lines, deadline),
                        () -> member.index() + " has " + member.seen().length + " of " + lines);
                int[] seen = member.seen();
                assertEquals(lines, seen.length);
                if (order == null) {
                    order = seen;
                    assertInTurn(order);
                } else {
                    assertArrayEquals(order, seen, () -> "the order that member " + member.index() + " reads");
                }
            }
        }
        for (LoadMember member : members) {
            if (member.index() < senders && order != null) {
                int[] others = IntStream.of(order)
                        .filter(mark -> LoadMember.sender(mark) != member.index())
                        .toArray();
                assertTrue(member.awaitCount(others.length, deadline));
                assertArrayEquals(others, member.seen(), () -> "the order that sender " + member.index() + " reads");
            }
        }
    }

    /** Nobody's lines are lost, doubled or out of turn. */
    private static void assertInTurn(int[] order) {
        int[] next = new int[1024];
        for (int mark : order) {
            assertEquals(next[LoadMember.sender(mark)]++, LoadMember.number(mark), "number of sender's line");
        }
    }

    private static long[] tail(long[] all, int last) {
        return Arrays.copyOfRange(all, all.length - last, all.length);
    }

    private static void report(Javas java, String what, long[] nanos) throws IOException {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        report(
                java,
                what + ": p50 " + sorted[sorted.length / 2] / 1_000 + " us, p99 "
                        + sorted[(int) (sorted.length * 0.99)] / 1_000 + " us, worst "
                        + sorted[sorted.length - 1] / 1_000
                        + " us, " + sorted.length + " lines");
    }

    /** Their names are free again. */
    private static void untilAllHaveLeft(ServerProcess server) throws IOException {
        try (Talker last = server.visitor().joins("Last")) {
            String here = "";
            while (!here.equals("*** 1 here:")) {
                last.says("/who");
                here = last.heard().skipsToLike("\\*\\*\\* \\d+ here:");
            }
        }
    }

    private static void report(Javas java, String what) throws IOException {
        Files.writeString(
                Path.of("target", "load-report.txt"),
                java + ": " + what + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** Members who all read; the first of them also talk. */
    private static final class Crowd implements AutoCloseable {
        private final List<LoadMember> members = new ArrayList<>();
        private final int[] said = new int[1024];

        Crowd(int port, int size) throws IOException {
            for (int i = 0; i < size; i++) {
                members.add(new LoadMember(port, i, 0).reading());
            }
        }

        /** Each of the first {@code senders} says so many lines; {@code rate} a second all together, 0 for no pause. */
        void talk(int senders, int each, int bytes, int rate) throws Exception {
            ExecutorService talking = Executors.newFixedThreadPool(senders);
            try {
                long start = System.nanoTime();
                List<Future<?>> all = new ArrayList<>();
                for (int s = 0; s < senders; s++) {
                    int sender = s;
                    all.add(talking.submit(() -> {
                        for (int i = 0; i < each; i++) {
                            if (rate > 0) {
                                long at = start + TimeUnit.SECONDS.toNanos((long) i * senders + sender) / rate;
                                pauseUntil(at);
                            }
                            members.get(sender).says(said[sender]++, bytes);
                        }
                        return null;
                    }));
                }
                for (Future<?> one : all) {
                    one.get();
                }
            } finally {
                talking.shutdownNow();
            }
        }

        /** Waits until those who do not talk have read so many lines. */
        void awaitAll(int lines, int senders) throws InterruptedException {
            for (LoadMember member : members.subList(senders, members.size())) {
                assertTrue(member.awaitCount(lines, System.nanoTime() + HANG_NANOS));
            }
        }

        /** Latencies of all lines as one member who does not talk has read them. */
        long[] latencies(int lines, int senders) throws InterruptedException {
            LoadMember reader = members.get(senders);
            assertTrue(reader.awaitCount(lines, System.nanoTime() + HANG_NANOS));
            return reader.latencies();
        }

        /** The pace of an open-loop arrival is a matter of the clock, not of luck. */
        private static void pauseUntil(long nanos) throws InterruptedException {
            long left = nanos - System.nanoTime();
            if (left > 0) {
                TimeUnit.NANOSECONDS.sleep(left);
            }
        }

        @Override
        public void close() throws IOException {
            for (LoadMember member : members) {
                member.close();
            }
        }
    }

    /** Members with small buffers who read in bursts, with pauses between; and one who reads a byte a second. */
    private static final class Bursts implements AutoCloseable {
        private final List<LoadMember> members = new ArrayList<>();
        private final CountDownLatch finish = new CountDownLatch(1);

        Bursts(int port, int size) throws IOException {
            for (int i = 0; i < size; i++) {
                members.add(new LoadMember(port, 910 + i, 4096));
            }
        }

        void start(LoadMember drop) {
            members.forEach(member -> member.readingInBursts(finish));
            Thread slow = new Thread(() -> readByDrops(drop.raw()), "a byte a second");
            slow.setDaemon(true);
            slow.start();
        }

        private void readByDrops(InputStream in) {
            try {
                boolean reading = true;
                while (reading) {
                    reading = !finish.await(1, TimeUnit.SECONDS) && in.read() >= 0;
                }
            } catch (IOException | InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() throws IOException {
            for (LoadMember member : members) {
                member.close();
            }
        }
    }
}
