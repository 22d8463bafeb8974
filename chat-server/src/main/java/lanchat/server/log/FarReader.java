package lanchat.server.log;

import java.util.List;

/** Reads from memory, and from what the store keeps where memory does not reach. For one thread at a time. */
final class FarReader implements LogReader {
    private final LogWindow window;
    private final LogReader kept;

    FarReader(LogWindow window, LogReader kept) {
        this.window = window;
        this.kept = kept;
    }

    @Override
    public List<Entry> after(long seq, int maxBytes) throws BehindException {
        try {
            List<Entry> found = window.after(seq, maxBytes);
            kept.close();
            return found;
        } catch (BehindException older) {
            return kept.after(seq, maxBytes);
        }
    }

    @Override
    public void close() {
        kept.close();
    }
}
