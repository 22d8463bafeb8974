package lanchat.server;

import java.io.IOException;

/** Why there is no key to be had from a home; the sentence is for the host, and says what to do. */
final class KeyProblem extends IOException {
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

    String sentence() {
        return sentence;
    }
}
