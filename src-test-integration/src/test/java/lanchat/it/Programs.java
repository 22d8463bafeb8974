package lanchat.it;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Programs of the system that a test needs. */
final class Programs {
    private Programs() {}

    /** Skips the test with a message where a program is missing; where everything is to be tested (CI=true) it fails. */
    static void need(String... names) {
        for (String name : names) {
            if (!isHere(name)) {
                String missing = name + " is not installed here, so this test cannot be run";
                if ("true".equals(System.getenv("CI"))) {
                    fail(missing);
                }
                Assumptions.abort(missing);
            }
        }
    }

    private static boolean isHere(String name) {
        String path = System.getenv("PATH");
        return List.of((path == null ? "" : path).split(File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }
}
