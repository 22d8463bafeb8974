package lanchat.server;

import java.util.List;
import lanchat.common.options.HelpPages.Group;

/** What {@code --help} and {@code --help-all} show; read only where one of them is asked for. */
final class ServerHelp {
    /** Fits on a screen of 80 by 24 with the next prompt below it. */
    static final String PAGE = """
            Usage: java -jar chat-server.jar [OPTIONS] [ADDRESS [PORT]]
                   java -jar chat-server.jar journal check|repair|export [PORT]
            Opens a chat room that friends on the same network join with chat-client.jar or
            nc. Without ADDRESS it listens on all of this machine's, without PORT at 8081.

            The options used most; --help-all shows all of them:
              --host-name NAME      your own name in the room (Host)
              --password-file FILE  ask everybody for the password in this file
              --require-tls         show out whoever does not encrypt, as nc does not
              --recent LINES        how many of the last lines a newcomer is shown (20)
              --home DIRECTORY      where the room and the server's key are (~/.lanchat)
              --ephemeral           keep nothing of the room on disk
              --no-announce         let nobody find the room without its address
              --no-console          read nothing from standard input
              -V, --version         version, commit and Java

            Examples:
              java -jar chat-server.jar
              java -jar chat-server.jar --recent 50 192.168.1.5 9000
              java -jar chat-server.jar --password-file room-password --require-tls
            Any option can stand in ~/.lanchat/server.properties, as in: recent=50
            Exit codes: 0 closed with /stop; 1 could not be opened; 2 wrong command line
            """;

    /** Every option, by what it is about. */
    static final List<Group> GROUPS = List.of(
            Group.of("The room", "--host-name", "--recent", "--announce-up-to", "--no-console"),
            Group.of("How it is found", "--no-announce", "--no-web"),
            Group.of("Who gets in", "--password-file", "--require-tls"),
            Group.of(
                    "What is kept",
                    "--home",
                    "--room",
                    "--ephemeral",
                    "--sync",
                    "--keep-days",
                    "--keep-size",
                    "--memory"),
            Group.of(
                    "Limits",
                    "--rate",
                    "--burst",
                    "--max-members",
                    "--max-per-address",
                    "--max-waiting",
                    "--name-time",
                    "--grace",
                    "--max-queued",
                    "--max-history",
                    "--max-found",
                    "--max-json",
                    "--max-json-depth"),
            Group.of("About this program", "--help", "--version"));

    private ServerHelp() {}
}
