package lanchat.server.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address, or all those that begin with the same bits (RFC 4632; RFC 4291, section 2.3). Without a length it is the one
 * address: in a home all machines share the first 64 bits of an IPv6 address, and whoever means them all says {@code /64}.
 *
 * @param groups the numbers between the dots or colons
 * @param bits how many of the first bits count
 * @param shown in the form in which addresses are shown everywhere: Java's
 */
record AddressRange(List<Integer> groups, int bits, String shown) {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f:]{2,39}");
    private static final int IPV4_GROUPS = 4;
    private static final int IPV6_GROUPS = 8;

    AddressRange {
        groups = List.copyOf(groups);
    }

    /** What somebody typed, or Java wrote; null where it is no address. A zone ({@code %eth0}) does not count. */
    static @Nullable AddressRange of(String typed) {
        int slash = typed.indexOf('/');
        String address = slash < 0 ? typed : typed.substring(0, slash);
        List<Integer> groups = groups(address);
        if (groups == null) {
            return null;
        }
        int all = groups.size() * bitsIn(groups);
        int bits = slash < 0 ? all : length(typed.substring(slash + 1), all);
        if (bits < 1) {
            return null;
        }
        List<Integer> masked = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            masked.add(groups.get(i) & mask(bits - i * bitsIn(groups), bitsIn(groups)));
        }
        return new AddressRange(masked, bits, text(masked) + (bits == all ? "" : "/" + bits));
    }

    /** Whether this address, as Java writes it, is one of them. */
    boolean contains(String address) {
        List<Integer> other = groups(address);
        if (other == null || other.size() != groups.size()) {
            return false;
        }
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i) != (other.get(i) & mask(bits - i * bitsIn(groups), bitsIn(groups)))) {
                return false;
            }
        }
        return true;
    }

    /** Whether some of the server's own machine's loopback addresses are among them. */
    boolean touchesLoopback() {
        if (groups.size() == IPV6_GROUPS) {
            return contains("0:0:0:0:0:0:0:1");
        }
        AddressRange loopback = new AddressRange(List.of(127, 0, 0, 0), 8, "");
        return loopback.contains(text(groups)) || contains("127.0.0.0");
    }

    /** RFC 1122, section 3.2.1.3, and RFC 4291, section 2.5.3; as Java writes addresses. */
    static boolean isLoopback(String address) {
        return address.startsWith("127.") || address.equals("0:0:0:0:0:0:0:1") || address.equals("::1");
    }

    private static int bitsIn(List<Integer> groups) {
        return groups.size() == IPV4_GROUPS ? 8 : 16;
    }

    /** The highest {@code bits} of a group of {@code width}. */
    private static int mask(int bits, int width) {
        int count = Math.max(0, Math.min(bits, width));
        return (1 << width) - (1 << (width - count));
    }

    private static int length(String typed, int most) {
        if (!typed.matches("\\d{1,3}")) {
            return -1;
        }
        int length = Integer.parseInt(typed);
        return length <= most ? length : -1;
    }

    private static @Nullable List<Integer> groups(String address) {
        String bare = address.replaceFirst("%.*", "").toLowerCase(Locale.ROOT);
        if (IPV4.matcher(bare).matches()) {
            return numbers(bare, "\\.", 10, 255);
        }
        if (!IPV6.matcher(bare).matches()) {
            return null;
        }
        int gap = bare.indexOf("::");
        if (gap < 0) {
            List<Integer> all = numbers(bare, ":", 16, 0xffff);
            return all != null && all.size() == IPV6_GROUPS ? all : null;
        }
        List<Integer> before = numbers(bare.substring(0, gap), ":", 16, 0xffff);
        List<Integer> after = numbers(bare.substring(gap + 2), ":", 16, 0xffff);
        if (before == null || after == null || before.size() + after.size() >= IPV6_GROUPS) {
            return null;
        }
        List<Integer> all = new ArrayList<>(before);
        while (all.size() + after.size() < IPV6_GROUPS) {
            all.add(0);
        }
        all.addAll(after);
        return all;
    }

    /** Empty for nothing; null where a part is no number up to {@code most}. */
    private static @Nullable List<Integer> numbers(String text, String between, int radix, int most) {
        List<Integer> numbers = new ArrayList<>();
        if (text.isEmpty()) {
            return numbers;
        }
        for (String part : text.split(between, -1)) {
            if (part.isEmpty() || part.length() > IPV4_GROUPS) {
                return null;
            }
            int number = Integer.parseInt(part, radix);
            if (number > most) {
                return null;
            }
            numbers.add(number);
        }
        return numbers;
    }

    private static String text(List<Integer> groups) {
        StringBuilder text = new StringBuilder();
        for (int group : groups) {
            if (!text.isEmpty()) {
                text.append(groups.size() == IPV4_GROUPS ? '.' : ':');
            }
            text.append(groups.size() == IPV4_GROUPS ? Integer.toString(group) : Integer.toHexString(group));
        }
        return text.toString();
    }
}
