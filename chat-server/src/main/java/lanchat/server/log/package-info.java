/**
 * The room as a log: what was proposed is decided in one order, kept, and then shown.
 *
 * <p>Start with {@link lanchat.server.log.RoomLog}.
 */
@NullMarked
package lanchat.server.log;

import org.jspecify.annotations.NullMarked;
