package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import lanchat.common.Event;
import lanchat.common.Reply;
import lanchat.common.Request;
import lanchat.common.Wire;

/** What is no plain text: web pages, and the JSON door. */
final class OtherDoorsIT {
    @OnEachJava
    void httpIsAnsweredWithAnErrorAndTheRoomIsUnharmed(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann")) {
            for (String request : new String[] {
                "POST / HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /favicon.ico HTTP/1.1\r\nHost: x\r\n\r\n",
                "HEAD /favicon.ico HTTP/1.0\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\n\r\n",
                "CONNECT example.org:443 HTTP/1.1\r\n\r\n",
                "GET http://example.org/ HTTP/1.1\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
            }) {
                try (var page = server.visitor()) {
                    page.sends(request).heard().hearsLike("HTTP/1\\.1 4\\d\\d .*\r");
                    page.heard().rest();
                }
            }

            ann.hearsNothingMore();
        }
    }

    @OnEachJava
    void httpIsAnsweredBeforeItsLineIsComplete(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var page = server.visitor()) {
            page.sends("P").sends("OST").sends(" ").sends("/");

            page.heard().hearsLike("HTTP/1\\.1 4\\d\\d .*\r");
            page.heard().rest();
        }
    }

    @OnEachJava
    void aWebPageCannotTalkThroughTheBodyOfAPost(Javas java) throws Exception {
        String body = "Mallory\r\nI am in\r\n{\"type\":\"hello\",\"version\":1}\n{\"type\":\"join\",\"name\":\"M\"}\n";
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var page = server.visitor()) {
            page.sends("POST /x HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " + body.length() + "\r\n\r\n")
                    .sends(body);

            page.heard().hearsLike("HTTP/1\\.1 4\\d\\d .*\r");
            page.heard().rest();
            ann.hearsNothingMore();
        }
    }

    @OnEachJava
    void aNameThatLooksLikeAMethodIsAName(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("GET UP")) {
            ann.hearsNothingMore();
        }
    }

    @OnEachJava
    void anOwnLineComesBackAtTheJsonDoorWithItsId(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var bot = JsonTalker.at(server.port())) {
            bot.asks(new Request.Hello(Wire.VERSION, "a test"), Request.Join.once("Bot"), new Request.Say(7, "beep"));

            assertEquals(Wire.VERSION, bot.hears(Reply.Server.class).version());
            Reply.Welcome welcome = bot.hears(Reply.Welcome.class);
            assertEquals("Ann", welcome.people().get(0).name());
            assertEquals("Bot", bot.hears(Event.Joined.class).name());
            Event.Said own = bot.skipsTo(Event.Said.class);
            assertEquals(7, own.id());
            assertEquals(welcome.session(), own.by());
            ann.hears("Bot<127.0.0.1> connected", "Bot:beep");
        }
    }

    @OnEachJava
    void anotherMajorVersionIsToldWhichSideToUpdate(Javas java) throws Exception {
        try (var server = ServerProcess.start(java)) {
            for (int version : new int[] {Wire.VERSION - 1, Wire.VERSION + 1}) {
                try (var bot = JsonTalker.at(server.port())) {
                    bot.asks(new Request.Hello(version, "a test"));

                    String sentence = bot.skipsTo(Reply.Refused.class).sentence();
                    String older = version < Wire.VERSION ? "client" : "server";
                    assertTrue(
                            sentence.matches(".*pdate your " + older + ".*|This " + older + " is to be updated.*"),
                            sentence);
                    bot.heard().rest();
                }
            }
        }
    }

    @OnEachJava
    void whatIsNoRequestIsRefusedAndTheConversationGoesOn(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var bot = JsonTalker.member(server.port(), "Bot")) {
            ann.hears("Bot<127.0.0.1> connected");
            for (String line : new String[] {
                "{",
                "{}",
                "{\"type\":\"dance\"}",
                "[]",
                "hello",
                "{\"type\":\"say\"}",
                "{\"type\":\"say\",\"id\":1}",
                "\"say\"",
                "{\"type\":\"say\",\"id\":\"x\",\"text\":3}",
                "[".repeat(100_000)
            }) {
                bot.sends(line + "\n").hears(Reply.Refused.class);
            }
            bot.sends("{\"new\":[{\"a\":1}],\"type\":\"say\",\"id\":1,\"text\":\"a field more is no harm\"}\n");

            ann.hears("Bot:a field more is no harm").hearsNothingMore();
        }
    }

    @OnEachJava
    void aRequestThatWasCutOffOnItsWayIsNotAnswered(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var bot = JsonTalker.member(server.port(), "Bot")) {
            bot.asks(new Request.Say(1, "whole"))
                    .sends("{\"type\":\"say\",\"id\":2,\"te")
                    .hangsUp();
            assertEquals("whole", bot.skipsTo(Event.Said.class).text());
            for (String line : bot.heard().rest()) {
                assertTrue(line.startsWith("{\"type\":\"left\""), line);
            }
        }
    }

    @OnEachJava
    void aJoinThatWasHeldUpOnItsWayDoesNotTakeTheSessionFromANewerConnection(Javas java) throws Exception {
        Request join = new Request.Join("Bot", "0123456789abcdef".repeat(2), 0, null, null);
        try (var server = ServerProcess.start(java);
                var earlier = JsonTalker.at(server.port());
                var newer = JsonTalker.at(server.port())) {
            earlier.asks(new Request.Hello(Wire.VERSION, "test")).hears(Reply.Server.class);
            newer.asks(new Request.Hello(Wire.VERSION, "test"), join).skipsTo(Reply.Now.class);

            assertEquals(
                    "overtaken", earlier.asks(join).hears(Reply.Refused.class).code());

            newer.asks(new Request.Say(1, "still here"));
            assertEquals("still here", newer.hears(Event.Said.class).text());
        }
    }

    @OnEachJava
    void lineFeedsInsideJsonCannotMakeTwoLinesOfOne(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var bot = JsonTalker.member(server.port(), "Bot")) {
            bot.asks(new Request.Say(1, "one\nEve:two\r\u2028\u001B[31mthree"));

            ann.hears("Bot<127.0.0.1> connected");
            ann.heard().hearsLike("Bot:one +Eve:two +\\[31mthree");
            ann.hearsNothingMore();
        }
    }

    @OnEachJava
    void bytesThatAreNoTextHurtNobody(Javas java) throws Exception {
        byte[] garbage = new byte[200_000];
        new Random(20).nextBytes(garbage);
        garbage[0] = 'x';
        try (var server = ServerProcess.start(java, ServerProcess.NO_RATE);
                var ann = server.member("Ann")) {
            try (var raw = new RawVisitor(server.port())) {
                raw.sends("Bob\n".getBytes(StandardCharsets.US_ASCII)).sends(garbage);
            }
            ann.hears("Bob<127.0.0.1> connected").heard().skipsTo("Bob<127.0.0.1> disconnected");

            ann.hearsNothingMore();
        }
    }
}
