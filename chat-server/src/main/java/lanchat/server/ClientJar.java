package lanchat.server;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where chat-client.jar can be: beside the jar of this server or, where that was built, where the client was built. */
final class ClientJar {
    private static final String NAME = "chat-client.jar";

    private ClientJar() {}

    /** The places, the likeliest first. */
    static List<Path> places() {
        Path own = ownJar();
        return own == null ? List.of() : beside(own);
    }

    static List<Path> beside(Path serverJar) {
        Path jar = serverJar.toAbsolutePath();
        Path built = Path.of("chat-server", "target", jar.getFileName().toString());
        Path beside = jar.resolveSibling(NAME);
        return jar.endsWith(built)
                ? List.of(
                        beside,
                        jar.resolveSibling(Path.of("..", "..", "chat-client", "target", NAME))
                                .normalize())
                : List.of(beside);
    }

    private static @Nullable Path ownJar() {
        CodeSource source = ClientJar.class.getProtectionDomain().getCodeSource();
        try {
            return source == null ? null : Path.of(source.getLocation().toURI());
        } catch (URISyntaxException | IllegalArgumentException noFile) {
            return null; // Loaded from something that is no file.
        }
    }
}
