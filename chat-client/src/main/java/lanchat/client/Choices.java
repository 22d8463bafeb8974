package lanchat.client;

import java.nio.file.Path;
import lanchat.client.link.Encryption;
import lanchat.common.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for on the command line.
 *
 * @param server where to connect
 * @param encryption how to make sure of the server, and of the way to it
 * @param password what to say to a room that asks for one
 * @param name the name to come in under; null when it is still to be asked for, or the first line of a pipe
 * @param stay whether to go on listening at the end of the input
 * @param json whether a program talks with this client, in JSON
 * @param commands whether a line that begins with a slash is a command
 * @param giveUpMillis how long to try to come back after the connection has broken; {@link #NEVER_GIVE_UP} for ever
 * @param home where to remember sessions; null for nowhere
 * @param newSession whether not to go on with a session that was remembered
 */
record Choices(
        Endpoint server,
        Encryption encryption,
        PasswordChoice password,
        @Nullable String name,
        boolean stay,
        boolean json,
        boolean commands,
        long giveUpMillis,
        @Nullable Path home,
        boolean newSession) {
    /** To be there again whenever the server is. */
    static final long NEVER_GIVE_UP = Long.MAX_VALUE;
}
