package lanchat.client;

import lanchat.client.link.Encryption;
import lanchat.common.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for on the command line.
 *
 * @param server where to connect
 * @param encryption how to make sure of the server, and of the way to it
 * @param name the name to come in under; null when it is still to be asked for, or the first line of a pipe
 * @param stay whether to go on listening at the end of the input
 * @param commands whether a line that begins with a slash is a command
 */
record Choices(
        Endpoint server, Encryption encryption, @Nullable String name, boolean stay, boolean commands) {}
