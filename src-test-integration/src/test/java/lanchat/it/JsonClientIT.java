package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lanchat.common.Event;
import lanchat.common.Json;
import lanchat.common.Message;
import lanchat.common.Reply;
import lanchat.it.CuttingProxy.Speech;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** chat-client.jar with {@code --json}, between a program and a room. */
final class JsonClientIT {
    @OnEachJava
    void requestsGoInAndEventsComeOutUnderTheProgramsIds(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var client = ClientProcess.start(java, server.port(), "--json", "--name", "bot")) {
            client.says(
                    "{\"type\":\"say\",\"id\":70,\"text\":\"hi\",\"new\":{\"in\":[\"version 9\"]}}",
                    "",
                    "{\"text\":\"waves\",\"type\":\"act\"}",
                    "{\"type\":\"whisper\",\"id\":5,\"to\":\"Ann\",\"text\":\"psst\"}",
                    "{\"type\":\"rename\",\"id\":6,\"name\":\"Ann\"}",
                    "{\"type\":\"say\",\"id\":6,\"text\":\"/who\"}");
            ann.hears("bot<127.0.0.1> connected", "bot:hi", "* bot waves", "bot (to you):psst", "bot:/who");
            ann.says("and you?", "/msg bot quietly").settles();

            Reply.Welcome welcome = hears(client, Reply.Welcome.class);
            assertEquals("bot", welcome.name());
            assertEquals("Ann", welcome.people().get(0).name());
            assertEquals("bot", hears(client, Event.Joined.class).name());
            hears(client, Reply.Now.class);
            Event.Said hi = hears(client, Event.Said.class);
            assertEquals(70, hi.id());
            assertEquals(welcome.session(), hi.by());
            assertEquals(0, hears(client, Event.Acted.class).id());
            assertEquals(5, hears(client, Event.Whispered.class).id());
            Reply.Refused refused = hears(client, Reply.Refused.class);
            assertEquals(6, refused.id());
            assertEquals("name_taken", refused.code());
            assertEquals("/who", hears(client, Event.Said.class).text());
            assertEquals("and you?", hears(client, Event.Said.class).text());
            assertEquals("quietly", hears(client, Event.Whispered.class).text());

            client.says("{\"type\":\"who\"}");
            assertEquals(2, hears(client, Reply.People.class).people().size());
            client.says("{\"type\":\"history\",\"count\":2}");
            assertEquals(2, hears(client, Reply.History.class).count());
            assertInstanceOf(Event.class, next(client));
            assertInstanceOf(Event.class, next(client));
            client.says("{\"type\":\"ping\"}");
            hears(client, Reply.Pong.class);
            client.says("{\"type\":\"bye\"}");

            ann.hears("bot<127.0.0.1> disconnected");
            assertEquals(1, client.exits(), "something was refused");
            client.out().ends();
        }
    }

    @OnEachJava
    void whatIsNoRequestIsAnsweredAndTheRestIsSaid(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var client = ClientProcess.start(java, server.port(), "--json", "--name", "bot")) {
            client.says(
                    "hello everybody",
                    "{\"type\":\"say\",\"text\":\"half",
                    "[1]",
                    "{\"type\":\"sing\",\"text\":\"la\"}",
                    "{\"type\":\"say\",\"id\":\"x\",\"text\":\"la\"}",
                    "{" + "\"a\":[".repeat(40),
                    "\u0000\u001b\uFFFD",
                    "x".repeat(3 << 20),
                    "{\"type\":\"join\",\"name\":\"bot\"}");
            client.says("{\"type\":\"say\",\"id\":8,\"text\":\"" + "\u4F60".repeat(100_000) + "\"}");
            client.says("{\"type\":\"say\",\"id\":9,\"text\":\"\"}", "{\"type\":\"say\",\"id\":10,\"text\":\"hi\"}");
            client.hangsUp();

            ann.hears("bot<127.0.0.1> connected", "bot:hi", "bot<127.0.0.1> disconnected");
            assertEquals(1, client.exits());
            List<String> refused = new ArrayList<>();
            for (String line : client.out().rest()) {
                if (message(line) instanceof Reply.Refused one) {
                    refused.add(one.id() + " " + one.code());
                }
            }
            assertEquals(
                    List.of(
                            "0 not_understood",
                            "0 not_understood",
                            "0 not_understood",
                            "0 not_understood",
                            "0 not_understood",
                            "0 not_understood",
                            "0 not_understood",
                            "0 line_too_long",
                            "0 joined_already",
                            "0 line_too_long",
                            "9 no_text"),
                    refused);
        }
    }

    @OnEachJava
    void theFirstJoinNamesTheMember(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var client = ClientProcess.start(java, server.port(), "--json")) {
            client.says(
                    "{\"type\":\"say\",\"id\":3,\"text\":\"too early\"}",
                    "{\"type\":\"hello\",\"version\":1}",
                    "{\"type\":\"join\",\"name\":\"Pavan Kumar\"}",
                    "{\"type\":\"say\",\"id\":4,\"text\":\"hi\"}");
            client.hangsUp();

            ann.hears("Pavan Kumar<127.0.0.1> connected", "Pavan Kumar:hi", "Pavan Kumar<127.0.0.1> disconnected");
            Reply.Refused early = hears(client, Reply.Refused.class);
            assertEquals("3 not_joined", early.id() + " " + early.code());
            assertEquals(1, client.exits());
        }
    }

    @OnEachJava
    void atTheEndOfTheInputTheRoomHasEverything(Javas java) throws Exception {
        int lines = 5_000;
        try (var server = ServerProcess.start(java, ServerProcess.NO_RATE);
                var ann = server.member("Ann");
                var client = ClientProcess.start(java, server.port(), "--json", "--name", "bot")) {
            StringBuilder all = new StringBuilder();
            for (int i = 1; i <= lines; i++) {
                all.append("{\"type\":\"say\",\"id\":").append(i).append(",\"text\":\"line ");
                all.append(i).append("\"}\n");
            }
            client.types(all.toString()).hangsUp();

            assertEquals(0, client.exits());
            ann.hears("bot<127.0.0.1> connected");
            for (int i = 1; i <= lines; i++) {
                ann.hears("bot:line " + i);
            }
            long id = 0;
            for (String line : client.out().rest()) {
                assertFalse(line.contains("\"_"), line);
                if (message(line) instanceof Event.Said said) {
                    assertEquals(++id, said.id());
                }
            }
            assertEquals(lines, id);
            client.err().ends();
        }
    }

    @Test
    void nothingIsLostOrDoubledWhenTheConnectionBreaks(@TempDir Path home) throws Exception {
        Javas java = Javas.running();
        int lines = 30;
        Dice.roll(dice -> {
            try (var server = ServerProcess.start(java, ServerProcess.NO_RATE);
                    var ann = server.member("Ann");
                    var way = new CuttingProxy(
                            "bot", server.port(), new Random(dice.nextLong()), Speech.OPEN, Integer.MAX_VALUE);
                    var client = ClientProcess.start(
                            java,
                            way.port(),
                            "--json",
                            "--no-tls",
                            "--name",
                            "bot",
                            "--home",
                            home.resolve("h" + way.port()).toString())) {
                hears(client, Reply.Welcome.class);
                int said = 0;
                while (way.cuts() < 3 || said < lines) {
                    said++;
                    client.says("{\"type\":\"say\",\"id\":" + said + ",\"text\":\"bot " + said + "\"}");
                    ann.says("ann " + said);
                    awaitBoth(client, said);
                }
                way.mend();
                client.hangsUp();
                assertEquals(0, client.exits());
                client.out().rest();

                List<Long> own = new ArrayList<>();
                List<String> heard = new ArrayList<>();
                for (String line : client.out().all()) {
                    Message message = message(line);
                    if (message instanceof Event.Said event && event.name().equals("bot")) {
                        own.add(event.id());
                    } else if (message instanceof Event.Said event) {
                        heard.add(event.text());
                    }
                }
                for (int i = 1; i <= said; i++) {
                    assertEquals((long) i, own.get(i - 1));
                    assertEquals("ann " + i, heard.get(i - 1));
                    ann.heard().skipsTo("bot:bot " + i);
                }
                assertEquals(said, own.size());
                assertEquals(said, heard.size());
            }
        });
    }

    /** Waits for the bot's line of this number and for Ann's, whichever comes first. */
    private static void awaitBoth(Running client, long number) {
        boolean own = false;
        boolean anns = false;
        while (!own || !anns) {
            if (next(client) instanceof Event.Said said) {
                own |= said.name().equals("bot") && said.id() == number;
                anns |= said.text().equals("ann " + number);
            }
        }
    }

    @OnEachJava
    void whatTheClientHasToSayItselfGoesToStandardError(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var client = ClientProcess.start(java, server.port(), "--json", "--name", "bot")) {
            hears(client, Reply.Welcome.class);
            hears(client, Event.Joined.class);
            hears(client, Reply.Now.class);
            server.process().kill();
            client.err().hearsLike("\\*\\*\\* .*Trying to come back\\.");
            client.says("{\"type\":\"who\"}");

            assertEquals("no_connection", hears(client, Reply.Refused.class).code());
            client.signal("TERM");
            assertEquals(143, client.exits());
            client.out().ends();
        }
    }

    private static <T extends Message> T hears(Running client, Class<T> type) {
        Message message = next(client);
        return assertInstanceOf(type, message, () -> "instead of " + type.getSimpleName() + ": " + message);
    }

    private static Message next(Running client) {
        return message(client.out().next());
    }

    private static Message message(String line) {
        Message message = Json.message(line.getBytes(StandardCharsets.UTF_8));
        assertNotNull(message, line);
        assertTrue(line.startsWith("{\"type\":"), line);
        return message;
    }
}
