package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import lanchat.common.ClassicText;
import lanchat.common.Event;
import lanchat.common.Json;

/** A room's journal in a test's own home. */
record KeptRoom(Javas java, Path home) {
    private static final String ROOM = "kept";

    /** A server that goes on with it, on this port; 0 for any. Waits long for members whose connection has broken. */
    ServerProcess serve(int port) throws Exception {
        return ServerProcess.startAt(
                port,
                java,
                ServerProcess.NO_RATE,
                "--grace",
                "60",
                "--home",
                home.resolve("server").toString(),
                "--room",
                ROOM);
    }

    /** A home for a client, that no other client has. */
    Path homeOf(String member) {
        return home.resolve(member);
    }

    /** All that is in the journal, as it reads for who is not in the room. */
    List<String> lines() throws Exception {
        List<String> lines = new ArrayList<>();
        try (var export = Running.start(Jars.command(
                java,
                Jars.SERVER,
                "journal",
                "export",
                "--home",
                home.resolve("server").toString(),
                "--room",
                ROOM))) {
            assertEquals(0, export.exits(), () -> export.err().all().toString());
            for (String line : export.out().rest()) {
                if (Json.message(line.getBytes(StandardCharsets.UTF_8)) instanceof Event event) {
                    lines.add(Objects.requireNonNull(ClassicText.line(event, "")));
                } else {
                    throw new AssertionError("no event: " + line);
                }
            }
        }
        return lines;
    }
}
