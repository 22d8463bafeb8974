package lanchat.client.screen;

import lanchat.common.Event;
import org.jspecify.annotations.Nullable;

/**
 * A line that is to be printed.
 *
 * @param classic the whole line in its classic form, clean
 * @param event what it says, where that is an event of the room
 * @param own whether this client's member caused the event
 * @param millis when it happened, in milliseconds since 1970 UTC
 */
record Shown(String classic, @Nullable Event event, boolean own, long millis) {}
