package lanchat.client;

import java.util.function.LongFunction;
import lanchat.common.Request;
import org.jspecify.annotations.Nullable;

/**
 * A request of a program that speaks JSON with this client, and what the program calls it. In the session it gets an id
 * of its own, perhaps more than one after each other; the program gets the answer under the id it has given.
 *
 * @param request as the program wrote it
 * @param id the program's own number for it, 0 where it gave none
 */
record ProgramRequest(Request request, long id) implements LongFunction<Request> {
    /** For a request that carries an id, and is answered by an event or a refusal; null for any other. */
    static @Nullable ProgramRequest of(Request request) {
        return request instanceof Request.Change change ? new ProgramRequest(request, change.id()) : null;
    }

    /** The same under the session's id for it. */
    @Override
    public Request apply(long inSession) {
        if (request instanceof Request.Say say) {
            return new Request.Say(inSession, say.text());
        } else if (request instanceof Request.Act act) {
            return new Request.Act(inSession, act.text());
        } else if (request instanceof Request.Whisper whisper) {
            return new Request.Whisper(inSession, whisper.to(), whisper.session(), whisper.text());
        } else if (request instanceof Request.Rename rename) {
            return new Request.Rename(inSession, rename.name());
        } else if (request instanceof Request.Release release) {
            return new Request.Release(inSession, release.name());
        } else if (request instanceof Request.Rule rule) {
            return new Request.Rule(inSession, rule.rule(), rule.text());
        }
        throw new IllegalStateException("a request without an id: " + request);
    }
}
