package lanchat.bench;

import java.util.Arrays;

/**
 * One member's reading, compared with the {@link Ledger}, whatever pieces it comes in. What is no numbered line goes to
 * an {@link Other}. For one thread.
 */
final class Copy {
    /** Takes the messages that are no numbered lines. */
    interface Other {
        void message(byte[] bytes, int from, int to);
    }

    private final Ledger ledger;
    private final Speech speech;
    private final int own;
    private final boolean leads;
    private final boolean timed;
    private final Other other;
    private final Bytes kept = new Bytes();
    private final Bytes again = new Bytes();
    private long place;
    private long line;

    /**
     * @param member whose reading it is
     * @param talks whether that member says lines itself: where it is not sent these, it can't tell where they stand, and
     *     waits for others to have read them
     * @param timed whether it counts how long lines took to come here
     */
    Copy(Ledger ledger, Speech speech, int member, boolean talks, boolean timed, Other other) {
        this.ledger = ledger;
        this.speech = speech;
        this.own = speech.echoes() ? -1 : member;
        this.leads = speech.echoes() || !talks;
        this.timed = timed;
        this.other = other;
    }

    /** The place in the ledger, in bytes, up to which it has read. */
    long place() {
        return place;
    }

    /** How many lines of the ledger it has read, its own ones counted where they are not sent to it. */
    long lines() {
        return line;
    }

    /** Reads on. */
    void reads(byte[] bytes, int from, int to, long nowNanos) {
        if (kept.isEmpty()) {
            compare(bytes, from, to, nowNanos);
        } else {
            kept.add(bytes, from, to);
            readsKept(nowNanos);
        }
    }

    /** Goes on with what it had to keep, if others have read further meanwhile. */
    void goesOn(long nowNanos) {
        if (place < ledger.endByte()) {
            if (!kept.isEmpty()) {
                readsKept(nowNanos);
            }
            skipOwn();
        }
    }

    /** Counts as lost what it has not read. To be asked once, at the end. */
    void close() {
        long gone = ledger.firstLine() - line;
        if (gone > 0) { // Its connection has ended, and the ledger has gone on without it.
            ledger.faults.lost += gone;
            line += gone;
        }
        for (; line < ledger.endLine(); line++) {
            if (ledger.sender(line) != own) {
                ledger.faults.lost++;
            }
        }
    }

    private void readsKept(long nowNanos) {
        byte[] all = new byte[kept.end() - kept.start()];
        System.arraycopy(kept.array(), kept.start(), all, 0, all.length);
        kept.clear();
        compare(all, 0, all.length, nowNanos);
    }

    private void compare(byte[] bytes, int from, int to, long nowNanos) {
        byte[] source = bytes;
        int at = from;
        int end = to;
        while (at < end) {
            skipOwn();
            long limit = untilOwn();
            if (place < limit) {
                int count = (int) Math.min(limit - place, end - at);
                int same = ledger.same(source, at, count, place);
                at += same;
                place += same;
                countLines(nowNanos);
                if (same == count) {
                    continue;
                }
                // Not what comes next in the ledger: taken as a message, from its beginning.
                long start = ledger.lineStart(line);
                again.clear();
                ledger.copy(start, place, again);
                again.add(source, at, end);
                place = start;
                source = Arrays.copyOfRange(again.array(), again.start(), again.end());
                at = 0;
                end = source.length;
            }
            int next = speech.messageEnd(source, at, end);
            if (next < 0 || !takes(source, at, next, nowNanos)) {
                kept.add(source, at, end);
                return;
            }
            at = next;
        }
        skipOwn();
    }

    /** Takes one message; false if that has to wait. */
    private boolean takes(byte[] bytes, int from, int to, long nowNanos) {
        int at = Mark.find(bytes, from, to);
        if (at < 0) {
            other.message(bytes, from, to);
            return true;
        }
        int sender = Mark.sender(bytes, at);
        int number = Mark.number(bytes, at);
        if (!ledger.wasSaid(sender, number) || !ledger.isWhole(bytes, at, to)) {
            ledger.faults.damaged++;
        } else if (sender == own) {
            ledger.faults.doubled++;
        } else if (place == ledger.endByte() && !ledger.isPast(sender, number)) {
            if (!leads) {
                return false;
            }
            ledger.append(bytes, from, to, sender, number);
            place = ledger.endByte();
            countLines(nowNanos);
        } else {
            isElsewhere(sender, number, nowNanos);
        }
        return true;
    }

    private void isElsewhere(int sender, int number, long nowNanos) {
        long found = ledger.find(line, sender, number);
        if (found < 0) {
            if (ledger.isPast(sender, number)) {
                ledger.faults.doubled++;
            } else {
                ledger.faults.misplaced++;
            }
            return;
        }
        for (; line < found; line++) {
            if (ledger.sender(line) != own) {
                ledger.faults.lost++;
            }
        }
        place = ledger.lineEnd(found);
        countLines(nowNanos);
    }

    private void countLines(long nowNanos) {
        while (line < ledger.endLine() && ledger.lineEnd(line) <= place) {
            ledger.delivered(line, timed ? nowNanos : 0);
            line++;
        }
    }

    private void skipOwn() {
        while (line < ledger.endLine() && ledger.sender(line) == own && place == ledger.lineStart(line)) {
            place = ledger.lineEnd(line);
            line++;
        }
    }

    private long untilOwn() {
        if (leads) {
            return ledger.endByte();
        }
        for (long i = line; i < ledger.endLine(); i++) {
            if (ledger.sender(i) == own) {
                return ledger.lineStart(i);
            }
        }
        return ledger.endByte();
    }
}
