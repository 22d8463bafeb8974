package lanchat.server.door;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Memory that is used again, but not while somebody may read it. */
class OutsideBytesTest {
    private final OutsideBytes memory = new OutsideBytes();

    @Test
    void whatWasPutStaysUntilItIsCleared() {
        byte[] first = bytes(1, 1000);
        byte[] second = bytes(2, OutsideBytes.BYTES - 1000);

        ByteBuffer one = memory.put(first);
        ByteBuffer two = memory.put(second);

        assertIs(first, one);
        assertIs(second, two);
        assertTrue(one != null && one.isDirect());
    }

    @Test
    void whatDoesNotFitIsLeftToOthers() {
        ByteBuffer one = memory.put(bytes(1, 1));

        assertNull(memory.put(bytes(2, OutsideBytes.BYTES)));

        assertIs(bytes(1, 1), one);
        memory.clear();
        assertIs(bytes(3, OutsideBytes.BYTES), memory.put(bytes(3, OutsideBytes.BYTES)));
    }

    @Test
    void whatIsStillReadIsNotWrittenOver() {
        byte[] first = bytes(1, OutsideBytes.BYTES);
        ByteBuffer stuck = memory.put(first);

        memory.leave();
        memory.clear();
        assertNotNull(memory.put(bytes(2, OutsideBytes.BYTES)));

        assertIs(first, stuck);
    }

    @Test
    void aRoundPutsWhatIsForEverybodyThereOnce() {
        MadeUpLog log = new MadeUpLog(new Random(1), 20);
        Round round = new Round(0, log.newest(), log.between(0, log.newest()), Integer.MAX_VALUE);
        List<Dialect> dialects = List.of(PlainDialect.INSTANCE, JsonDialect.INSTANCE);

        for (Dialect dialect : dialects) {
            byte[] shared = round.shared(dialect);
            ByteBuffer outside = round.outside(shared, memory);
            assertIs(shared, outside);
            assertSame(outside, round.outside(shared, memory));
            assertNull(round.outside(shared.clone(), memory), "it is not known that these are the same");
        }
    }

    private static byte[] bytes(int seed, int count) {
        byte[] bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static void assertIs(byte[] expected, @Nullable ByteBuffer view) {
        assertNotNull(view);
        byte[] found = new byte[view.remaining()];
        view.duplicate().get(found);
        assertArrayEquals(expected, found);
    }
}
