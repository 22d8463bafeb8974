/**
 * The room itself, pure: it decides proposals and applies events, and knows no sockets, threads, files, clock or dice.
 *
 * <p>Start with {@link lanchat.server.room.Room}.
 */
@NullMarked
package lanchat.server.room;

import org.jspecify.annotations.NullMarked;
