package lanchat.common.options;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What {@code --version} says: the program's version, the commit it was built from, and the Java it runs on. */
public final class ProgramVersion {
    /** Written by the build where there is a repository. */
    private static final String COMMIT_FILE = "commit.properties";

    private ProgramVersion() {}

    /** One line: {@code chat-client 1.0.0, commit 1a2b3c4, on Java 17.0.15 ...}. */
    public static String line(String program, @Nullable String version) {
        return program + " " + (version == null ? "development" : version) + ", commit " + commit() + ", on Java "
                + Runtime.version() + " (" + System.getProperty("java.vm.name", "unnamed") + ")";
    }

    /** The commit's short id, {@code unknown} where this was built without a repository. */
    private static String commit() {
        Properties built = new Properties();
        try (InputStream in = ProgramVersion.class.getResourceAsStream(COMMIT_FILE)) {
            if (in == null) {
                return "unknown";
            }
            built.load(in);
        } catch (IOException unreadable) {
            return "unknown";
        }
        return built.getProperty("git.commit.id.abbrev", "unknown");
    }
}
