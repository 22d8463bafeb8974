package lanchat.client;

import java.util.List;
import lanchat.common.options.HelpPages.Group;

/** What {@code --help} and {@code --help-all} show; read only where one of them is asked for. */
final class ClientHelp {
    /** Fits on a screen of 80 by 24 with the next prompt below it. */
    static final String PAGE = """
            Usage: java -jar chat-client.jar [OPTIONS] [ADDRESS [PORT]]
                   java -jar chat-client.jar doctor ADDRESS [PORT]
                   java -jar chat-client.jar key show|export FILE|import FILE
            Joins the room at ADDRESS, or one of those it hears of on this network.

            The options used most; --help-all shows all of them:
              --name NAME           your name in the room (else you are asked)
              --simple              the plain view: what you type stays as you typed it
              --no-color            names without colours
              --stay                go on listening when the input ends
              --give-up-after SEC   how long to try to come back (pipe: 60, terminal: ever)
              --password-file FILE  the room's password is in this file
              --no-tls              encrypt nothing
              --json                for programs: requests in, events out, in JSON
              -V, --version         version, commit and Java

            Examples:
              java -jar chat-client.jar 192.168.1.5
              java -jar chat-client.jar --name "Pavan Kumar" 192.168.1.5 8081
              make 2>&1 | java -jar chat-client.jar --name build 192.168.1.5
            Any option can stand in ~/.lanchat/client.properties, as in: name=Ann
            Exit codes: 0 all is in the room; 1 it is not, or no way in; 2 wrong command
            """;

    /** Every option, by what it is about. */
    static final List<Group> GROUPS = List.of(
            Group.of("You", "--name", "--new-session", "--home"),
            Group.of("The server", "--list", "--fingerprint", "--trust-new-key", "--no-tls", "--give-up-after"),
            Group.of("The room's password", "--password-file", "--plain-password"),
            Group.of("At a terminal", "--simple", "--no-color", "--no-status"),
            Group.of("Pipes and programs", "--stay", "--no-commands", "--encoding", "--json"),
            Group.of("About this program", "--help", "--version"));

    private ClientHelp() {}
}
