package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import lanchat.common.Event;
import lanchat.common.Json;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;

/** The room on disk, with the jar as it is run. The full size is had with -Dlanchat.full=true. */
final class JournalIT {
    private static final int KILLS = Boolean.getBoolean("lanchat.full") ? 20 : 4;
    private static final int TALKERS = 3;
    private static final int READERS = 3;

    @TempDir
    private Path home;

    @OnEachJava
    void whatAnybodyReadBeforeTheServerWasKilledIsThereOnceAndInOrder(Javas java) throws Exception {
        long seed = System.nanoTime();
        Random dice = new Random(seed);
        List<List<String>> read = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            List<JsonTalker> readers = new ArrayList<>();
            List<Thread> talkers = new ArrayList<>();
            try (var server = kept(java)) {
                for (int i = 0; i < READERS; i++) {
                    readers.add(JsonTalker.member(server.port(), "Reader " + i));
                }
                for (int i = 0; i < TALKERS; i++) {
                    talkers.add(talking(server.member("Talker " + i), kill + "/" + i + "/"));
                }
                int lines = 100 + dice.nextInt(3_000);
                for (int i = 0; i < lines; i++) {
                    readers.get(0).skipsTo(Event.Said.class);
                }
                server.process().kill();
            }
            for (Thread talker : talkers) {
                talker.join();
            }
            for (JsonTalker reader : readers) {
                reader.heard().rest();
                read.add(events(reader.heard().all()));
                reader.close();
            }
        }

        try (var server = kept(java)) {
            server.member("Last").says("the end").settles();
        }
        List<String> kept = exported(java);
        Set<Long> places = new HashSet<>();
        long place = 0;
        for (String line : kept) {
            long seq = event(line).seq();
            assertTrue(seq > place && places.add(seq), line);
            place = seq;
        }
        for (List<String> one : read) {
            int from = kept.indexOf(one.get(0));
            assertTrue(from >= 0, () -> "seed " + seed + ": gone: " + one.get(0));
            for (int i = 0; i < one.size(); i++) {
                assertEquals(one.get(i), kept.get(from + i), "seed " + seed);
            }
        }
        eachTalkersLinesAreInOrder(kept);
    }

    @OnEachJava
    void afterARestartTheRoomIsTheSame(Javas java) throws Exception {
        try (var server = kept(java);
                var ann = server.member("Ann")) {
            ann.says("before", "/me waves").settles();
            server.process().kill();
        }
        try (var server = kept(java);
                var bob = server.visitor()) {
            bob.says("Bob").hears("Welcome to this chatroom!", "Ann:before", "* Ann waves", "Bob<127.0.0.1> connected");
            bob.says("/history 1").hears("*** The last line:", "* Ann waves");
            bob.says("/search BEFORE").hears("*** 1 line has all these words:", "Ann:before");
            server.member("Ann").close();
            bob.hears("Ann<127.0.0.1> connected", "Ann<127.0.0.1> disconnected");
            server.process().signal("TERM");
            server.process().exits();
        }
        try (var check = journal(java, "check")) {
            assertEquals(0, check.exits());
            assertTrue(check.out().next().endsWith("All is well."));
        }
    }

    @OnEachJava
    void aSecondServerOnTheSameJournalIsRefused(Javas java) throws Exception {
        try (var server = kept(java);
                var second = Running.start(Jars.command(
                        java, Jars.SERVER, "--home", home.toString(), "--room", "kept", "127.0.0.1", "0"))) {
            assertEquals(1, second.exits());
            assertTrue(second.err().next().startsWith("Another server keeps its room in " + home));
            server.member("Ann").says("still here").settles().close();
        }
    }

    @OnEachJava
    void aFullDiskIsToldAndTheRoomGoesOnByItself(Javas java) throws Exception {
        Path disk = Files.createDirectories(home.resolve("disk"));
        Assumptions.assumeTrue(
                isDone("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.toString()),
                "only who may mount a small disk can fill it");
        try {
            Path filler = disk.resolve("filler");
            try (var server = ServerProcess.start(java, ServerProcess.NO_RATE, "--home", disk.toString());
                    var ann = server.member("Ann");
                    var bob = server.member("Bob")) {
                ann.hears("Bob<127.0.0.1> connected").says("before");
                bob.hears("Ann:before");
                fill(filler);
                String big = "x".repeat(10_000);
                ann.says(big, "after");
                ann.heard().hearsLike("\\*\\*\\* The server's disk takes no more lines .*");
                bob.heard().hearsLike("\\*\\*\\* The server's disk takes no more lines .*");
                bob.says("/who").hears("*** 2 here:", "*** Ann<127.0.0.1>", "*** Bob<127.0.0.1>");
                bob.says("/history 1").hears("*** The last line:", "Ann:before");

                Files.delete(filler);
                bob.heard().skipsTo("Ann:" + big);
                bob.heard().skipsTo("Ann:after");
                ann.heard().hearsLike("\\*\\*\\* The disk takes lines again.*");
            }
        } finally {
            isDone("umount", "-l", disk.toString());
        }
    }

    @OnEachJava
    void aLimitOnTheSizeOfFilesIsLikeAFullDisk(Javas java) throws Exception {
        String command = String.join(
                " ",
                Jars.command(
                        java,
                        List.of("-XX:-UsePerfData"),
                        Jars.SERVER,
                        "--no-console --home " + home + " --room kept 127.0.0.1 0"));
        String big = "x".repeat(10_000);
        try (var server = Running.start(List.of("sh", "-c", "ulimit -f 64; exec " + command))) {
            String listening = server.out().skipsToLike(ServerProcess.LISTENING.pattern());
            int port = Integer.parseInt(listening.replaceAll(ServerProcess.LISTENING.pattern(), "$1"));
            try (var ann = Talker.at(port).joins("Ann");
                    var bob = Talker.at(port).joins("Bob")) {
                ann.says(0 + big);
                // Or all might come to the disk as one batch, for which it has no room at all.
                bob.heard().skipsTo("Ann:0" + big);
                for (int i = 1; i < 8; i++) {
                    ann.says(i + big);
                }
                bob.heard().skipsToLike("\\*\\*\\* The server's disk takes no more lines .*");
                List<String> heard = bob.heard().all();
                server.kill();
                try (var again = kept(java);
                        var cy = again.member("Cy")) {
                    cy.says("/history 100").heard().skipsToLike("\\*\\*\\* The last (line|\\d+ lines):");
                    for (String line : heard) {
                        if (line.startsWith("Ann:")) {
                            cy.hears(line);
                        }
                    }
                }
            }
        }
    }

    private ServerProcess kept(Javas java) throws IOException {
        return ServerProcess.start(java, ServerProcess.NO_RATE, "--home", home.toString(), "--room", "kept");
    }

    private Running journal(Javas java, String command) throws IOException {
        return Running.start(
                Jars.command(java, Jars.SERVER, "journal", command, "--home", home.toString(), "--room", "kept"));
    }

    private List<String> exported(Javas java) throws Exception {
        try (var export = journal(java, "export")) {
            assertEquals(0, export.exits(), () -> export.err().all().toString());
            return export.out().rest();
        }
    }

    /** Talks until the connection ends, without listening. */
    private static Thread talking(Talker talker, String prefix) {
        Thread thread = new Thread(
                () -> {
                    try (talker) {
                        for (int i = 0; ; i++) {
                            talker.sends(prefix + i + "\n");
                        }
                    } catch (IOException killed) {
                        // As it was meant to be.
                    }
                },
                "talker " + prefix);
        thread.start();
        return thread;
    }

    /** The events from somebody's own arrival on, as lines of JSON. */
    private static List<String> events(List<String> heard) {
        List<String> events = new ArrayList<>();
        boolean live = false;
        for (String line : heard) {
            if (live && Json.message(line.getBytes(StandardCharsets.UTF_8)) instanceof Event) {
                events.add(line);
            }
            live |= line.startsWith("{\"type\":\"now\"");
        }
        return events;
    }

    private static Event event(String line) {
        if (Json.message(line.getBytes(StandardCharsets.UTF_8)) instanceof Event event) {
            return event;
        }
        throw new AssertionError("no event: " + line);
    }

    private static void eachTalkersLinesAreInOrder(List<String> kept) {
        Map<String, Integer> next = new HashMap<>();
        for (String line : kept) {
            if (event(line) instanceof Event.Said said && said.text().contains("/")) {
                int cut = said.text().lastIndexOf('/');
                int number = Integer.parseInt(said.text().substring(cut + 1));
                assertEquals(number, next.merge(said.text().substring(0, cut), 1, Integer::sum) - 1, line);
            }
        }
    }

    private static void fill(Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            byte[] block = new byte[1024];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            // As it was meant to be.
        }
    }

    private static boolean isDone(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).start().waitFor() == 0;
    }
}
