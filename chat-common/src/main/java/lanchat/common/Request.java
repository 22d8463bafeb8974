package lanchat.common;

import io.avaje.jsonb.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks at the JSON door. A request that changes the room carries an {@code id} that counts up within
 * the session, so that its event or refusal can be told from others.
 */
@Json(typeProperty = "type")
@Json.SubType(type = Request.Hello.class, name = "hello")
@Json.SubType(type = Request.Join.class, name = "join")
@Json.SubType(type = Request.Say.class, name = "say")
@Json.SubType(type = Request.Act.class, name = "act")
@Json.SubType(type = Request.Whisper.class, name = "whisper")
@Json.SubType(type = Request.Rename.class, name = "rename")
@Json.SubType(type = Request.Release.class, name = "release")
@Json.SubType(type = Request.Who.class, name = "who")
@Json.SubType(type = Request.History.class, name = "history")
@Json.SubType(type = Request.Search.class, name = "search")
@Json.SubType(type = Request.Rule.class, name = "rule")
@Json.SubType(type = Request.View.class, name = "view")
@Json.SubType(type = Request.Shown.class, name = "shown")
@Json.SubType(type = Request.Seen.class, name = "seen")
@Json.SubType(type = Request.Verify.class, name = "verify")
@Json.SubType(type = Request.Ping.class, name = "ping")
@Json.SubType(type = Request.Bye.class, name = "bye")
public sealed interface Request {
    /** Changes the room, and is answered by an event or a refusal of the same id. */
    sealed interface Change extends Request {
        /** Counts up from 1 within the session. */
        long id();
    }

    /** The first request: the version of the dialect, and the program that speaks it, for the server's log. */
    record Hello(int version, @Nullable String program) implements Request {}

    /**
     * Asks to come in under a name. Who wants to be able to come back after the connection has broken makes up a {@code
     * secret} (128 random bits as {@link Secret} writes them) and says it each time; and, to be shown what was missed
     * and nothing twice, {@code after}, the {@code seq} of the last event seen, with its {@code sum}. {@code password} is
     * said each time, where the server asks for it.
     */
    record Join(
            @Nullable String name,
            @Nullable String secret,
            long after,
            @Nullable String sum,
            @Nullable String password) implements Request {
        /** For a session that nobody can come back to, in a room that asks for nothing. */
        public static Join once(String name) {
            return new Join(name, null, 0, null, null);
        }

        /** What it is, without what is nobody's business. */
        @Override
        public String toString() {
            return "Join[" + name + ", after " + after + "]";
        }
    }

    /** A line for all. */
    record Say(long id, @Nullable String text) implements Change {}

    /** {@code * Ann waves}: the text is what follows the name. */
    record Act(long id, @Nullable String text) implements Change {}

    /**
     * A line for one. {@code session} (a public id) says for whom; else {@code to} (a name); without either the text
     * begins with the name, and the longest name of somebody present that fits is taken.
     */
    record Whisper(
            long id,
            @Nullable String to,
            @Nullable String session,
            @Nullable String text) implements Change {}

    /** Asks for another name. */
    record Rename(long id, @Nullable String name) implements Change {}

    /** Gives up a name that belongs to one's key; without {@code name} the one that is worn. */
    record Release(long id, @Nullable String name) implements Change {}

    /** Asks who is here. */
    record Who() implements Request {}

    /** Asks for the last lines, so many; 0 for the usual number. */
    record History(int count) implements Request {}

    /** Asks for the lines in which all of these words stand. */
    record Search(@Nullable String words) implements Request {}

    /**
     * Asks, as the host or an operator, for something to be ruled: {@code rule} is the word of a {@link lanchat.common.Rule},
     * {@code text} what stands behind it when people type it, as in {@code Ann 2h flooding}.
     */
    record Rule(long id, @Nullable String rule, @Nullable String text) implements Change {}

    /** Asks to be shown {@code bans}, {@code motd} or {@code stats}; answered with notices. */
    record View(@Nullable String what) implements Request {}

    /**
     * Says that everything up to this event has been shown to whoever sits there. Never answered, and never needed. Only to
     * a server that says it {@link Reply.Server#canTakeShown can} take it.
     */
    record Shown(long seq) implements Request {}

    /** Asks who has not received that event yet; 0 for one's own last line. */
    record Seen(long seq) implements Request {}

    /** Asks for the server's {@link Chain} up to that event; 0 for the newest. */
    record Verify(long seq) implements Request {}

    /** Asks for a sign of life. */
    record Ping() implements Request {}

    /** Takes leave; the server writes what is owed and closes. */
    record Bye() implements Request {}
}
