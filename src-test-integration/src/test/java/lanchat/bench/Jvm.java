package lanchat.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Java to run servers and clients with.
 *
 * @param version its feature release: 17
 * @param binary the program
 * @param inWords its whole version
 */
record Jvm(int version, Path binary, String inWords) {
    /** The one that runs the benchmark, and the one of {@code -Dlanchat.java25} if it is there and another one. */
    static List<Jvm> here() throws IOException {
        List<Jvm> found = new ArrayList<>();
        found.add(at(Path.of(System.getProperty("java.home"), "bin", "java")));
        Path second = Path.of(System.getProperty("lanchat.java25", ""));
        if (Files.isExecutable(second)) {
            Jvm other = at(second);
            if (other.version != found.get(0).version) {
                found.add(other);
            }
        }
        return found;
    }

    private static Jvm at(Path binary) throws IOException {
        List<String> said = Machine.says(List.of(binary.toString(), "-XshowSettings:properties", "-version"))
                .lines()
                .map(String::strip)
                .toList();
        String version = property(said, "java.specification.version", binary);
        return new Jvm(
                Integer.parseInt(version),
                binary,
                property(said, "java.vendor", binary) + " " + property(said, "java.runtime.version", binary));
    }

    private static String property(List<String> said, String name, Path binary) throws IOException {
        return said.stream()
                .filter(line -> line.startsWith(name + " = "))
                .map(line -> line.substring(name.length() + 3))
                .findFirst()
                .orElseThrow(() -> new IOException(binary + " does not say its " + name + "; is it a Java?"));
    }
}
