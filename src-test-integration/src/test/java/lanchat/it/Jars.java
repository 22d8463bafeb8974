package lanchat.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The two jars under test, and the command lines that run them. */
final class Jars {
    /** chat-server.jar. */
    static final Path SERVER = named("lanchat.server.jar");

    /** chat-client.jar. */
    static final Path CLIENT = named("lanchat.client.jar");

    /**
     * Options of the JVM for a short dialogue: what lives for a second starts sooner when less of it is compiled, and
     * with the simplest collector. Such a JVM gets an archive of its jar's classes, too.
     */
    static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private Jars() {}

    /** {@link #SHORT_LIVED} and one option more. */
    static List<String> shortLived(String option) {
        List<String> options = new ArrayList<>(SHORT_LIVED);
        options.add(option);
        return options;
    }

    /** {@code java -jar JAR ARGUMENTS}. */
    static List<String> command(Javas java, Path jar, String... arguments) {
        return command(java, List.of(), jar, arguments);
    }

    /** The same for a short dialogue. */
    static List<String> shortCommand(Javas java, Path jar, String... arguments) {
        return command(java, SHORT_LIVED, jar, arguments);
    }

    /**
     * {@code java OPTIONS -jar JAR ARGUMENTS}, with a home of its own, so that nothing is kept in that of whoever tests.
     * It is empty but for a key, the same for all servers, and another for all clients: making one takes a second.
     */
    static List<String> command(Javas java, List<String> options, Path jar, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(java.binary().toString());
        command.add(
                "-Duser.home=" + ServerKeys.homeWithKey(jar.equals(SERVER) ? ServerKeys.FILE : ServerKeys.OF_CLIENT));
        command.addAll(options);
        if (options.containsAll(SHORT_LIVED)) {
            command.add(ClassArchives.option(java, jar));
        }
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** An empty directory. */
    static Path freshHome() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "homes")), "home")
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path named(String property) {
        String path = System.getProperty(property);
        if (path == null) {
            throw new IllegalStateException("-D" + property + " is to name the jar; Maven does: mvn verify");
        }
        return Path.of(path).toAbsolutePath().normalize();
    }
}
