package lanchat.client;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import lanchat.client.link.ConnectProblem;
import lanchat.client.link.Examination;
import lanchat.client.link.Examination.Found;
import lanchat.common.ClassicText;
import lanchat.common.CleanText;
import lanchat.common.Endpoint;
import lanchat.common.Home;
import lanchat.common.NetworkAddress;
import lanchat.common.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The command {@code doctor}: finds out why a client does not get in, step by step, and says what to do. It does not come
 * in itself.
 */
@Command(
        name = DoctorCommand.NAME,
        description = "Finds out which step on the way to a chat server fails, and says what to do about it.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all is well: a client would be asked for a name",
            "1:it could not be found out",
            "2:the command line was wrong",
            "10:the name can't be looked up",
            "11:there is no way to the address",
            "12:refused: nothing listens at that port",
            "13:nothing comes back, as from behind a firewall",
            "14:another program listens there, or one that says nothing",
            "15:a chat server that does not encrypt",
            "16:the room's key is not the one it had before",
            "17:the server's version does not fit this client's",
            "18:a chat server that takes nobody in at present"
        })
final class DoctorCommand implements Callable<Integer> {
    static final String NAME = "doctor";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "ADDRESS [PORT]",
            arity = "0..*",
            hideParamSyntax = true,
            description = "Where the server should be, as for joining.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--home",
            paramLabel = "DIRECTORY",
            description = "Where the keys of servers are remembered, in client/ below it (default: ~/.lanchat).")
    private @Nullable String home;

    @Override
    public Integer call() {
        Endpoint server;
        Path remembered;
        try {
            if (words.isEmpty()) {
                throw new ParameterException(spec.commandLine(), "Which server? Its address is missing.");
            }
            server = Endpoint.forClient(words);
            remembered = Home.directoryIfAny(home);
        } catch (RefusedException e) {
            spec.commandLine().getErr().println(ClassicText.refused(e.refusal().sentence()));
            return 2;
        }
        try {
            examine(server, new Examination(server, remembered));
            return 0;
        } catch (ConnectProblem problem) {
            Diagnosis diagnosis = Diagnosis.of(problem.why());
            step("problem", problem.sentence());
            diagnosis.advice(server.port()).forEach(line -> say("  " + line));
            return diagnosis.code();
        }
    }

    private void examine(Endpoint server, Examination examination) throws ConnectProblem {
        List<InetSocketAddress> addresses = examination.lookUp();
        String typed = addresses.stream()
                .map(one -> NetworkAddress.typed(one.getAddress()))
                .collect(Collectors.joining(", "));
        step("name", typed.equals(server.host()) ? typed + " is an address" : server.host() + " is " + typed);
        for (InetSocketAddress address : addresses) {
            step("network", network(address.getAddress()));
        }
        InetSocketAddress reached;
        try {
            reached = examination.connect(addresses);
        } catch (ConnectProblem problem) {
            if (problem.why() == ConnectProblem.Cause.NOBODY_LISTENS) {
                lookAtLoopback(addresses, server.port());
            }
            throw problem;
        }
        step(
                "connect",
                "something listens at " + NetworkAddress.typed(reached.getAddress()) + " port " + server.port());
        Found found = examination.meet(reached, ClientCommand.Version.program());
        step("server", "it is a chat server: " + CleanText.line(found.program()));
        step(
                "key",
                (found.known() ? "the one this room had before: " : "not met before: ")
                        + found.key().words());
        step(
                "result",
                "all is well. Join with: java -jar chat-client.jar " + server.host() + " " + server.port()
                        + (found.asksPassword() ? " (it asks for a password)" : ""));
    }

    /** Where the server is on this very machine, one can look whether it only listens to it. */
    private void lookAtLoopback(List<InetSocketAddress> addresses, int port) {
        boolean ours = addresses.stream().anyMatch(one -> isOurs(one.getAddress()));
        boolean loopback = addresses.stream().anyMatch(one -> one.getAddress().isLoopbackAddress());
        if (ours && !loopback && Examination.listens(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            step(
                    "found",
                    "something listens at 127.0.0.1 port " + port + " and at no other address of this machine: the"
                            + " server was started for 127.0.0.1 only. Start it without an address.");
        }
    }

    private static boolean isOurs(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException untold) {
            return false;
        }
    }

    /** Whether the address is in one of this machine's own networks: if not, others have to pass it on. */
    private static String network(InetAddress address) {
        String typed = NetworkAddress.typed(address);
        if (address.isLoopbackAddress()) {
            return typed + " is this machine itself";
        }
        List<String> networks = new ArrayList<>();
        try {
            for (NetworkInterface card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                if (!card.isUp() || card.isLoopback()) {
                    continue;
                }
                for (InterfaceAddress own : card.getInterfaceAddresses()) {
                    String mine = card.getName() + " (" + NetworkAddress.typed(own.getAddress()) + ")";
                    if (own.getAddress().equals(address)) {
                        return typed + " is this machine itself, by " + mine;
                    }
                    if (isInside(address, own)) {
                        return typed + " is in the same network as this machine, by " + mine;
                    }
                    if (!own.getAddress().isLinkLocalAddress()) {
                        networks.add(mine);
                    }
                }
            }
        } catch (SocketException none) {
            networks.clear(); // So Java says that there is no card with an address.
        }
        return networks.isEmpty()
                ? "this machine is in no network now"
                : typed + " is in none of this machine's networks: " + String.join(", ", networks);
    }

    private static boolean isInside(InetAddress address, InterfaceAddress own) {
        byte[] one = address.getAddress();
        byte[] other = own.getAddress().getAddress();
        if (one.length != other.length) {
            return false;
        }
        int bits = own.getNetworkPrefixLength();
        for (int i = 0; i < bits; i++) {
            int mask = 0x80 >> (i % 8);
            if ((one[i / 8] & mask) != (other[i / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private void step(String what, String sentence) {
        say(String.format("%-8s ", what) + sentence);
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
