package lanchat.server;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of bytes as people type it: {@code 65536}, {@code 64k}, {@code 32m}, {@code 1g}. */
final class ByteSize implements ITypeConverter<Long> {
    private static final Pattern TYPED = Pattern.compile("([0-9]{1,12})([kmg]?)");

    @Override
    public Long convert(String typed) {
        Matcher parts = TYPED.matcher(typed.strip().toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new TypeConversionException(
                    "'" + typed + "' is not a number of bytes. Type for example 64m; k, m and g are known.");
        }
        return Long.parseLong(parts.group(1))
                << switch (parts.group(2)) {
                    case "k" -> 10;
                    case "m" -> 20;
                    case "g" -> 30;
                    default -> 0;
                };
    }
}
