package lanchat.common;

import java.io.IOException;

/** Why there is no key to be had from a home; the sentence is for whoever runs the program, and says what to do. */
public final class KeyProblem extends IOException {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    KeyProblem(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    KeyProblem(String sentence, Throwable cause) {
        super(sentence, cause);
        this.sentence = sentence;
    }

    /** For people, and one line. */
    public String sentence() {
        return sentence;
    }
}
