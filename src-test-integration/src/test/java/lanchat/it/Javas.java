package lanchat.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A Java to run the jars with: the one that runs the tests, and a second one where there is one. */
record Javas(int version, Path binary) {
    /** Every Java there is here. */
    static List<Javas> all() throws IOException {
        List<Javas> found = new ArrayList<>();
        found.add(running());
        String second = System.getProperty("lanchat.java25", "");
        if (!second.isEmpty() && Files.isExecutable(Path.of(second))) {
            Javas other = at(Path.of(second));
            if (other.version != running().version) {
                found.add(other);
            }
        }
        return found;
    }

    /** Every Java there is here in full size, the newest one else. */
    static List<Javas> forLongProofs() throws IOException {
        List<Javas> all = all();
        return Dice.FULL ? all : all.subList(all.size() - 1, all.size());
    }

    /** The Java that runs the tests. */
    static Javas running() {
        return new Javas(Runtime.version().feature(), Path.of(System.getProperty("java.home"), "bin", "java"));
    }

    private static Javas at(Path binary) throws IOException {
        Properties release = new Properties();
        Path home = binary.toRealPath().resolve("../..").normalize();
        try (var text = Files.newBufferedReader(home.resolve("release"))) {
            release.load(text);
        }
        String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
        return new Javas(Runtime.Version.parse(version).feature(), binary);
    }

    @Override
    public String toString() {
        return "Java " + version;
    }
}
