/**
 * What both ends of the wire must agree on: events, requests and replies, names, text, commands and bounds.
 *
 * <p>Nothing here knows of a server or a client. Start with {@link lanchat.common.Event} and {@link
 * lanchat.common.Wire}.
 */
@NullMarked
package lanchat.common;

import org.jspecify.annotations.NullMarked;
