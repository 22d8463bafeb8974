package lanchat.common;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rocks.xmpp.precis.PrecisProfiles;

/**
 * A room's password, as it is given to both programs: in a file or in the environment, never on the command line, where
 * others on the machine can read it. Safe for use by any thread.
 */
public final class Password {
    /** The variable of the environment. */
    public static final String VARIABLE = "LANCHAT_PASSWORD";

    /** Longest password, in bytes of UTF-8: at the plain door it is a first line like the name. */
    public static final int MAX_BYTES = 200;

    private static final long MAX_FILE_BYTES = MAX_BYTES + 2;

    private Password() {}

    /**
     * The password that was given, in its {@link #normal} form; null where none was. The file counts more than the
     * variable: what stands on the command line was meant just now.
     *
     * @param file null for none
     * @throws RefusedException with a sentence, where there is one that can't be used
     */
    public static @Nullable String given(@Nullable Path file, Map<String, String> environment) throws RefusedException {
        if (file != null) {
            return checked(line(file), file.toString());
        }
        String variable = environment.get(VARIABLE);
        return variable == null ? null : checked(variable, VARIABLE);
    }

    /**
     * The form in which passwords are compared: OpaqueString of RFC 8265, section 4.2, so that it does not matter how a
     * keyboard puts an accent together. Empty for what can be no password.
     */
    public static String normal(String typed) {
        if (!CleanText.fits(typed, MAX_BYTES)) {
            return "";
        }
        try {
            return PrecisProfiles.OPAQUE_STRING.enforce(typed);
        } catch (IllegalArgumentException none) {
            return "";
        }
    }

    private static String line(Path file) throws RefusedException {
        try {
            if (!Files.isRegularFile(file)) {
                throw no("There is no file " + file + " with a password in it.");
            }
            if (OwnerOnly.isOpenToOthers(file)) {
                throw no("Others can read " + file + ", so what stands in it is no secret: chmod 600 " + file);
            }
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw no("What stands in " + file + " is too long: a password has at most " + MAX_BYTES + " bytes.");
            }
            return Files.readString(file, StandardCharsets.UTF_8).replaceFirst("\r?\n$", "");
        } catch (CharacterCodingException noText) {
            throw no("What stands in " + file + " is not UTF-8.");
        } catch (IOException unreadable) {
            throw no(file + " can't be read (" + unreadable.getClass().getSimpleName() + ").");
        }
    }

    private static String checked(String typed, String from) throws RefusedException {
        if (typed.isEmpty()) {
            throw no("The password in " + from + " is empty. To have none, leave it out altogether.");
        }
        if (typed.indexOf('\n') >= 0) {
            throw no("The password in " + from + " has more than one line.");
        }
        String normal = normal(typed);
        if (normal.isEmpty()) {
            throw no("The password in " + from + " has characters that passwords can't have, or is longer than "
                    + MAX_BYTES + " bytes.");
        }
        return normal;
    }

    private static RefusedException no(String sentence) {
        return new Refusal("password", sentence).asException();
    }
}
