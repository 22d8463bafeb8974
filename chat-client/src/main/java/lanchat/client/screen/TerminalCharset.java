package lanchat.client.screen;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The character sets of the terminal this process has, which on Windows need not be those of its files.
 *
 * <p>The JVM keeps them in properties, whose names depend on its version: {@code stdout.encoding} from 19 on, {@code
 * stdin.encoding} from 25 on, {@code sun.stdout.encoding} before. {@code -Dfile.encoding} says nothing about them.
 */
final class TerminalCharset {
    private TerminalCharset() {}

    /** How the terminal shows bytes, by the system properties. */
    static Charset shown(Function<String, @Nullable String> properties) {
        return firstOf(properties, "stdout.encoding", "sun.stdout.encoding", "native.encoding");
    }

    /** How the terminal gives what is typed, by the system properties. */
    static Charset typed(Function<String, @Nullable String> properties) {
        return firstOf(properties, "stdin.encoding", "stdout.encoding", "sun.stdout.encoding", "native.encoding");
    }

    private static Charset firstOf(Function<String, @Nullable String> properties, String... names) {
        for (String name : names) {
            Charset named = named(properties.apply(name));
            if (named != null) {
                return named;
            }
        }
        return StandardCharsets.UTF_8;
    }

    private static @Nullable Charset named(@Nullable String name) {
        try {
            return name == null ? null : Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            return null; // A Windows code page this JVM does not know: the next property may name one it does.
        }
    }
}
