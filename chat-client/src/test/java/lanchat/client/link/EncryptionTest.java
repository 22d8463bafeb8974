package lanchat.client.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lanchat.client.link.ConnectProblem.Cause;
import lanchat.common.Endpoint;
import lanchat.common.Fingerprint;
import lanchat.common.RefusedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which key a room may have, without any socket. */
@Timeout(60)
final class EncryptionTest {
    private static final Fingerprint ONE = new Fingerprint("1".repeat(64));
    private static final Fingerprint TWO = new Fingerprint("2".repeat(64));
    private static final Endpoint HERE = new Endpoint("192.168.1.5", 8081);
    private static final Endpoint THERE = new Endpoint("192.168.1.6", 8081);

    @TempDir
    private Path home;

    private final List<String> told = new ArrayList<>();

    @Test
    void nothingIsSaidAtFirstSightNorLater() throws Exception {
        usual().check(HERE, "room", ONE);
        usual().check(HERE, "room", ONE);

        assertEquals(List.of(), told);
    }

    @Test
    void theSameRoomWithAnotherKeyIsRefusedAndNotRemembered() throws Exception {
        usual().check(HERE, "room", ONE);

        for (int i = 0; i < 2; i++) {
            ConnectProblem no = assertThrows(ConnectProblem.class, () -> usual().check(THERE, "room", TWO));
            assertEquals(Cause.OTHER_KEY, no.why());
            assertTrue(no.sentence().contains("--trust-new-key"), no.sentence());
            assertTrue(no.sentence().contains(ONE.words()), no.sentence());
            assertTrue(no.sentence().contains(TWO.words()), no.sentence());
        }
        usual().check(HERE, "room", ONE);
    }

    @Test
    void whoTrustsTheNewKeyTrustsItFromThenOn() throws Exception {
        usual().check(HERE, "room", ONE);

        with(null, true).check(HERE, "room", TWO);

        usual().check(HERE, "room", TWO);
        assertThrows(ConnectProblem.class, () -> usual().check(HERE, "room", ONE));
        assertEquals(List.of(), told);
    }

    @Test
    void aKeyThatWasPinnedIsTheRightOneWhateverWasKnown() throws Exception {
        usual().check(HERE, "room", ONE);

        with(TWO.words(), false).check(HERE, "room", TWO);

        usual().check(HERE, "room", TWO);
    }

    @Test
    void aRoomThatHasMovedIsTheSameRoom() throws Exception {
        usual().check(HERE, "room", ONE);
        usual().check(THERE, "room", ONE);

        assertEquals(List.of(), told);
    }

    @Test
    void anotherRoomAtAKnownAddressIsOneSentence() throws Exception {
        usual().check(HERE, "room", ONE);

        usual().check(HERE, "other", ONE);
        usual().check(HERE, "another", TWO);
        usual().check(HERE, "another", TWO);

        assertEquals(2, told.size());
        assertTrue(told.get(0).contains("another room than the last time at " + HERE), told.get(0));
        assertTrue(told.get(0).contains("of the same server"), told.get(0));
        assertTrue(told.get(1).contains("another server"), told.get(1));
        assertTrue(told.get(1).contains("/key"), told.get(1));
    }

    @Test
    void withoutAHomeOneGoesOnWithoutMemory() throws Exception {
        Encryption nowhere = Encryption.on(null, null, false, told::add);

        nowhere.check(HERE, "room", ONE);
        nowhere.check(HERE, "room", TWO);

        assertEquals(List.of(), told);
    }

    @Test
    void aMemoryThatCannotBeReadIsSaidAndOneGoesOn() throws Exception {
        Files.createDirectories(home.resolve("client").resolve("known_servers"));

        usual().check(HERE, "room", ONE);

        assertEquals(1, told.size());
        assertTrue(told.get(0).contains("can't be read"), told.get(0));
    }

    @Test
    void aHomeThatCannotBeWrittenIsSaidAndOneGoesOn() throws Exception {
        Path file = Files.writeString(home.resolve("file"), "");

        Encryption.on(file, null, false, told::add).check(HERE, "room", ONE);

        assertEquals(1, told.size());
    }

    private Encryption usual() throws RefusedException {
        return with(null, false);
    }

    private Encryption with(@Nullable String pinned, boolean trustNewKey) throws RefusedException {
        return Encryption.on(home, pinned == null ? null : Fingerprint.Typed.of(pinned), trustNewKey, told::add);
    }
}
