package lanchat.bench;

import java.util.Arrays;
import org.HdrHistogram.Histogram;

/**
 * The order of the room, as the first who could tell has read it: the bytes of every numbered line, one after another.
 * Everybody else's bytes are compared with it, which costs next to nothing while all is right. For one thread.
 *
 * <p>Places are counted from the beginning of the room, in bytes and in lines, also when the oldest have been forgotten.
 */
final class Ledger {
    /** Longer ago than this is measured as this, in nanoseconds. */
    private static final long MAX_NANOS = 3_600_000_000_000L;

    private static final int FORGET_BYTES = 4 << 20;

    /** What was not right. */
    final Faults faults = new Faults();

    /** From when a line was due to be said to when it was read, in nanoseconds, of the lines that are timed. */
    final Histogram latency = new Histogram(MAX_NANOS, 3);

    /** How many lines have been read, by all together. */
    long delivered;

    private final Mark mark;
    private byte[] bytes = new byte[1 << 20];
    private long firstByte;
    private long endByte;
    private long[] ends = new long[1 << 12];
    private int[] senders = new int[1 << 12];
    private int[] numbers = new int[1 << 12];
    private long[] dues = new long[1 << 12];
    private long firstLine;
    private long endLine;
    private final int[] said;
    private final int[] heard;
    private final long[][] due;

    /** A room with so many members, whose texts have so many bytes. */
    Ledger(int members, Mark mark) {
        this.mark = mark;
        this.said = new int[members];
        this.heard = new int[members];
        this.due = new long[members][0];
    }

    /** Somebody says a line; returns which of its own it is. Its delivery is timed from {@code dueNanos} on; 0: not. */
    int says(int sender, long dueNanos) {
        int number = said[sender]++;
        if (due[sender].length == 0) {
            due[sender] = new long[1 << 8];
        }
        while (number - heard[sender] >= due[sender].length) {
            due[sender] = grown(due[sender], heard[sender], number);
        }
        due[sender][number & due[sender].length - 1] = dueNanos;
        return number;
    }

    /** The line that comes next in the room's order. */
    void append(byte[] from, int first, int last, int sender, int number) {
        if (number > heard[sender]) {
            faults.lost += number - heard[sender];
        }
        heard[sender] = number + 1;
        int length = last - first;
        int used = (int) (endByte - firstByte);
        if (used + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, used + length));
        }
        System.arraycopy(from, first, bytes, used, length);
        endByte += length;
        int line = (int) (endLine - firstLine);
        if (line == ends.length) {
            ends = Arrays.copyOf(ends, line * 2);
            senders = Arrays.copyOf(senders, line * 2);
            numbers = Arrays.copyOf(numbers, line * 2);
            dues = Arrays.copyOf(dues, line * 2);
        }
        ends[line] = endByte;
        senders[line] = sender;
        numbers[line] = number;
        dues[line] = due[sender][number & due[sender].length - 1];
        endLine++;
    }

    /** Nobody asks any more for what is before these places. */
    void forget(long untilByte, long untilLine) {
        if (untilByte - firstByte < FORGET_BYTES) {
            return;
        }
        int goneBytes = (int) (untilByte - firstByte);
        int goneLines = (int) (untilLine - firstLine);
        System.arraycopy(bytes, goneBytes, bytes, 0, (int) (endByte - untilByte));
        int lines = (int) (endLine - untilLine);
        System.arraycopy(ends, goneLines, ends, 0, lines);
        System.arraycopy(senders, goneLines, senders, 0, lines);
        System.arraycopy(numbers, goneLines, numbers, 0, lines);
        System.arraycopy(dues, goneLines, dues, 0, lines);
        firstByte = untilByte;
        firstLine = untilLine;
    }

    /** Counts as lost what nobody has ever read. To be asked once, at the end. */
    void close() {
        for (int i = 0; i < said.length; i++) {
            faults.lost += said[i] - heard[i];
        }
    }

    /** How many of these bytes are as in the ledger from {@code place} on. */
    int same(byte[] others, int from, int count, long place) {
        int at = (int) (place - firstByte);
        int differs = Arrays.mismatch(others, from, from + count, bytes, at, at + count);
        return differs < 0 ? count : differs;
    }

    /** Adds bytes of the ledger. */
    void copy(long fromByte, long untilByte, Bytes into) {
        into.add(bytes, (int) (fromByte - firstByte), (int) (untilByte - firstByte));
    }

    /** A line that somebody has read, at this moment; 0: whenever that was. */
    void delivered(long line, long nowNanos) {
        delivered++;
        long from = dues[(int) (line - firstLine)];
        if (from != 0 && nowNanos != 0) {
            latency.recordValue(Math.min(MAX_NANOS, Math.max(0, nowNanos - from)));
        }
    }

    /** Whether this line was said, by a member there is. */
    boolean wasSaid(int sender, int number) {
        return sender >= 0 && sender < said.length && number >= 0 && number < said[sender];
    }

    /** Whether this line is in the ledger, or the sender's later ones are. */
    boolean isPast(int sender, int number) {
        return number < heard[sender];
    }

    boolean isWhole(byte[] message, int at, int to) {
        return mark.isWhole(message, at, to);
    }

    /** Where this line stands, looked for from {@code line} on; -1 if it does not. */
    long find(long line, int sender, int number) {
        for (long i = line; i < endLine; i++) {
            int at = (int) (i - firstLine);
            if (senders[at] == sender && numbers[at] == number) {
                return i;
            }
        }
        return -1;
    }

    long endByte() {
        return endByte;
    }

    long endLine() {
        return endLine;
    }

    long lineStart(long line) {
        return line == firstLine ? firstByte : ends[(int) (line - firstLine) - 1];
    }

    long lineEnd(long line) {
        return ends[(int) (line - firstLine)];
    }

    /** The first line that it has not forgotten. */
    long firstLine() {
        return firstLine;
    }

    int sender(long line) {
        return senders[(int) (line - firstLine)];
    }

    private static long[] grown(long[] ring, int from, int to) {
        long[] larger = new long[ring.length * 2];
        for (int i = from; i < to; i++) {
            larger[i & larger.length - 1] = ring[i & ring.length - 1];
        }
        return larger;
    }
}
