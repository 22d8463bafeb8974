package lanchat.client;

import lanchat.common.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for on the command line.
 *
 * @param server where to connect
 * @param name the name to come in under; null when it is still to be asked for, or the first line of a pipe
 * @param stay whether to go on listening at the end of the input
 * @param commands whether a line that begins with a slash is a command
 */
record Choices(Endpoint server, @Nullable String name, boolean stay, boolean commands) {}
