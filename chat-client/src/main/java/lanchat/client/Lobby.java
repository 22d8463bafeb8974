package lanchat.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import lanchat.client.nearby.HeardRoom;
import lanchat.client.nearby.Listening;
import lanchat.client.nearby.Listening.Heard;
import lanchat.common.ClassicText;
import lanchat.common.Endpoint;
import lanchat.common.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * For whoever gives no address: lists the rooms that are announced on this network, and asks which one it shall be. Used
 * by one thread, before there is a screen.
 */
final class Lobby {
    /** How long it listens. */
    static final long LISTEN_MILLIS = 2_000;

    private static final int MOST_TYPED = 300;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");

    private final PrintWriter out;
    private final PrintWriter err;
    private int code;

    Lobby(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /** What to exit with where {@link #choose} has come to nothing. */
    int code() {
        return code;
    }

    /** Prints the rooms for scripts; 0 where there is one, else 1. */
    int list() throws InterruptedException {
        Heard heard = hear();
        if (heard == null) {
            return 1;
        }
        heard.rooms().forEach(room -> out.println(room.line()));
        out.flush();
        return 0;
    }

    /** The room that was chosen; null where there was none, or nobody wanted one. */
    @Nullable
    Endpoint choose(InputStream keyboard) throws InterruptedException {
        out.println("Listening for rooms on this network ...");
        out.flush();
        Heard heard = hear();
        if (heard == null) {
            code = 1;
            return null;
        }
        return ask(heard.rooms(), keyboard);
    }

    @Nullable
    Endpoint ask(List<HeardRoom> rooms, InputStream keyboard) {
        for (int i = 0; i < rooms.size(); i++) {
            HeardRoom room = rooms.get(i);
            String others = String.join(
                    ", ", room.addresses().subList(1, room.addresses().size()));
            out.println(String.format(
                            "%3d  %s  at %s %d",
                            i + 1, room.name(), room.addresses().get(0), room.port())
                    + (others.isEmpty() ? "" : " (also " + others + ")")
                    + (room.asksPassword() ? ", asks for a password" : ""));
        }
        while (true) {
            out.print("Which one? Its number, or an address; Enter alone leaves: ");
            out.flush();
            String typed = line(keyboard);
            if (typed == null || typed.isBlank()) {
                return null;
            }
            try {
                return chosen(typed.strip(), rooms);
            } catch (RefusedException e) {
                out.println(ClassicText.refused(e.refusal().sentence()));
            }
        }
    }

    private static Endpoint chosen(String typed, List<HeardRoom> rooms) throws RefusedException {
        if (NUMBER.matcher(typed).matches()) {
            int number = Integer.parseInt(typed);
            if (number >= 1 && number <= rooms.size()) {
                return rooms.get(number - 1).endpoint();
            }
        }
        return Endpoint.forClient(List.of(typed.split("\\s+")));
    }

    /** What was heard, where that is anything; else what is the matter has been said. */
    private @Nullable Heard hear() throws InterruptedException {
        try {
            Heard heard = Listening.hear(LISTEN_MILLIS);
            heard.problems().forEach(problem -> say("Nothing can be heard by " + problem + "."));
            if (!heard.rooms().isEmpty()) {
                return heard;
            }
            say(
                    heard.cards().used().isEmpty()
                            ? "This machine is in no network in which rooms are announced (" + heard.cards() + ")."
                            : "No room was heard within two seconds by " + heard.cards()
                                    + ". Its server may be older, or started with --no-announce, and many a Wi-Fi keeps"
                                    + " such announcements back.");
            say("Ask the host for the address, and type: java -jar chat-client.jar ADDRESS");
        } catch (SocketException untold) {
            say("This machine's network cards can't be listed: " + untold.getMessage());
        }
        return null;
    }

    private void say(String sentence) {
        err.println(ClassicText.notice(sentence));
        err.flush();
    }

    /**
     * A line from the terminal, byte by byte: what is typed behind it is for the chat. Null at the end of the input; of a
     * line that is too long, the beginning.
     */
    private static @Nullable String line(InputStream keyboard) {
        ByteArrayOutputStream typed = new ByteArrayOutputStream();
        try {
            int next = keyboard.read();
            if (next < 0) {
                return null;
            }
            while (next >= 0 && next != '\n') {
                if (typed.size() < MOST_TYPED) {
                    typed.write(next);
                }
                next = keyboard.read();
            }
        } catch (IOException gone) {
            return null; // The terminal has been closed: nobody chooses any more.
        }
        return typed.toString(StandardCharsets.UTF_8);
    }
}
