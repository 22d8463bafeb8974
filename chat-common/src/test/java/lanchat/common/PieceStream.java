package lanchat.common;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.function.IntSupplier;

/** Bytes as a network delivers them: in pieces, with timeouts in between where the test wants them. */
final class PieceStream extends InputStream {
    private final byte[] bytes;
    private final IntSupplier pieceLengths;
    private final boolean timesOut;
    private int next;
    private boolean timedOut;
    private int reads;
    private int lastAskedFor;

    private PieceStream(byte[] bytes, IntSupplier pieceLengths, boolean timesOut) {
        this.bytes = bytes;
        this.pieceLengths = pieceLengths;
        this.timesOut = timesOut;
    }

    static PieceStream of(byte[] bytes, int pieceLength) {
        return new PieceStream(bytes, () -> pieceLength, false);
    }

    static PieceStream of(byte[] bytes, IntSupplier pieceLengths) {
        return new PieceStream(bytes, pieceLengths, false);
    }

    /** Before each piece, and before the end, one timeout. */
    static PieceStream withTimeouts(byte[] bytes, int pieceLength) {
        return new PieceStream(bytes, () -> pieceLength, true);
    }

    int reads() {
        return reads;
    }

    int lastAskedFor() {
        return lastAskedFor;
    }

    @Override
    public int read() {
        throw new AssertionError("reading byte by byte is too slow");
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        lastAskedFor = length;
        timedOut = timesOut && !timedOut;
        if (timedOut) {
            throw new SocketTimeoutException("nothing yet");
        }
        reads++;
        if (next == bytes.length) {
            return -1;
        }
        int count = Math.min(Math.min(length, pieceLengths.getAsInt()), bytes.length - next);
        System.arraycopy(bytes, next, target, offset, count);
        next += count;
        return count;
    }
}
