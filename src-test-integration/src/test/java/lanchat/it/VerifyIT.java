package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two people who compare what they have read, and one who wants to know who has it. */
@Timeout(300)
final class VerifyIT {
    private static final Pattern UP_TO = Pattern.compile(".* up to event (\\d+)\\. .*");

    @TempDir
    private Path folder;

    /** What {@code /verify} says: up to which event, and the lines below. */
    private record Words(long seq, List<String> lines) {}

    @OnEachJava
    void allHaveTheSameWordsAlsoAfterTheServerWasKilled(Javas java) throws Exception {
        String[] kept = {"--home", folder.resolve("server").toString(), "--room", "kept"};
        int port;
        try (var first = ServerProcess.start(java, kept);
                Running ann = client(java, first.port(), "Ann")) {
            port = first.port();
            ann.out().skipsTo("Ann<127.0.0.1> connected");
            says(ann, "before Bob came");
            try (Running bob = client(java, port, "Bob");
                    Talker cid = first.visitor().joins("Cid")) {
                ann.out().skipsTo("Cid<127.0.0.1> connected");
                says(ann, "one");
                bob.out().skipsTo("Ann:one");
                says(bob, "/me nods");
                ann.out().skipsTo("* Bob nods");
                Words before = words(ann, "/verify");
                assertEquals(before, words(bob, "/verify " + before.seq()));
                assertEquals(before.lines(), serversWords(cid, before.seq()));
                says(ann, "two");
                bob.out().skipsTo("Ann:two");
                assertNotEquals(before.lines(), words(ann, "/verify").lines());

                first.process().signal("KILL");
                first.process().exits();
                try (var again = ServerProcess.startAt(port, java, kept);
                        Talker dan = again.visitor().joins("Dan")) {
                    ann.out().skipsTo("Dan<127.0.0.1> connected");
                    says(bob, "three");
                    ann.out().skipsTo("Bob:three");
                    Words after = words(ann, "/verify");
                    assertEquals(after, words(bob, "/verify " + after.seq()));
                    assertEquals(after.lines(), serversWords(dan, after.seq()));
                    assertEquals(before, words(bob, "/verify " + before.seq()));
                }
            }
        }
    }

    @OnEachJava
    void oneSeesWhoHasALineAndWhoDoesNot(Javas java) throws Exception {
        try (var server = ServerProcess.start(java);
                Running ann = client(java, server.port(), "Ann")) {
            ann.out().skipsTo("Ann<127.0.0.1> connected");
            ann.says("/seen");
            ann.out().skipsTo("*** There is no line of yours to look for.");
            try (Running bob = client(java, server.port(), "Bob")) {
                ann.out().skipsTo("Bob<127.0.0.1> connected");
                try (Talker cid = server.visitor().joins("Cid")) {
                    ann.out().skipsTo("Cid<127.0.0.1> connected");
                    says(ann, "who has this?");
                    bob.out().skipsTo("Ann:who has this?");
                    cid.heard().skipsTo("Ann:who has this?");
                    String all = "*** Event 4: on the screens of 1; sent to 1 whose programs say no more (nc);"
                            + " nobody waits for it.";
                    String answer = "";
                    while (!answer.equals(all)) { // Bob's client says at its leisure what it has shown.
                        ann.says("/seen");
                        answer = ann.out().hearsLike("\\*\\*\\* Event 4: .*");
                    }
                    cid.says("/seen");
                    cid.heard().skipsTo("*** There is no line of yours to look for.");
                }
            }
        }
    }

    private static void says(Running client, String line) {
        try {
            client.says(line);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        client.out().skipsToLike(line.startsWith("/me") ? "\\* .*" : "You:" + Pattern.quote(line));
    }

    private static Words words(Running client, String command) throws Exception {
        client.says(command);
        String heading = client.err().skipsToLike("\\*\\*\\* What this client has read .*");
        Matcher upTo = UP_TO.matcher(heading);
        assertTrue(upTo.matches(), heading);
        return new Words(
                Long.parseLong(upTo.group(1)),
                List.of(client.err().next(), client.err().next()));
    }

    private static List<String> serversWords(Talker plain, long seq) throws Exception {
        plain.says("/verify " + seq);
        plain.heard().skipsToLike("\\*\\*\\* The server says that it has this .*");
        return List.of(plain.heard().next(), plain.heard().next());
    }

    private Running client(Javas java, int port, String name) throws Exception {
        return ClientProcess.start(
                java,
                port,
                "--name",
                name,
                "--home",
                folder.resolve(name).toString(),
                "--stay",
                "--give-up-after",
                "120");
    }
}
