package lanchat.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A server to measure, in one configuration.
 *
 * @param name as it stands in tables
 * @param version what it says of itself
 * @param speech how one talks with it
 * @param connectsPerSecond how many connections a second it takes; some have so short a queue that more get lost and are
 *     tried again by TCP only a second later
 * @param underWay how many at once come in; some let in whoever waits, once a second
 * @param maxMembers more than this it can't have
 * @param reference whether it is no chat that people use, but something to see what the machine can do
 * @param launch how it is started
 */
record Contender(
        String name,
        String version,
        Speech speech,
        long connectsPerSecond,
        int underWay,
        int maxMembers,
        boolean reference,
        Launch launch) {
    /** As fast as they come. */
    static final long AT_ONCE = 1_000_000;

    /** A queue of connections that any server has. */
    static final int A_FEW = 64;

    /** Makes ready what a server wants in its directory, and tells the command. */
    @FunctionalInterface
    interface Launch {
        List<String> command(Path directory, int port) throws IOException;
    }
}
