package lanchat.it;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts chat-client.jar with its streams on pipes. */
final class ClientProcess {
    private ClientProcess() {}

    /** A client of the server at this port of 127.0.0.1. */
    static Running start(Javas java, int port, String... options) throws IOException {
        return start(java, Map.of(), Jars.SHORT_LIVED, port, options);
    }

    /** The same, under these variables of the environment and with these options for the JVM. */
    static Running start(
            Javas java, Map<String, String> environment, List<String> jvmOptions, int port, String... options)
            throws IOException {
        return Running.start(Jars.command(java, jvmOptions, Jars.CLIENT, arguments(port, options)), environment);
    }

    /** What stands behind the jar's name on the command line. */
    static String[] arguments(int port, String... options) {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("127.0.0.1", Integer.toString(port)));
        return arguments.toArray(new String[0]);
    }
}
