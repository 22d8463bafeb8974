package lanchat.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Our own two jars, and command lines that run them. */
final class Lanchat {
    /** How its names in tables begin. */
    static final String NAME = "lanchat";

    /** More than any row has. */
    static final int MOST_MEMBERS = 20_000;

    private static final List<String> MEASURED =
            List.of("--no-console", "--rate", "0", "--max-members", Integer.toString(MOST_MEMBERS));

    private final Path serverJar;
    private final Path clientJar;
    private final Path work;
    private final Path key;

    /**
     * Makes the one key that all the servers have, so that none has to make its own.
     *
     * @param work a directory for what servers keep
     */
    Lanchat(Path serverJar, Path clientJar, Path work) throws IOException, NotMeasuredException {
        this.serverJar = serverJar;
        this.clientJar = clientJar;
        this.work = work;
        Path home = Files.createTempDirectory(work, "key");
        this.key = home.resolve(keyIn(home));
        Contender first = new Contender(
                "chat-server",
                "",
                PlainSpeech.DOOR,
                Contender.AT_ONCE,
                Contender.A_FEW,
                0,
                false,
                (directory, port) -> List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        serverJar.toString(),
                        "--no-console",
                        "--home",
                        home.toString(),
                        "127.0.0.1",
                        Integer.toString(port)));
        ServerRun.start(first, home).close();
        if (!Files.exists(key)) {
            throw new NotMeasuredException("the server has made no key in " + key);
        }
    }

    Path clientJar() {
        return clientJar;
    }

    Path serverJar() {
        return serverJar;
    }

    /** A new directory below the one for what servers keep. */
    Path freshDirectory(String name) {
        try {
            return Files.createTempDirectory(work, name.replaceAll("[^A-Za-z0-9]+", "-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new home with nothing but the key. */
    Path freshHome() {
        try {
            Path home = freshDirectory("home");
            Files.createDirectories(keyIn(home).getParent());
            Files.copy(key, keyIn(home));
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server with these options, and a home of its own at each start. */
    Contender server(Jvm jvm, Speech speech, String... options) {
        return serverAt(null, jvm, speech, options);
    }

    /** A server with these options at this home; without one, at a new one at each start. */
    Contender serverAt(@Nullable Path home, Jvm jvm, Speech speech, String... options) {
        return new Contender(
                name(jvm),
                jvm.inWords(),
                speech,
                Contender.AT_ONCE,
                Contender.A_FEW,
                MOST_MEMBERS,
                false,
                (directory, port) -> {
                    List<String> command =
                            new ArrayList<>(List.of(jvm.binary().toString(), "-jar", serverJar.toString()));
                    command.addAll(MEASURED);
                    command.addAll(
                            List.of("--home", (home == null ? freshHome() : home).toString(), "--room", "bench"));
                    command.addAll(List.of(options));
                    command.addAll(List.of("127.0.0.1", Integer.toString(port)));
                    return command;
                });
    }

    /** What our server is called in tables. */
    static String name(Jvm jvm) {
        return NAME + ", Java " + jvm.version();
    }

    private static Path keyIn(Path home) {
        return home.resolve("server").resolve("key.p12");
    }
}
