package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The classic conversation in two real terminals, as the README shows it. With {@code -Dlanchat.picture=FILE} the picture
 * is written to that file; docs/two-terminals.sh does that.
 */
final class PictureIT {
    private static final int COLUMNS = 80;
    private static final int ROWS = 10;

    @Test
    void twoTerminalsTalk() throws Exception {
        Javas java = Javas.running();
        try (var server = ServerProcess.start(java);
                var dinesh = Typist.atShell();
                var pavan = Typist.atShell()) {
            comesIn(dinesh, java, server, "Dinesh Kumar");
            comesIn(pavan, java, server, "Pavan Kumar");
            says(pavan, dinesh, "Pavan Kumar", "Hello Dinesh, How are you? It's been a long time we have met.");
            says(dinesh, pavan, "Dinesh Kumar", "Oh Hi Pavan, I am doing good. What about you?");
            pavan.begins("I am fine too. So where are you").endsWith("I am fine too. So where are you");
            says(dinesh, pavan, "Dinesh Kumar", "@Pavan Kumar, take your time: what you type stays whole.");
            pavan.endsWith("I am fine too. So where are you");

            String picture = new ScreenPicture(COLUMNS, ROWS)
                    .dark("Dinesh", dinesh.colored(), dinesh.cursor())
                    .light("Pavan", pavan.colored(), pavan.cursor())
                    .svg();

            for (String shown :
                    List.of("Enter Your Name:Pavan Kumar", "Welcome to this chatroom!", "So where are you")) {
                assertTrue(picture.contains(shown), picture);
            }
            String file = System.getProperty("lanchat.picture", "");
            if (!file.isEmpty()) {
                Files.writeString(Path.of(file), picture);
            }
        }
    }

    private static void comesIn(Typist typist, Javas java, ServerProcess server, String name) throws Exception {
        typist.resizes(COLUMNS, ROWS);
        typist.types(typist.command(java, server.port(), List.of())).endsWith("Enter Your Name:");
        typist.types(name).endsWith(name + "<127.0.0.1> connected");
    }

    private static void says(Typist speaker, Typist listener, String name, String text) throws Exception {
        speaker.types(text).tmux().line(("You:" + text)::equals);
        listener.tmux().line((name + ":" + text)::equals);
    }
}
