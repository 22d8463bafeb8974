package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the README shows in pictures, in real terminals. With {@code -Dlanchat.pictures=DIRECTORY} the pictures are written
 * there; docs/pictures.sh does that.
 */
final class PictureIT {
    private static final int COLUMNS = 80;

    @TempDir
    private Path folder;

    @Test
    void twoTerminalsTalk() throws Exception {
        int rows = 10;
        Javas java = Javas.running();
        try (var server = ServerProcess.start(java);
                var dinesh = Typist.atShell();
                var pavan = Typist.atShell()) {
            comesIn(dinesh, java, server, "Dinesh Kumar", rows);
            comesIn(pavan, java, server, "Pavan Kumar", rows);
            says(pavan, dinesh, "Pavan Kumar", "Hello Dinesh, How are you? It's been a long time we have met.");
            says(dinesh, pavan, "Dinesh Kumar", "Oh Hi Pavan, I am doing good. What about you?");
            pavan.begins("I am fine too. So where are you").endsWith("I am fine too. So where are you");
            says(dinesh, pavan, "Dinesh Kumar", "@Pavan Kumar, take your time: what you type stays whole.");
            pavan.endsWith("I am fine too. So where are you");

            drawn(
                    "two-terminals",
                    new ScreenPicture("Two terminals in one chat room", COLUMNS, rows)
                            .dark("Dinesh", dinesh.coloredRows(), dinesh.cursor())
                            .light("Pavan", pavan.coloredRows(), pavan.cursor()),
                    "Enter Your Name:Pavan Kumar",
                    "Welcome to this chatroom!",
                    "So where are you");
        }
    }

    @Test
    void whoComesBackReadsWhatWasSaidMeanwhile() throws Exception {
        int rows = 17;
        Javas java = Javas.running();
        var room = new KeptRoom(java, folder);
        try (var ann = Typist.atShell();
                var bob = Typist.atShell()) {
            int port;
            try (var server = room.serve(0)) {
                port = server.port();
                comesIn(ann, java, server, "Ann", rows);
                comesIn(bob, java, server, "Bob", rows);
                says(bob, ann, "Bob", "Who wants pizza?");
                server.process().kill();
                bob.tmux().line(line -> line.startsWith("*** ") && line.contains("Trying to come back"));
            }
            bob.types("Tuna for me, said while the server is away")
                    .tmux()
                    .line("*** Waits for the connection: Tuna for me, said while the server is away"::equals);
            try (var server = room.serve(port)) {
                ann.tmux().line("Bob:Tuna for me, said while the server is away"::equals);
                says(ann, bob, "Ann", "One with mushrooms. I close my laptop for the way home");
                ann.types("/quit").endsWith("$");
                says(bob, "It is ordered", "You:It is ordered");
                says(bob, "The pizza is here!", "You:The pizza is here!");
                ann.types(ann.command(java, server.port(), List.of("--name", "Ann")))
                        .endsWith("Ann<127.0.0.1> connected");
                ann.tmux().line("*** While you were away:"::equals);
                says(ann, bob, "Ann", "I can smell it. Back in two minutes");

                drawn(
                        "coming-back",
                        new ScreenPicture("Coming back to a chat room", COLUMNS, rows)
                                .dark("Bob, while the server is started anew", bob.coloredRows(), bob.cursor())
                                .light("Ann, back after a while", ann.coloredRows(), ann.cursor()),
                        "*** While you were away:",
                        ":The pizza is here!",
                        "Waits for the connection: Tuna for me");
            }
        }
    }

    @Test
    void aPageInTheBrowserSaysHowToComeIn() throws Exception {
        Javas java = Javas.running();
        Path here = Files.createDirectories(folder.resolve("host")); // With both, as the host has them.
        Files.copy(Jars.SERVER, here.resolve("chat-server.jar"));
        Files.copy(Jars.CLIENT, here.resolve("chat-client.jar"));
        try (var server = Running.start(List.of(
                        java.binary().toString(),
                        "-Duser.home=" + ServerKeys.homeWithKey(),
                        "-jar",
                        here.resolve("chat-server.jar").toString(),
                        "--no-console",
                        "--ephemeral",
                        "127.0.0.1",
                        "0"));
                var cy = Typist.atShell()) {
            String port = server.out()
                    .skipsToLike(ServerProcess.LISTENING.pattern())
                    .replaceAll(ServerProcess.LISTENING.pattern(), "$1");
            HttpPage page = HttpPage.of(Integer.parseInt(port));
            Assumptions.assumeTrue(page.isFound(), "this server has no page for browsers");
            List<String> text = page.text(COLUMNS);
            String command = page.command();
            int rows = Math.max(12, text.size() + 1);
            Files.copy(Jars.CLIENT, folder.resolve("chat-client.jar")); // As if the browser had fetched it.
            cy.resizes(COLUMNS, rows);
            cy.types(" cd '" + folder + "'; java() { '" + java.binary() + "' '-Duser.home=" + cy.home()
                            + "' \"$@\"; }; clear")
                    .endsWith("$");
            cy.types(command).endsWith("Enter Your Name:").types("Cy").endsWith("Cy<127.0.0.1> connected");

            drawn(
                    "from-a-browser",
                    new ScreenPicture("From a page in the browser into a chat room", COLUMNS, rows)
                            .light("http://127.0.0.1:" + port + "/", String.join("\n", text), new int[] {0, rows})
                            .dark("Cy", cy.coloredRows(), cy.cursor()),
                    command,
                    "Enter Your Name:Cy",
                    "Welcome to this chatroom!");
        }
    }

    private static void drawn(String name, ScreenPicture picture, String... shown) throws IOException {
        String svg = picture.svg();
        for (String text : shown) {
            assertTrue(svg.contains(ScreenPicture.escaped(text)), () -> text + " should be in " + svg);
        }
        String directory = System.getProperty("lanchat.pictures", "");
        if (!directory.isEmpty()) {
            Files.writeString(Path.of(directory, name + ".svg"), svg);
        }
    }

    private static void comesIn(Typist typist, Javas java, ServerProcess server, String name, int rows)
            throws Exception {
        typist.resizes(COLUMNS, rows);
        typist.types(typist.command(java, server.port(), List.of())).endsWith("Enter Your Name:");
        typist.types(name).endsWith(name + "<127.0.0.1> connected");
    }

    private static void says(Typist speaker, Typist listener, String name, String text) throws Exception {
        says(speaker, text, "You:" + text);
        listener.tmux().line((name + ":" + text)::equals);
    }

    private static void says(Typist speaker, String text, String shown) throws Exception {
        speaker.types(text).tmux().line(shown::equals);
    }
}
