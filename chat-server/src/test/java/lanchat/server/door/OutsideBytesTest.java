package lanchat.server.door;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import lanchat.common.Pieces;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Memory that is used again, but not while somebody may read it. */
class OutsideBytesTest {
    private final OutsideBytes memory = new OutsideBytes();

    @Test
    void whatWasPutStaysUntilItIsCleared() {
        byte[] first = bytes(1, 1000);
        byte[] second = bytes(2, OutsideBytes.BYTES - 1000);

        ByteBuffer one = memory.put(pieces(first));
        ByteBuffer two = memory.put(pieces(second));

        assertIs(first, one);
        assertIs(second, two);
        assertTrue(one != null && one.isDirect());
    }

    @Test
    void whatDoesNotFitIsLeftToOthers() {
        ByteBuffer one = memory.put(pieces(1, 1));

        assertNull(memory.put(pieces(2, OutsideBytes.BYTES)));

        assertIs(bytes(1, 1), one);
        memory.clear();
        assertIs(bytes(3, OutsideBytes.BYTES), memory.put(pieces(3, OutsideBytes.BYTES)));
    }

    @Test
    void whatIsStillReadIsNotWrittenOver() {
        byte[] first = bytes(1, OutsideBytes.BYTES);
        ByteBuffer stuck = memory.put(pieces(first));

        memory.leave();
        memory.clear();
        assertNotNull(memory.put(pieces(2, OutsideBytes.BYTES)));

        assertIs(first, stuck);
    }

    @Test
    void whatIsForOneIsWrittenOverByWhatIsForTheNext() {
        ByteBuffer shared = memory.put(pieces(1, 100));
        ByteBuffer one = memory.forOne();
        one.put(bytes(2, OutsideBytes.BYTES)).flip();
        assertIs(bytes(2, OutsideBytes.BYTES), one);

        ByteBuffer next = memory.forOne();

        assertEquals(OutsideBytes.BYTES, next.remaining());
        assertSame(one, next);
        assertIs(bytes(1, 100), shared);
    }

    @Test
    void whatOneStillReadsIsNotWrittenOver() {
        ByteBuffer stuck = memory.forOne();
        stuck.put(bytes(1, 1000)).flip();

        memory.leave();
        memory.forOne().put(bytes(2, 1000));

        assertIs(bytes(1, 1000), stuck);
    }

    @Test
    void aRoundPutsWhatIsForEverybodyThereOnce() {
        MadeUpLog log = new MadeUpLog(new Random(1), 20);
        Round round = new Round(0, log.newest(), log.between(0, log.newest()), Integer.MAX_VALUE);

        for (Dialect dialect : List.of(PlainDialect.INSTANCE, JsonDialect.INSTANCE)) {
            ByteBuffer outside = round.outside(dialect, "bystander", memory);
            assertIs(round.shared(dialect), outside);
            int left = round.shared(dialect).length;
            assertNotNull(memory.put(pieces(3, OutsideBytes.BYTES - left)), "all that is left");
            assertIs(round.shared(dialect), round.outside(dialect, "another bystander", memory));
            memory.clear();
        }
    }

    private static byte[] bytes(int seed, int count) {
        byte[] bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static Pieces pieces(int seed, int count) {
        return pieces(bytes(seed, count));
    }

    private static Pieces pieces(byte[] bytes) {
        Pieces pieces = new Pieces();
        pieces.add(bytes);
        return pieces;
    }

    private static void assertIs(byte[] expected, @Nullable ByteBuffer view) {
        assertNotNull(view);
        byte[] found = new byte[view.remaining()];
        view.duplicate().get(found);
        assertArrayEquals(expected, found);
    }
}
