package lanchat.common;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the programs keep what they remember: {@code ~/.lanchat}, or the directory somebody named. */
public final class Home {
    private static final String NAME = ".lanchat";

    private Home() {}

    /**
     * The directory; it may not be there yet.
     *
     * @param typed what was given with {@code --home}; null for nothing
     * @throws RefusedException with the code {@code no_home} when there is none
     */
    public static Path directory(@Nullable String typed) throws RefusedException {
        try {
            if (typed != null) {
                if (typed.isBlank()) {
                    throw none("--home names no directory.");
                }
                return Path.of(typed).toAbsolutePath().normalize();
            }
            // "?" is what Java says where the system knows no home, as in some containers.
            String home = System.getProperty("user.home", "?");
            if (home.isBlank() || home.equals("?") || !Files.isDirectory(Path.of(home))) {
                throw none("There is no home directory (" + home + ") to keep anything in.");
            }
            return Path.of(home).toAbsolutePath().resolve(NAME);
        } catch (InvalidPathException noPath) {
            throw none("That is no name of a directory: " + noPath.getInput() + ".");
        }
    }

    /**
     * The same for who can do without: null where there is none and nobody has named one.
     *
     * @throws RefusedException when the one that was named can't be
     */
    public static @Nullable Path directoryIfAny(@Nullable String typed) throws RefusedException {
        try {
            return directory(typed);
        } catch (RefusedException none) {
            if (typed != null) {
                throw none;
            }
            return null;
        }
    }

    private static RefusedException none(String sentence) {
        return new Refusal("no_home", sentence).asException();
    }
}
