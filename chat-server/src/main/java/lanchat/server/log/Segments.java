package lanchat.server.log;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The segments of a journal, oldest first. The appending thread changes the list, any thread looks. */
final class Segments {
    private volatile List<Segment> all = List.of();

    List<Segment> all() {
        return all;
    }

    void set(List<Segment> segments) {
        all = List.copyOf(segments);
    }

    /** The oldest that is kept. */
    Segment first() {
        return all.get(0);
    }

    /** The one that is written. */
    Segment last() {
        return all.get(all.size() - 1);
    }

    void add(Segment segment) {
        List<Segment> more = new ArrayList<>(all);
        more.add(segment);
        set(more);
    }

    /** The one in which the event after this place is, or will be; null where that has gone. */
    @Nullable
    Segment holding(long seq) {
        List<Segment> now = all;
        for (int i = now.size() - 1; i >= 0; i--) {
            if (now.get(i).seqBefore() <= seq) {
                return now.get(i);
            }
        }
        return null;
    }

    /** The next one; null after the last. */
    @Nullable
    Segment following(int number) {
        for (Segment segment : all) {
            if (segment.number() > number) {
                return segment;
            }
        }
        return null;
    }

    /** The one of this number; null where it has gone. */
    @Nullable
    Segment numbered(int number) {
        for (Segment segment : all) {
            if (segment.number() == number) {
                return segment;
            }
        }
        return null;
    }
}
