package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;

/** The line below the one being typed, floods of comings and goings, and who has received what, in a real terminal. */
@Timeout(120)
final class StatusIT {
    @OnEachJava
    void howThingsStandIsShownBelowAndNothingIsLeft(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var pavan = Typist.in(server, java, "Pavan")) {
            pavan.tmux().status("[1 here | connected]"::equals);
            try (var ann = server.member("Ann")) {
                pavan.tmux().status("[2 here | connected]"::equals);
                ann.says("pavan, are you there?");
                pavan.tmux().status("[2 here | connected | 1 line for you]"::equals);
                pavan.begins("half a line");
                pavan.tmux().status("[2 here | connected]"::equals);
                pavan.tmux().endsWith("half a line");

                pavan.presses("C-z");
                pavan.tmux().line(line -> line.contains("Stopped"));
                assertFalse(String.join("\n", pavan.tmux().wholeScreen()).contains(" here | "));
                pavan.types("fg");
                pavan.tmux().status("[2 here | connected]"::equals);
                pavan.tmux().endsWith("half a line");

                pavan.resizes(40, 10);
                pavan.tmux().status("[2 here | connected]"::equals);
                pavan.resizes(30, 5);
                ann.says("small");
                pavan.tmux().endsWith("half a line");
                pavan.tmux().status(String::isEmpty);
                pavan.resizes(100, 40);
                ann.says("large");
                pavan.tmux().line("Ann:large"::equals);
                pavan.tmux().status("[2 here | connected]"::equals);

                pavan.presses("C-u").types("/status off");
                pavan.tmux().line("*** How things stand is not shown."::equals);
                pavan.tmux().status(String::isEmpty);
                pavan.types("/status on");
                pavan.tmux().status("[2 here | connected]"::equals);
            }
            pavan.types("/quit").endsWith("$"); // The shell told of its end when it was stopped.
            assertFalse(String.join("\n", pavan.tmux().wholeScreen()).contains(" here | "));
        }
    }

    @OnEachJava
    void aFloodIsFoldedAndWhoDoesNotReadIsNamed(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var pavan = Typist.in(server, java, "Pavan")) {
            List<Talker> flood = new ArrayList<>();
            try {
                for (int i = 1; i <= 12; i++) {
                    flood.add(Talker.at(server.port()).says("m" + i));
                }
                pavan.tmux().line(line -> line.matches("\\*\\*\\* m.* and .* joined"));
                pavan.tmux().status("[13 here | connected]"::equals);
                pavan.types("hello");
                for (Talker each : flood) {
                    each.heard().skipsTo("Pavan:hello");
                }
                pavan.types("/seen");
                pavan.tmux()
                        .line(line -> line.startsWith("*** Event ")
                                && line.endsWith(": sent to 12 whose programs say no more (nc); nobody waits for it."));
                pavan.types("/verify");
                pavan.tmux().line(line -> line.matches("\\*\\*\\* in words:( [a-z]+){6}"));
            } finally {
                for (Talker talker : flood) {
                    talker.close();
                }
            }
        }
    }

    @OnEachJava
    void withoutItTheWindowIsAsItWas(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                var pavan = Typist.atShell().starts(java, server.port(), "Pavan", "--no-status")) {
            pavan.begins("half");
            pavan.tmux().endsWith("half");
            assertEquals(
                    "half",
                    pavan.tmux().wholeScreen().get(pavan.tmux().wholeScreen().size() - 1));
        }
    }
}
