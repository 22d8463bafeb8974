package lanchat.client.screen;

import java.io.IOException;
import java.util.List;
import lanchat.common.ClassicText;
import lanchat.common.Event;
import lanchat.common.Message;
import lanchat.common.Person;
import org.jspecify.annotations.Nullable;

/**
 * Where a member reads and types: the only way to show something and to hear the keyboard.
 *
 * <p>Two kinds of text are told apart. What belongs to the <em>room</em> (its lines, who is here, the server's {@code
 * ***} notices) goes to standard output, always. What concerns only this member's own doings (refusals, which begin
 * with {@code !}, and the client's own <em>remarks</em>) goes between the room's lines on a terminal, and to standard
 * error on pipes: a program that reads standard output gets the room and nothing else.
 *
 * <p>What is shown is cleaned before it is printed, whoever sent it. {@link #open}, {@link #onKey}, {@link #readLine} and
 * {@link #command} belong to the keyboard's thread; everything else may be called from any thread, also while a line is being
 * typed.
 */
public interface Screen extends AutoCloseable {
    /** Makes ready what takes long to make ready; what is shown before appears then at the latest. */
    default void open() {}

    /** Whether a person sits there who can be asked again, rather than a file or a program. */
    boolean interactive();

    /** Whether what was typed can still be read after Enter, so that it need not be repeated when it was refused. */
    boolean keepsTypedLines();

    /**
     * Waits for the next line typed; for the keyboard's thread only. The prompt is printed on a terminal only, and no
     * line end follows it.
     *
     * @return the line without its end; null when nothing more will be typed
     * @throws IOException when the keyboard cannot be read any more, which is as good as its end
     * @throws OverlongLineException when the line is longer than any the room takes; the next call goes on behind it
     */
    @Nullable
    String readLine(String prompt) throws IOException, OverlongLineException;

    /**
     * Waits for a password to be typed, and shows nothing of it; for the keyboard's thread, and only where somebody sits
     * who can be asked.
     *
     * @return null when nothing will be typed
     * @throws IOException as for {@link #readLine}
     */
    @Nullable
    String readPassword(String prompt) throws IOException;

    /** Learns the name its member has in the room. */
    default void iAm(String name) {}

    /**
     * Takes each message of the server as it came, before it is shown, where a program reads this screen; people are
     * shown lines.
     *
     * @param id under which the program asked for what this answers, 0 for none; counts where the message has an id
     */
    default void passOn(Message message, long id) throws ScreenClosedException {}

    /** Shows a line of the room. It may wait for more to come, until {@link #flush} at the latest. */
    void show(String line) throws ScreenClosedException;

    /** Shows an event as the session {@code reader} sees it; nothing where it is not for that session's eyes. */
    default void show(Event event, String reader) throws ScreenClosedException {
        String line = ClassicText.line(event, reader);
        if (line != null) {
            show(line);
        }
    }

    /** Shows an event that was shown before, or happened before: it was asked for, and is no news. */
    default void showAgain(Event event, String reader) throws ScreenClosedException {
        String line = ClassicText.line(event, reader);
        if (line != null) {
            show(line);
        }
    }

    /** Shows somebody who was here already. */
    default void show(Person person) throws ScreenClosedException {
        show(ClassicText.present(person));
    }

    /** Says something that concerns only this member. */
    void remark(String line);

    /** Shows for a while how things stand, beside the line being typed where there is a place; empty for nothing. */
    default void state(String text) {}

    /** What is shown from here on happens now, and is no replay. */
    default void caughtUp() {}

    /** Has this run, by the keyboard's thread, for every key that is pressed, where keys can be told. */
    default void onKey(Runnable pressed) {}

    /** Whether there is a place where {@link #standing} is shown. */
    default boolean hasStatus() {
        return false;
    }

    /** How things stand, for who looks at it. */
    default void standing(Standing now) {}

    /** Called twice a second or so where a person sits: what was held back for a moment appears. */
    default void tick() throws ScreenClosedException {}

    /** Nothing more has come for now: what was shown must appear. */
    default void flush() throws ScreenClosedException {}

    /** The words, without their slash, of the commands that only this kind of screen knows. */
    default List<String> commands() {
        return List.of();
    }

    /** What these commands do, one a line. */
    default List<String> help() {
        return List.of();
    }

    /** Does what one of these commands says. */
    default void command(String word, String rest) {
        throw new IllegalArgumentException("no command here: " + word);
    }

    /** Gives the terminal back as it was found. May be called twice, and while a line is being read. */
    @Override
    void close();
}
