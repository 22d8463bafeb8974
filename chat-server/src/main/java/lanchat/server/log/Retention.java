package lanchat.server.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** How long a journal is kept: by its size, and by the days since its lines were written. For the appending thread. */
final class Retention {
    private static final long A_DAY_MILLIS = TimeUnit.DAYS.toMillis(1);

    private final JournalSettings settings;
    private final Disk disk;
    private final LongSupplier clock;

    /** By this clock: milliseconds since 1970 UTC. */
    Retention(JournalSettings settings, Disk disk, LongSupplier clock) {
        this.settings = settings;
        this.disk = disk;
        this.clock = clock;
    }

    /** Whether a segment is to end because it has been written for a day: it goes only as a whole. */
    boolean endsBecauseOfAge(long begun) {
        return settings.keepDays() > 0 && clock.getAsLong() - begun > A_DAY_MILLIS;
    }

    long now() {
        return clock.getAsLong();
    }

    /** Deletes the oldest as far as they are too much or too old, never the last; returns what is left. */
    List<Segment> apply(List<Segment> segments, Consumer<Trouble> told) {
        List<Segment> left = new ArrayList<>(segments);
        long bytes = 0;
        for (Segment segment : left) {
            bytes += segment.length();
        }
        while (left.size() > 1 && isToGo(left, bytes)) {
            Segment oldest = left.get(0);
            try {
                disk.delete(oldest.file());
            } catch (IOException stays) {
                told.accept(Trouble.remark(oldest.file() + " is too old to be kept, but can't be deleted: " + stays));
                return left;
            }
            bytes -= oldest.length();
            left.remove(0);
        }
        return left;
    }

    private boolean isToGo(List<Segment> left, long bytes) {
        if (settings.keepBytes() > 0 && bytes > settings.keepBytes()) {
            return true;
        }
        // The head of the next one knows when the newest line of this one was written.
        long newest = left.get(1).head().time();
        return settings.keepDays() > 0 && clock.getAsLong() - newest > settings.keepDays() * A_DAY_MILLIS;
    }
}
