package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lanchat.common.Name;
import lanchat.common.Reply;
import lanchat.common.Request;
import lanchat.common.Wire;
import lanchat.server.ChatServer;
import lanchat.server.ServerSettings;
import lanchat.server.door.DoorLimits;
import org.junit.jupiter.api.Test;

/** What the doctor finds on the way to a server: each has an exit code, and says what to do. */
final class DoctorIT {
    @OnEachJava
    void allIsWell(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann")) {
            String said = examines(java, 0, "127.0.0.1", "" + server.port());

            assertTrue(said.contains("java -jar chat-client.jar 127.0.0.1 " + server.port()), said);
            assertTrue(said.contains("not met before"), said);
            ann.hearsNothingMore(); // He does not come in.
        }
    }

    @Test
    void theNameIsNotKnown() throws Exception {
        examines(Javas.running(), 10, "no-such-host.invalid");
    }

    @Test
    void aWrongCommandLine() throws Exception {
        for (List<String> words : List.of(List.of("doctor"), List.of("doctor", "192.168.5"))) {
            try (var doctor = Running.start(Jars.command(Javas.running(), Jars.CLIENT, words.toArray(new String[0])))) {
                assertEquals(2, doctor.exits());
                assertEquals(1, doctor.err().rest().size());
            }
        }
    }

    @Test
    void nobodyListens() throws Exception {
        String port = "" + Ports.free(new Random());

        String said = examines(Javas.running(), 12, "127.0.0.1", port);

        assertTrue(said.contains("java -jar chat-server.jar " + port), said);
    }

    @Test
    void anotherProgramListens() throws Exception {
        for (String words : List.of("SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 400 Bad Request\r\n\r\n", "")) {
            try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                Thread answering = new Thread(() -> answer(other, words), "no chat server");
                answering.start();

                String said = examines(Javas.running(), 14, "127.0.0.1", "" + other.getLocalPort());

                assertTrue(said.contains("not a chat server"), said);
                assertEquals(words.startsWith("SSH"), said.contains("an SSH server"), said);
                assertEquals(words.startsWith("HTTP"), said.contains("a web server"), said);
                answering.join();
            }
        }
    }

    @Test
    void theServerDoesNotEncrypt() throws Exception {
        try (ChatServer old = new ChatServer(new ServerSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Name.of("Host"),
                false,
                ServerSettings.DEFAULT_RECENT,
                ServerSettings.DEFAULT_MEMORY_BYTES,
                DoorLimits.DEFAULT))) {
            old.start();

            String said = examines(
                    Javas.running(), 15, "127.0.0.1", "" + old.listening().getPort());

            assertTrue(said.contains("--no-tls"), said);
        }
    }

    @Test
    void theRoomHasAnotherKeyThanBefore() throws Exception {
        Path home = Jars.freshHome();
        try (var server = ServerProcess.start(Javas.running());
                var bot = JsonTalker.at(server.port())) {
            String room = bot.asks(new Request.Hello(Wire.VERSION, "a test"))
                    .hears(Reply.Server.class)
                    .room();
            Path known = Files.createDirectories(home.resolve("client")).resolve("known_servers");
            String line = room + " 127.0.0.1:" + server.port() + " " + "0A:".repeat(31) + "0A 2026-01-02\n";
            Files.writeString(known, line);

            String said = examines(Javas.running(), 16, "--home", home.toString(), "127.0.0.1", "" + server.port());

            assertTrue(said.contains("WRONG KEY") && said.contains("--trust-new-key"), said);
            assertEquals(line, Files.readString(known), "he remembers nothing");
            try (var files = Files.list(home.resolve("client"))) {
                assertEquals(List.of(known), files.toList());
            }
        }
    }

    @Test
    void theServerIsOfAnotherVersion() throws Exception {
        try (var listening = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> answerInTls(listening), "another version");
            answering.start();

            String said = examines(Javas.running(), 17, "127.0.0.1", "" + listening.getLocalPort());

            assertTrue(said.contains("should update chat-server.jar"), said);
            answering.join();
        }
    }

    @Test
    void theDoorIsCrowded() throws Exception {
        try (var server = ServerProcess.start(Javas.running(), "--max-waiting", "1");
                var waiting = server.visitor()) {
            waiting.heard().hasBegun(Wire.NAME_PROMPT);

            String said = examines(Javas.running(), 18, "127.0.0.1", "" + server.port());

            assertTrue(said.contains("at the door already"), said);
        }
    }

    @Test
    void onAnotherMachine() throws Exception {
        try (var lan = new TwoMachines()) {
            Running server = lan.server("--no-console", ServerProcess.UNANNOUNCED, "127.0.0.1", "9001");
            server.out().hearsLike("Listening on .*");
            // Somebody is at this address, for the cable's sake, and answers nothing at all: as behind a firewall.
            lan.changeSecond("neigh", "add", "192.0.2.9", "lladdr", "02:00:00:00:00:09", "dev", "two");
            try (var here = lan.start(lan.onFirst(doctor(TwoMachines.FIRST, "9001")));
                    var refused = lan.start(lan.onSecond(doctor(TwoMachines.FIRST, "9001")));
                    var silent = lan.start(lan.onSecond(doctor("192.0.2.9", "9001")));
                    var elsewhere = lan.start(lan.onSecond(doctor("203.0.113.5", "9001")))) {
                String own = ended(here, 12);
                String other = ended(refused, 12);
                assertTrue(own.contains("started for 127.0.0.1 only"), own);
                assertTrue(other.contains("127.0.0.1") && !other.contains("for 127.0.0.1 only"), other);

                String wall = ended(silent, 13);
                for (String word : List.of("sudo ufw allow 9001/tcp", "firewall-cmd", "netsh", "guests", "WSL2")) {
                    assertTrue(wall.contains(word), wall);
                }
                assertTrue(wall.contains("in the same network"), wall);

                String far = ended(elsewhere, 11);
                assertTrue(far.contains("in none of this machine's networks: two (192.0.2.2)"), far);
            }
        }
    }

    @Test
    void theCodesStandInTheHelp() throws Exception {
        try (var help = Running.start(Jars.command(Javas.running(), Jars.CLIENT, "doctor", "--help"))) {
            assertEquals(0, help.exits());
            String text = String.join("\n", help.out().rest());
            for (int code = 10; code <= 18; code++) {
                assertTrue(text.contains("  " + code + " "), text);
            }
        }
    }

    private static String examines(Javas java, int code, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("doctor"));
        command.addAll(List.of(words));
        try (var doctor = Running.start(Jars.shortCommand(java, Jars.CLIENT, command.toArray(new String[0])))) {
            return ended(doctor, code);
        }
    }

    private static List<String> doctor(String... words) {
        List<String> command = new ArrayList<>(List.of("doctor"));
        command.addAll(List.of(words));
        return Jars.shortCommand(Javas.running(), Jars.CLIENT, command.toArray(new String[0]));
    }

    private static String ended(Running doctor, int code) throws Exception {
        int exit = doctor.exits();
        String said = String.join("\n", doctor.out().rest());
        List<String> complaints = doctor.err().rest();
        assertEquals(code, exit, () -> said + complaints);
        assertEquals(List.of(), complaints);
        assertFalse(said.contains("Exception"), said);
        return said;
    }

    /** The doctor comes twice: to see whether somebody listens, and to hear who. */
    private static void answer(ServerSocket other, String words) {
        for (int i = 0; i < 2; i++) {
            try (Socket socket = other.accept()) {
                socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
                socket.shutdownOutput();
                socket.getInputStream().readAllBytes();
            } catch (IOException gone) {
                // He has seen enough.
            }
        }
    }

    private static void answerInTls(ServerSocket listening) {
        String introduction =
                "{\"type\":\"server\",\"version\":" + (Wire.VERSION - 1) + ",\"room\":\"r\",\"program\":\"old\"}\n";
        for (int i = 0; i < 2; i++) {
            try (Socket raw = listening.accept();
                    Socket socket = ServerKeys.context().getSocketFactory().createSocket(raw, null, true)) {
                socket.getOutputStream().write(introduction.getBytes(StandardCharsets.US_ASCII));
                socket.getInputStream().readAllBytes();
            } catch (IOException | GeneralSecurityException gone) {
                // The first time he only looks; the second time he has heard enough.
            }
        }
    }
}
