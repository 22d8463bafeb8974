/**
 * The ways in and out: sockets, the dialects spoken on them, the list of connections, and the walk down that list.
 *
 * <p>Who writes to a member's socket is settled by the pen, see {@link lanchat.server.door.Feed}; what is written is
 * the log, from the member's cursor on, see {@link lanchat.server.door.Round}.
 */
@NullMarked
package lanchat.server.door;

import org.jspecify.annotations.NullMarked;
