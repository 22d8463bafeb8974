package lanchat.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class KeyFileTest {
    private static final Keytool NONE = new Keytool(Path.of("no-such-keytool"));

    @TempDir
    private Path home;

    @Test
    void theFirstStartMakesAKeyAndTheNextOnesUseIt() throws Exception {
        Fingerprint made = open(server(), new Keytool());

        assertEquals(made, open(server(), NONE));
        assertEquals(List.of("key.p12"), inServer());
    }

    @Test
    void theKeyIsEllipticAndValidForLongerThanAnybodyLives() throws Exception {
        OwnKey key = new KeyFile(KeyOwner.SERVER, server(), new Keytool()).open();

        assertEquals("EC", key.key().getAlgorithm());
        key.certificate().verify(key.certificate().getPublicKey());
        key.certificate().checkValidity();
        assertTrue(key.certificate().getNotAfter().toInstant().toString().compareTo("2120") > 0);
        assertFalse(key.toString().contains("PrivateKey"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void keyAndDirectoryAreForTheOwnerOnly() throws Exception {
        open(server(), new Keytool());

        assertEquals("rwx------", permissions(server()));
        assertEquals("rw-------", permissions(file()));
    }

    @Test
    void serversThatStartAtOnceUseOneKey() throws Exception {
        ExecutorService servers = Executors.newFixedThreadPool(3);
        try {
            List<Future<Fingerprint>> starting = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                starting.add(servers.submit(() -> open(server(), new Keytool())));
            }
            Set<Fingerprint> keys = new HashSet<>();
            for (Future<Fingerprint> one : starting) {
                keys.add(one.get());
            }

            assertEquals(1, keys.size());
            assertEquals(List.of("key.p12"), inServer());
        } finally {
            servers.shutdownNow();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aKeyThatOthersCouldReadIsTakenAwayFromThemAndTheHostIsTold() throws Exception {
        Fingerprint made = open(server(), new Keytool());
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));

        KeyFile keyFile = new KeyFile(KeyOwner.SERVER, server(), NONE);
        assertEquals(made, Fingerprint.of(keyFile.open().certificate().getPublicKey()));

        assertEquals("rw-------", permissions(file()));
        assertEquals(1, keyFile.remarks().size());
        assertTrue(keyFile.remarks().get(0).contains("Others could read"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkIsRefusedWhereverItLeads() throws Exception {
        open(server(), new Keytool());
        Files.move(file(), home.resolve("elsewhere"));
        for (String target : List.of("elsewhere", "nowhere")) {
            Files.deleteIfExists(file());
            Files.createSymbolicLink(file(), home.resolve(target));

            assertTrue(problem(NONE).contains("is a link"), target);
        }
    }

    @Test
    void whatIsNoKeyIsNamedAndNotOverwritten() throws Exception {
        Files.createDirectories(server());
        for (String damage : List.of("", "not a key", "x".repeat(100_000))) {
            Files.writeString(file(), damage);

            String problem = problem(new Keytool());

            assertTrue(problem.contains("no key to be read in " + file()), problem);
            assertTrue(problem.contains("--trust-new-key"), problem);
            assertEquals(damage, Files.readString(file()));
        }
    }

    @Test
    void aDirectoryInItsPlaceIsNamed() throws Exception {
        Files.createDirectories(file());

        assertTrue(problem(NONE).contains("is no file"));
    }

    @Test
    void aHomeThatIsNoDirectoryIsNamed() throws Exception {
        Files.writeString(server(), "");

        assertTrue(problem(new Keytool()).contains("--home"));
    }

    @Test
    void aJavaWithoutKeytoolIsNamedAndLeavesNothingBehind() throws Exception {
        assertTrue(problem(NONE).contains("no-such-keytool"));
        assertEquals(List.of(), inServer());
    }

    @Test
    void aKeyInMemoryIsAnotherOneEachTime() throws Exception {
        OwnKey one = KeyFile.inMemory(new Keytool());
        OwnKey other = KeyFile.inMemory(new Keytool());

        assertNotEquals(one.certificate().getPublicKey(), other.certificate().getPublicKey());
    }

    @Test
    void aKeyThatWasExportedIsTheSameWhereItIsImported() throws Exception {
        Fingerprint made = open(server(), new Keytool());
        Path exported = home.resolve("exported");
        keyFile("server").export(exported);

        assertEquals(made, keyFile("other").take(exported, false).fingerprint());
        assertEquals(made, keyFile("other").take(exported, false).fingerprint(), "a second time does no harm");
        assertEquals(made, open(home.resolve("other"), NONE));
        KeyProblem there =
                assertThrows(KeyProblem.class, () -> keyFile("server").export(exported));
        assertTrue(there.sentence().contains("is there already"), there.sentence());
    }

    @Test
    void anotherKeyIsNotReplacedUnasked() throws Exception {
        Fingerprint made = open(server(), new Keytool());
        Fingerprint other = open(home.resolve("other"), new Keytool());
        Path exported = home.resolve("exported");
        keyFile("other").export(exported);

        KeyProblem no = assertThrows(KeyProblem.class, () -> keyFile("server").take(exported, false));
        assertTrue(no.sentence().contains("--replace"), no.sentence());
        assertEquals(made, open(server(), NONE));

        assertEquals(other, keyFile("server").take(exported, true).fingerprint());
        assertEquals(other, open(server(), NONE));
        assertEquals(
                made,
                OwnKey.read(Files.readAllBytes(server().resolve("key.p12.old"))).fingerprint());
        keyFile("third").export(third(new Keytool()));
        assertThrows(KeyProblem.class, () -> keyFile("server").take(third(NONE), true), "an old one is there already");
        assertEquals(other, open(server(), NONE));
    }

    @Test
    void whatIsNoKeyIsNotTaken() throws Exception {
        for (String damage : List.of("", "not a key", "x".repeat(100_000))) {
            Path file = Files.writeString(home.resolve("damaged"), damage);

            assertThrows(KeyProblem.class, () -> keyFile("server").take(file, true));
        }
        assertThrows(KeyProblem.class, () -> keyFile("server").take(home.resolve("nowhere"), true));
        assertFalse(Files.exists(file()));
    }

    @Test
    void theSentencesOfAClientAreAClients() throws Exception {
        Files.createDirectories(server());
        Files.writeString(file(), "not a key");

        KeyProblem problem = assertThrows(KeyProblem.class, () -> new KeyFile(KeyOwner.CLIENT, server(), NONE).open());

        assertTrue(problem.sentence().contains("names of the old one"), problem.sentence());
        assertFalse(problem.sentence().contains("--trust-new-key"), problem.sentence());
    }

    private Path third(Keytool keytool) throws Exception {
        if (keytool != NONE) {
            open(home.resolve("third"), keytool);
        }
        return home.resolve("third exported");
    }

    private KeyFile keyFile(String directory) {
        return new KeyFile(KeyOwner.SERVER, home.resolve(directory), NONE);
    }

    private String problem(Keytool keytool) {
        KeyProblem problem =
                assertThrows(KeyProblem.class, () -> new KeyFile(KeyOwner.SERVER, server(), keytool).open());
        assertEquals(1, problem.sentence().lines().count());
        return problem.sentence();
    }

    private static Fingerprint open(Path directory, Keytool keytool) throws KeyProblem {
        return Fingerprint.of(new KeyFile(KeyOwner.SERVER, directory, keytool)
                .open()
                .certificate()
                .getPublicKey());
    }

    private Path server() {
        return home.resolve("server");
    }

    private Path file() {
        return server().resolve("key.p12");
    }

    private List<String> inServer() throws Exception {
        try (var all = Files.list(server())) {
            return all.map(path -> path.getFileName().toString()).toList();
        }
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
