package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

/** Connections that end in a bad way: each ends alone, and the others read of it once. */
final class GoingAwayIT {
    @OnEachJava
    void aResetConnectionEndsAlone(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var bob = server.member("Bob");
                var carl = server.member("Carl")) {
            ann.hears("Bob<127.0.0.1> connected", "Carl<127.0.0.1> connected");

            bob.says("bye").settles().resets();

            ann.hears("Bob:bye", "Bob<127.0.0.1> disconnected").hearsNothingMore();
            carl.hears("Bob:bye", "Bob<127.0.0.1> disconnected").says("still here");
            ann.hears("Carl:still here").hearsNothingMore();
        }
    }

    @OnEachJava
    void aProgramThatIsKilledIsMissedOnce(Javas java) throws Exception {
        Programs.need("nc");
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var nc = Running.start(List.of("nc", "127.0.0.1", "" + server.port()))) {
            nc.says("Bob", "hi");
            ann.hears("Bob<127.0.0.1> connected", "Bob:hi");

            nc.kill();

            ann.hears("Bob<127.0.0.1> disconnected").hearsNothingMore();
        }
    }

    @OnEachJava
    void aMemberThatStopsReadingHoldsUpNobody(Javas java) throws Exception {
        Programs.need("nc");
        String text = "x".repeat(1000);
        try (var server = ServerProcess.start(java, ServerProcess.NO_RATE);
                var ann = server.member("Ann");
                var bob = server.member("Bob");
                var nc = Running.start(List.of("nc", "127.0.0.1", "" + server.port()))) {
            nc.says("Frozen");
            ann.hears("Bob<127.0.0.1> connected", "Frozen<127.0.0.1> connected");
            nc.signal("STOP");

            // Far more than all buffers on the way hold, and far less than the room keeps.
            for (int i = 0; i < 12_000; i++) {
                bob.says(text);
                if (i % 100 == 99) {
                    bob.settles();
                }
            }

            for (int i = 0; i < 12_000; i++) {
                ann.hears("Bob:" + text);
            }
            nc.kill();
            ann.hears("Frozen<127.0.0.1> disconnected").hearsNothingMore();
        }
    }

    @OnEachJava
    void aMemberThatReadsAgainHasMissedNothing(Javas java) throws Exception {
        Programs.need("nc");
        String text = "x".repeat(1000);
        int lines = 12_000;
        try (var server = ServerProcess.start(java, ServerProcess.NO_RATE);
                var bob = server.member("Bob");
                var nc = Running.start(List.of("nc", "127.0.0.1", "" + server.port()))) {
            nc.says("Sleeper").out().skipsTo("Sleeper<127.0.0.1> connected");
            nc.signal("STOP");
            for (int i = 0; i < lines; i++) {
                bob.says(i + text);
                if (i % 100 == 99) {
                    bob.settles();
                }
            }

            nc.signal("CONT");

            for (int i = 0; i < lines; i++) {
                nc.hears("Bob:" + i + text);
            }
        }
    }

    @OnEachJava
    void visitorsWhoNeverComeInAreNoNews(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann")) {
            List<Talker> visitors = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                visitors.add(server.visitor());
            }
            for (int i = 0; i < visitors.size(); i++) {
                if (i % 2 == 0) {
                    visitors.get(i).resets();
                } else {
                    visitors.get(i).close();
                }
            }

            ann.hearsNothingMore();
        }
    }

    @OnEachJava
    void aResetInTheMiddleOfATalkTakesNothingFromTheOthers(Javas java) throws Exception {
        try (var server = ServerProcess.start(java, ServerProcess.NO_RATE);
                var ann = server.member("Ann");
                var bob = server.member("Bob")) {
            ann.hears("Bob<127.0.0.1> connected");
            for (int i = 0; i < 20; i++) {
                var carl = server.member("Carl");
                ann.hears("Carl<127.0.0.1> connected");
                for (int line = 0; line < 50; line++) {
                    bob.says("line " + line);
                }
                carl.resets();
                bob.settles();

                List<String> news = new ArrayList<>();
                for (int line = 0; line < 51; line++) {
                    news.add(ann.heard().next());
                }
                List<String> expected = new ArrayList<>();
                for (int line = 0; line < 50; line++) {
                    expected.add("Bob:line " + line);
                }
                expected.add(news.indexOf("Carl<127.0.0.1> disconnected"), "Carl<127.0.0.1> disconnected");
                assertEquals(expected, news);
            }
            ann.hearsNothingMore();
        }
    }
}
