/**
 * The server as a program: its command line, the host at its terminal, the addresses to type, and what went wrong.
 *
 * <p>Start with {@link lanchat.server.ServerCommand}; {@link lanchat.server.ChatServer} puts the room behind its doors.
 */
@NullMarked
package lanchat.server;

import org.jspecify.annotations.NullMarked;
