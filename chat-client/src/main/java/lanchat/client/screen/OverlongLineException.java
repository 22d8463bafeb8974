package lanchat.client.screen;

import lanchat.common.Wire;

/** A typed line was longer than any the room takes; none of it is kept. */
public final class OverlongLineException extends Exception {
    private static final long serialVersionUID = 1L;

    private static final String SENTENCE =
            "A line can have at most " + Wire.MAX_TEXT_BYTES / 1024 + " KiB, so that one was not said.";

    private final String start;

    /** Made by a screen that has read past a line with this beginning. */
    public OverlongLineException(String start) {
        super(SENTENCE);
        this.start = start;
    }

    /** What is wrong, for its typist. */
    public String sentence() {
        return SENTENCE;
    }

    /** The first characters of the line, to tell it from others. */
    public String start() {
        return start;
    }
}
