package lanchat.client.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lanchat.client.link.KnownServers.Known;
import lanchat.common.Endpoint;
import lanchat.common.Fingerprint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class KnownServersTest {
    private static final Fingerprint ONE = new Fingerprint("1".repeat(64));
    private static final Fingerprint TWO = new Fingerprint("2".repeat(64));
    private static final Endpoint HERE = new Endpoint("192.168.1.5", 8081);

    @TempDir
    private Path home;

    @Test
    void nothingIsKnownAtFirst() throws Exception {
        assertEquals(List.of(), known().all());
        assertFalse(Files.exists(file()));
    }

    @Test
    void aRoomIsKnownFromThenOn() throws Exception {
        known().remember("abc", HERE, ONE);

        Known met = known().all().get(0);
        assertEquals("abc", met.room());
        assertEquals("192.168.1.5:8081", met.address());
        assertEquals(ONE, met.key());
    }

    @Test
    void theFileIsReadableForPeopleAndForTheOwnerOnly() throws Exception {
        known().remember("abc", HERE, ONE);

        List<String> lines = Files.readAllLines(file());
        assertTrue(lines.get(0).startsWith("# "));
        assertTrue(lines.get(1).matches("abc 192\\.168\\.1\\.5:8081 (11:){31}11 \\d{4}-\\d\\d-\\d\\d"), lines.get(1));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void nobodyElseReadsIt() throws Exception {
        known().remember("abc", HERE, ONE);

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory())));
    }

    @Test
    void anotherKeyTakesThePlaceOfTheFirst() throws Exception {
        known().remember("abc", HERE, ONE);
        known().remember("def", HERE, ONE);

        known().remember("abc", HERE, TWO);

        assertEquals(
                List.of("def", "abc"), known().all().stream().map(Known::room).toList());
        assertEquals(TWO, known().all().get(1).key());
    }

    @Test
    void theDayOfTheFirstMeetingStaysWhenOnlyTheAddressIsNew() throws Exception {
        Files.createDirectories(directory());
        Files.writeString(file(), "abc 10.0.0.1:1 " + ONE.shown() + " 2020-02-03\n");

        known().remember("abc", HERE, ONE);

        assertEquals("2020-02-03", known().all().get(0).since().toString());
        assertEquals(HERE.toString(), known().all().get(0).address());
    }

    @Test
    void linesThatAreDamagedAreNothing() throws Exception {
        Files.createDirectories(directory());
        Files.writeString(
                file(),
                String.join(
                        "\n",
                        "# a remark",
                        "",
                        "abc",
                        "abc here " + ONE.shown() + " yesterday",
                        "abc here 11:22 2020-02-03",
                        "a/c here " + ONE.shown() + " 2020-02-03",
                        "abc here " + ONE.shown() + " 2020-02-03 and more",
                        "\u0000\uFFFF",
                        "abc here " + TWO.hex() + " 2020-02-03"));

        assertEquals(List.of(TWO), known().all().stream().map(Known::key).toList());
    }

    @Test
    void aRoomIdThatWouldMakeALineOfItsOwnIsNotWrittenDown() throws Exception {
        for (String room : List.of("", "a b", "a\nb", "#a", "\u001b[31m", "x".repeat(65))) {
            known().remember(room, HERE, ONE);
        }

        assertEquals(List.of(), known().all());
    }

    @Test
    void thoseNotMetForLongestAreForgottenFirst() throws Exception {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < KnownServers.MOST; i++) {
            many.append("room" + i + " here " + ONE.shown() + " 2020-02-03\n");
        }
        Files.createDirectories(directory());
        Files.writeString(file(), many);

        known().remember("one-more", HERE, TWO);

        List<Known> known = known().all();
        assertEquals(KnownServers.MOST, known.size());
        assertEquals("room1", known.get(0).room());
        assertEquals("one-more", known.get(known.size() - 1).room());
    }

    @Test
    void clientsThatRememberAtOnceLoseNothing() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                String room = "room" + i;
                all.add(clients.submit(() -> {
                    known().remember(room, HERE, ONE);
                    return room;
                }));
            }
            Set<Object> rooms = new HashSet<>();
            for (Future<?> one : all) {
                rooms.add(one.get());
            }

            assertEquals(
                    rooms, new HashSet<>(known().all().stream().map(Known::room).toList()));
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void withoutAHomeThereIsNoMemory() throws Exception {
        KnownServers none = new KnownServers(null);
        none.remember("abc", HERE, ONE);

        assertEquals(List.of(), none.all());
    }

    @Test
    void whatIsThereAndCannotBeReadIsSaid() throws Exception {
        Files.createDirectories(file());

        assertThrows(IOException.class, () -> known().all());
    }

    private KnownServers known() {
        return new KnownServers(directory());
    }

    private Path directory() {
        return home.resolve("client");
    }

    private Path file() {
        return directory().resolve("known_servers");
    }
}
