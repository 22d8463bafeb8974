package lanchat.server.log;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Why a journal can't be used; the message is for the host, and says what to do. */
public class JournalException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    JournalException(String sentence) {
        this(sentence, null);
    }

    JournalException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.sentence = sentence;
    }

    /** The sentence. */
    public String sentence() {
        return sentence;
    }
}
