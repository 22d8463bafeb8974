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
 * @param dated whether that is the room's time for it, and not just the moment at which it is shown
 */
record Shown(String classic, @Nullable Event event, boolean own, long millis, boolean dated) {}
