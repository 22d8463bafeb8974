package lanchat.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The least that a server in Java with a command line does before somebody can connect; to compare starts with. */
@Command(name = "bare-server", description = "Takes connections and ends them.")
public final class BareServer implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "PORT", description = "Where it listens, on 127.0.0.1.")
    private int port;

    /** For picocli. */
    public BareServer() {}

    /** Runs until it is killed. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BareServer()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        try (ServerSocket listening = new ServerSocket(port, 0, InetAddress.getLoopbackAddress())) {
            while (!listening.isClosed()) {
                listening.accept().close();
            }
        }
        return 0;
    }
}
