package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rooms announce themselves, and who gives no address finds them; on two machines of their own. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class DiscoveryIT {
    /** What JmDNS remembers of others, and how much of it may be left. */
    private static final Pattern REMEMBERED =
            Pattern.compile("javax\\.jmdns\\.impl\\.(DNSRecord\\$Pointer|JmDNSImpl\\$ServiceTypeEntry)$");

    private static final int MOST_REMEMBERED = 3_000;

    @Test
    void aRoomIsListedOnceForAllCardsAndAnUnannouncedOneIsNot() throws Exception {
        try (var lan = new TwoMachines()) {
            lan.cable("one-b", "two-b", "198.51.100.1/24", "198.51.100.2/24");
            lan.cable("docker0", "docker9", "172.17.0.1/16", "172.17.0.2/16");
            Running announced = lan.server("--no-console", "--host-name", "Anna", "9001");
            Running silent = lan.server("--no-console", "--no-announce", "9002");
            Running alone = lan.server("--no-console", "127.0.0.1", "9003");
            String told = announced.err().skipsToLike(".*Announced on the network as .*");
            silent.out().hearsLike("Listening on .*");
            alone.out().hearsLike("Listening on .*");

            List<String> heard = listed(lan);

            assertEquals(1, heard.size(), heard::toString);
            String line = heard.get(0);
            assertTrue(line.matches("(192\\.0\\.2\\.1|198\\.51\\.100\\.1)\t9001\tAnna on .+"), line);
            assertTrue(told.contains("\"Anna on "), told);
            assertTrue(told.contains("one (192.0.2.1)") && told.contains("one-b (198.51.100.1)"), told);
            assertTrue(told.endsWith(", not docker0 (Docker)"), told);
            for (Running quiet : List.of(silent, alone)) {
                assertEquals(
                        0,
                        quiet.err().all().stream()
                                .filter(said -> said.contains("nnounced"))
                                .count());
            }
        }
    }

    @Test
    void aRoomIsPickedByItsNumberAndAfterStopItIsGone() throws Exception {
        Programs.need("tmux");
        try (var lan = new TwoMachines()) {
            Running server = lan.server("9001");
            server.err().skipsToLike(".*Announced on the network as .*");
            listed(lan);
            List<String> command = lan.onSecond(Jars.shortCommand(Javas.running(), Jars.CLIENT));
            try (var terminal = Tmux.start(command)) {
                String first = terminal.line(line -> line.startsWith("  1  "));
                assertTrue(first.matches("  1 {2}Host on .+ {2}at 192\\.0\\.2\\.1 9001"), first);
                terminal.types("7").line(line -> line.startsWith("! 7 "));
                terminal.types("1").line(line -> line.startsWith("Enter Your Name:"));
                terminal.types("Ann").line("Ann<192.0.2.2> connected"::equals);
            }

            server.says("/stop");

            assertEquals(0, server.exits());
            try (var list = lan.start(lan.onSecond(list()))) {
                assertEquals(1, list.exits());
                list.out().ends();
                list.err().hearsLike("\\*\\*\\* No room was heard .* by two \\(192\\.0\\.2\\.2\\).*");
            }
        }
    }

    @Test
    void aRoomThatCannotBeAnnouncedIsOneSentenceAndARoom() throws Exception {
        Programs.need("socat");
        try (var lan = new TwoMachines()) {
            lan.start(lan.onFirst(List.of("socat", "-u", "UDP4-RECV:5353", "-"))); // And shares it with nobody.
            lan.awaitUdpOnFirst(5353);
            Running server = lan.server("--no-console", "9001");

            server.err().skipsToLike(".* WARN .*can't be announced by one \\(192\\.0\\.2\\.1\\).*");

            try (var bot = lan.start(lan.onSecond(
                    Jars.command(Javas.running(), Jars.CLIENT, "--name", "bot", TwoMachines.FIRST, "9001")))) {
                bot.says("hi").hangsUp();
                assertEquals(0, bot.exits());
            }
            server.signal("TERM");
            server.exits();
            List<String> log = server.err().rest();
            assertTrue(
                    log.stream().noneMatch(line -> line.contains("WARN") || line.startsWith("\tat ")), log::toString);
        }
    }

    @Test
    void whatOthersAnnounceFillsNoMemory() throws Exception {
        try (var lan = new TwoMachines()) {
            Running server = lan.server("--no-console", "9001");
            server.err().skipsToLike(".*Announced on the network as .*");
            List<String> flood = List.of(
                    Javas.running().binary().toString(),
                    "-cp",
                    Path.of("target", "test-classes").toString(),
                    "lanchat.it.MdnsFlood",
                    "192.0.2.2");
            try (var flooding = lan.start(lan.onSecond(flood))) {
                assertEquals(0, flooding.exits(), () -> flooding.err().all().toString());
            }

            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            int kept = Usage.count(server.pid(), REMEMBERED);
            while (kept > MOST_REMEMBERED && System.nanoTime() < deadline) {
                kept = Usage.count(server.pid(), REMEMBERED);
            }

            assertTrue(kept <= MOST_REMEMBERED, "remembers " + kept);
            assertEquals(1, listed(lan).size());
        }
    }

    @Test
    void withoutANetworkThereIsASentence() throws Exception {
        try (var lan = new TwoMachines()) {
            lan.changeSecond("link", "set", "two", "down");
            try (var list = lan.start(lan.onSecond(list()))) {
                assertEquals(1, list.exits());
                list.err().hearsLike("\\*\\*\\* This machine is in no network .*");
                list.out().ends();
            }
        }
    }

    @OnEachJava
    void aClientWithAnAddressLoadsNothingOfThis(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var client = Running.start(Jars.command(
                        java,
                        List.of("-verbose:class"),
                        Jars.CLIENT,
                        ClientProcess.arguments(server.port(), "--name", "bot")))) {
            client.says("hi").hangsUp();

            assertEquals(0, client.exits());
            List<String> loaded = client.out().rest();
            assertTrue(loaded.stream().anyMatch(line -> line.contains("lanchat.client.ClientCommand")));
            assertEquals(
                    List.of(),
                    loaded.stream()
                            .filter(Pattern.compile("jmdns|slf4j|client\\.nearby")
                                    .asPredicate())
                            .toList());
        }
    }

    @Test
    void aPipeWithoutAnAddressIsAWrongCommandLine() throws Exception {
        for (List<String> words : List.of(List.<String>of(), List.of("--list", "127.0.0.1"))) {
            try (var client = Running.start(Jars.command(Javas.running(), Jars.CLIENT, words.toArray(new String[0])))) {
                client.hangsUp();

                assertEquals(2, client.exits());
                assertEquals(1, client.err().rest().size());
                client.out().ends();
            }
        }
    }

    /** What a script reads on the second machine; an announcement takes its time to be out, so that it may look again. */
    private static List<String> listed(TwoMachines lan) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        List<String> heard = new ArrayList<>();
        while (heard.isEmpty() && System.nanoTime() < deadline) {
            try (var list = lan.start(lan.onSecond(list()))) {
                list.exits();
                heard = list.out().rest();
                List<String> complaints = list.err().rest();
                assertTrue(heard.isEmpty() || complaints.isEmpty(), complaints::toString);
                assertTrue(complaints.stream().allMatch(line -> line.startsWith("*** ")), complaints::toString);
            }
        }
        return heard;
    }

    private static List<String> list() {
        return Jars.shortCommand(Javas.running(), Jars.CLIENT, "--list");
    }
}
