package lanchat.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The other servers, from Debian's packages of the same names, each set up so that nothing holds it back: no limits on
 * how fast or how many, no names looked up, nothing kept.
 */
final class Peers {
    private static final String NGIRCD = """
        [Global]
        Name = bench.local
        Info = benchmark
        Listen = 127.0.0.1
        Ports = {port}
        MotdPhrase = welcome
        ServerUID = nobody
        ServerGID = nogroup
        [Limits]
        MaxConnections = 0
        MaxConnectionsIP = 0
        MaxJoins = 0
        MaxPenaltyTime = 0
        PingTimeout = 3600
        PongTimeout = 3600
        [Options]
        DNS = no
        Ident = no
        PAM = no
        """;
    private static final String INSPIRCD = """
        <server name="bench.local" description="benchmark" network="bench">
        <admin name="nobody" nick="nobody" email="nobody@localhost">
        <bind address="127.0.0.1" port="{port}" type="clients">
        <connect name="all" allow="*" timeout="120" pingfreq="3600" threshold="2000000000" commandrate="1"
          fakelag="off" softsendq="{queue}" hardsendq="{queue}" recvq="1048576" localmax="100000" globalmax="100000"
          resolvehostnames="no" useident="no" useconnectban="no" limit="100000" maxconnwarn="off">
        <channels users="100" opers="100">
        <dns server="127.0.0.1" timeout="1">
        <options prefixquit="Quit: " defaultmodes="n">
        <performance softlimit="100000" somaxconn="4096" netbuffersize="65534" clonesonconnect="no">
        """;
    private static final String MOSQUITTO = """
        listener {port} 127.0.0.1
        allow_anonymous true
        set_tcp_nodelay true
        max_queued_messages {queue}
        max_connections -1
        persistence false
        log_type none
        user root
        """;
    private static final long MANY_BYTES = 1L << 30;
    private static final long USUAL_BYTES = 1L << 20;
    private static final int NCAT_MEMBERS = 1000;
    private static final int MANY = 20_000;

    private Peers() {}

    /**
     * Those that are installed. What is missing is told to {@code remark}, in a sentence.
     *
     * @param boundedQueues whether they keep their usual bounds on what waits for somebody who does not read
     */
    static List<Contender> installed(boolean boundedQueues, Consumer<String> remark) {
        List<Contender> found = new ArrayList<>();
        // Its queue of connections is short, and it waits with select(), which ends at 1024 files.
        find("ncat", remark)
                .ifPresent(program -> found.add(new Contender(
                        "ncat --chat",
                        version(program, "--version"),
                        PlainSpeech.NCAT,
                        300,
                        Contender.A_FEW,
                        NCAT_MEMBERS,
                        false,
                        (directory, port) -> List.of(
                                program, "-l", "-k", "--chat", "-m", "1010", "127.0.0.1", Integer.toString(port)))));
        find("ngircd", remark)
                .ifPresent(program -> found.add(new Contender(
                        "ngircd",
                        version(program, "--version"),
                        new IrcSpeech(),
                        1000,
                        Contender.A_FEW,
                        MANY,
                        false,
                        (directory, port) -> List.of(program, "-n", "-f", write(directory, NGIRCD, port, 0)))));
        long queue = boundedQueues ? USUAL_BYTES : MANY_BYTES;
        find("inspircd", remark)
                .ifPresent(program -> found.add(new Contender(
                        "inspircd",
                        version(program, "--version"),
                        new IrcSpeech(),
                        Contender.AT_ONCE,
                        MANY,
                        MANY,
                        false,
                        (directory, port) -> List.of(
                                program,
                                "--config",
                                write(directory, INSPIRCD, port, queue),
                                "--nofork",
                                "--runasroot",
                                "--nolog",
                                "--nopid"))));
        int messages = boundedQueues ? 1000 : 0;
        find("mosquitto", remark)
                .ifPresent(program -> found.add(new Contender(
                        "mosquitto",
                        version(program, "-h"),
                        new MqttSpeech(),
                        Contender.AT_ONCE,
                        Contender.A_FEW,
                        MANY,
                        false,
                        (directory, port) -> List.of(program, "-c", write(directory, MOSQUITTO, port, messages)))));
        return found;
    }

    /**
     * One more server of the user's own choice, as a reference.
     *
     * @param option {@code NAME=KIND:COMMAND} with {@code {port}} in the command; kinds: plain, bare, ncat, irc, mqtt,
     *     json
     * @throws IllegalArgumentException when it is not of that form, with a sentence
     */
    static Contender custom(String option) {
        int equals = option.indexOf('=');
        int colon = option.indexOf(':', equals);
        if (equals < 1 || colon < 0 || !option.contains("{port}")) {
            throw new IllegalArgumentException(
                    "a peer is written as NAME=KIND:COMMAND, with {port} in the command: " + option);
        }
        String command = option.substring(colon + 1).strip();
        return new Contender(
                option.substring(0, equals),
                command,
                speech(option.substring(equals + 1, colon)),
                Contender.AT_ONCE,
                Contender.A_FEW,
                MANY,
                true,
                (directory, port) -> List.of(
                        command.replace("{port}", Integer.toString(port)).split(" +")));
    }

    private static Speech speech(String kind) {
        return switch (kind) {
            case "plain" -> PlainSpeech.DOOR;
            case "bare" -> PlainSpeech.BARE;
            case "ncat" -> PlainSpeech.NCAT;
            case "json" -> new JsonSpeech();
            case "irc" -> new IrcSpeech();
            case "mqtt" -> new MqttSpeech();
            default -> throw new IllegalArgumentException("there is no kind of peer called " + kind);
        };
    }

    private static Optional<String> find(String name, Consumer<String> remark) {
        String path = System.getenv("PATH");
        Optional<String> found = Stream.concat(
                        Arrays.stream((path == null ? "" : path).split(File.pathSeparator)), Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
        if (found.isEmpty()) {
            remark.accept(name + " is not installed here and is left out.");
        }
        return found;
    }

    private static String version(String program, String option) {
        return Machine.firstLine(Machine.says(List.of(program, option)));
    }

    private static String write(Path directory, String settings, int port, long queue) throws IOException {
        String written = settings.replace("{port}", Integer.toString(port)).replace("{queue}", Long.toString(queue));
        return Files.writeString(directory.resolve("settings.conf"), written).toString();
    }
}
