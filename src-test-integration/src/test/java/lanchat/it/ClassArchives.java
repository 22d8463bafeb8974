package lanchat.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Class-data archives (JEP 350) of the two jars, so that hundreds of short dialogues do not read and check the same
 * classes from their jars each time: a third of what it takes to start the client.
 */
final class ClassArchives {
    private static final Path DIRECTORY = Path.of("target", "class-archives").toAbsolutePath();

    private ClassArchives() {}

    /** The option by which this Java uses the archive of this jar. Makes the archives first, where there are none. */
    static String option(Javas java, Path jar) {
        Path archive = archive(java, jar);
        try {
            Files.createDirectories(DIRECTORY);
            try (FileChannel file = FileChannel.open(
                            DIRECTORY.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = file.lock()) {
                if (lock.isValid() && (!isFresh(java, Jars.SERVER) || !isFresh(java, Jars.CLIENT))) {
                    make(java);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while class archives were made", e);
        }
        return "-XX:SharedArchiveFile=" + archive;
    }

    private static Path archive(Javas java, Path jar) {
        return DIRECTORY.resolve(java.version() + "-" + jar.getFileName() + ".jsa");
    }

    private static boolean isFresh(Javas java, Path jar) throws IOException {
        Path archive = archive(java, jar);
        return Files.exists(archive)
                && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) >= 0;
    }

    /** From a short dialogue of the two. Both write what they have loaded when they end. */
    private static void make(Javas java) throws IOException, InterruptedException {
        try (Running server = Running.start(recorded(java, Jars.SERVER, "--no-console", "127.0.0.1", "0"))) {
            String listening = server.out().skipsToLike(ServerProcess.LISTENING.pattern());
            String port = listening.replaceAll(ServerProcess.LISTENING.pattern(), "$1");
            try (Running client = Running.start(recorded(java, Jars.CLIENT, "--name", "Ann", "127.0.0.1", port))) {
                client.says("hello").hangsUp();
                client.exits();
            }
            server.signal("TERM");
            server.exits();
        }
        for (Path jar : List.of(Jars.SERVER, Jars.CLIENT)) {
            Files.move(recording(java, jar), archive(java, jar), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static List<String> recorded(Javas java, Path jar, String... arguments) {
        List<String> command = new ArrayList<>(Jars.command(java, List.of(), jar, arguments));
        command.add(1, "-XX:ArchiveClassesAtExit=" + recording(java, jar));
        return command;
    }

    private static Path recording(Javas java, Path jar) {
        return DIRECTORY.resolve(java.version() + "-" + jar.getFileName() + ".new");
    }
}
