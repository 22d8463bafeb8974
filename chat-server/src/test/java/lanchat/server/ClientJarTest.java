package lanchat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the client's jar is looked for. */
final class ClientJarTest {
    private static final Path ROOT = Path.of("/").toAbsolutePath();

    @Test
    void besideTheServersJar() {
        Path jars = ROOT.resolve("opt");

        assertEquals(List.of(jars.resolve("chat-client.jar")), ClientJar.beside(jars.resolve("chat-server.jar")));
    }

    @Test
    void orWhereItWasBuilt() {
        Path project = ROOT.resolve("project");

        assertEquals(
                List.of(
                        project.resolve("chat-server/target/chat-client.jar"),
                        project.resolve("chat-client/target/chat-client.jar")),
                ClientJar.beside(project.resolve("chat-server/target/chat-server.jar")));
    }
}
