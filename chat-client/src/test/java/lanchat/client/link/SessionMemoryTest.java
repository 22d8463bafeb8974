package lanchat.client.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import lanchat.common.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class SessionMemoryTest {
    private static final String ROOM = "4f59c7545d4cfbb7";

    @TempDir
    Path home;

    @Test
    void theNextRunGoesOnWhereTheLastOneWas() {
        String secret = used("Ann", 7, "0eac9603");

        try (Session again = open("Ann")) {
            assertEquals(secret, again.join("Ann").secret());
            assertEquals(7, again.join("Ann").after());
            assertEquals("0eac9603", again.join("Ann").sum());
        }
    }

    @Test
    void aNameIsTheSameHoweverItIsTyped() {
        String secret = used("Pavan Kumar", 7, "0eac9603");

        try (Session again = open("  pavan  KUMAR ")) {
            assertEquals(secret, again.join("x").secret());
        }
    }

    @Test
    void anotherNameOrRoomIsAnotherSession() {
        String secret = used("Ann", 7, "0eac9603");

        try (Session bob = open("Bob");
                Session elsewhere = memory().open("another room", "Ann", false)) {
            assertNotEquals(secret, bob.join("Bob").secret());
            assertNotEquals(secret, elsewhere.join("Ann").secret());
            assertEquals(0, elsewhere.join("Ann").after());
            assertNull(elsewhere.join("Ann").sum());
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFileThatOthersCouldReadIsTakenFromThem() throws Exception {
        used("Ann", 7, "0eac9603");
        Path file = kept();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

        used("Ann", 8, "0eac9604");

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkInTheFilesPlaceIsNotFollowed() throws Exception {
        String secret = used("Ann", 7, "0eac9603");
        Path file = kept();
        Path elsewhere = Files.move(file, home.resolve("elsewhere"));
        Files.createSymbolicLink(file, elsewhere);
        String before = Files.readString(elsewhere);

        try (Session again = open("Ann")) {
            assertNotEquals(secret, again.join("Ann").secret());
        }
        assertEquals(before, Files.readString(elsewhere));
    }

    @Test
    void aRoomsIdOrAChecksumThatIsNoneIsNotWrittenDown() throws Exception {
        used("Ann", 7, "0\nsecret 00000000000000000000000000000000");
        try (Session again = open("Ann")) {
            assertEquals(0, again.join("Ann").after());
        }
        Path file = kept();

        memory().open("x\nsecret 00000000000000000000000000000000", "Ann", false)
                .close();

        assertEquals(file, kept());
    }

    /** The one session that is kept. */
    private Path kept() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("client/sessions"))) {
            List<Path> all =
                    files.filter(file -> !file.toString().endsWith(".lock")).toList();
            assertEquals(1, all.size(), all::toString);
            return all.get(0);
        }
    }

    @Test
    void aSecondClientHasASessionOfItsOwnWhileTheFirstOneRuns() {
        try (Session first = open("Ann");
                Session second = open("Ann")) {
            assertNotEquals(first.join("Ann").secret(), second.join("Ann").secret());
            second.saw(9, "00000000");
            second.save();
            first.saw(3, "11111111");
        }

        try (Session again = open("Ann")) {
            assertEquals(3, again.seen().seq());
        }
    }

    @Test
    void whoWantsToStartsAfresh() {
        String secret = used("Ann", 7, "0eac9603");

        try (Session fresh = memory().open(ROOM, "Ann", true)) {
            assertNotEquals(secret, fresh.join("Ann").secret());
            assertEquals(Position.NONE, fresh.seen());
        }
    }

    @Test
    void aRenamedMemberGoesOnUnderTheNewName() {
        String secret;
        try (Session ann = open("Ann")) {
            secret = String.valueOf(ann.join("Ann").secret());
            ann.saw(7, "0eac9603");
            ann.renamed(memory(), "Anna");
            ann.saw(8, "0eac9604");
            ann.save();
        }

        try (Session anna = open("Anna");
                Session ann = open("Ann")) {
            assertEquals(secret, anna.join("Anna").secret());
            assertEquals(8, anna.seen().seq());
            assertNotEquals(secret, ann.join("Ann").secret());
        }
    }

    @Test
    void beingKilledInTheMiddleOfALineDoesNoHarm() throws IOException {
        String secret = used("Ann", 7, "0eac9603");
        byte[] whole = Files.readAllBytes(file());

        Files.writeString(file(), "seen 8 0eac9604\nseen 9 0ea", StandardOpenOption.APPEND);

        try (Session again = open("Ann")) {
            assertEquals(secret, again.join("Ann").secret());
            assertEquals(new Position(8, "0eac9604"), again.seen());
        }
        for (int length = 0; length < whole.length; length++) {
            Files.write(file(), java.util.Arrays.copyOf(whole, length));
            try (Session again = open("Ann")) {
                assertTrue(Secret.isOne(String.valueOf(again.join("Ann").secret())), "cut at " + length);
            }
        }
    }

    @Test
    void manyPositionsDoNotMakeALongFile() throws IOException {
        try (Session ann = open("Ann")) {
            for (int i = 1; i <= 10_000; i++) {
                ann.saw(i, "0eac9603");
                ann.save();
            }
            assertTrue(Files.size(file()) < 80 * 1024, "it has " + Files.size(file()) + " bytes");
        }

        try (Session again = open("Ann")) {
            assertEquals(10_000, again.seen().seq());
        }
    }

    @Test
    void onlyTheOwnerCanReadIt() throws IOException {
        used("Ann", 7, "0eac9603");

        assertEquals("rw-------", permissions(file()));
        assertEquals("rwx------", permissions(directory()));
    }

    @Test
    void whatTheRoomHasForgottenIsDeletedHere() throws IOException {
        used("Ann", 7, "0eac9603");
        for (Path each : files()) {
            Files.setLastModifiedTime(each, FileTime.from(Instant.now().minus(Duration.ofDays(40))));
        }

        open("Bob").close(); // The session first, and then what locked it.
        open("Bob").close();

        assertEquals(2, files().size(), () -> "there is " + files());
    }

    @Test
    void withoutAHomeThereIsASessionAllTheSame() throws IOException {
        Path taken = Files.createFile(home.resolve("taken"));

        for (Path none : Stream.of(taken, taken.resolve("below")).toList()) {
            Session session = new SessionMemory(none).open(ROOM, "Ann", false);
            session.saw(7, "0eac9603");
            session.save();
            assertEquals(7, session.join("Ann").after());
            session.close();
        }
        assertTrue(Secret.isOne(String.valueOf(
                new SessionMemory(null).open(ROOM, "Ann", false).join("Ann").secret())));
    }

    private String used(String name, long seq, String sum) {
        try (Session session = open(name)) {
            session.saw(seq, sum);
            session.save();
            return String.valueOf(session.join(name).secret());
        }
    }

    private Session open(String name) {
        return memory().open(ROOM, name, false);
    }

    private SessionMemory memory() {
        return new SessionMemory(home);
    }

    private Path directory() {
        return home.resolve("client").resolve("sessions");
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.list(directory())) {
            return all.toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path file() {
        return files().stream()
                .filter(file -> !file.toString().endsWith(SessionFile.LOCK))
                .findFirst()
                .orElseThrow();
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
