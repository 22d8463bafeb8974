package lanchat.client.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lanchat.common.Keytool;
import lanchat.common.OwnKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class ClientKeyTest {
    private static final Keytool NONE = new Keytool(Path.of("no-such-keytool"));

    @TempDir
    private Path home;

    @Test
    void theFirstRunMakesTheKeyAndTheNextHasItToo() throws Exception {
        ClientKey first = new ClientKey(home.resolve("client"), new Keytool());
        first.begin();
        OwnKey made = first.await();
        OwnKey again = new ClientKey(home.resolve("client"), NONE).await();

        assertNotNull(made);
        assertNotNull(again);
        assertEquals(made.fingerprint(), again.fingerprint());
        assertEquals(List.of(), first.sentences());
    }

    @Test
    void withoutAPlaceForItThereIsNoneAndThatIsSaid() throws Exception {
        Path file = Files.createFile(home.resolve("file"));
        for (ClientKey none : List.of(
                new ClientKey(null, NONE), new ClientKey(file, NONE), new ClientKey(home.resolve("client"), NONE))) {
            assertNull(none.await());
            assertEquals(1, none.sentences().size());
            String sentence = none.sentences().get(0);
            assertTrue(sentence.contains("not your own"), sentence);
            assertEquals(1, sentence.lines().count());
        }
    }
}
