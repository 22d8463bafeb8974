package lanchat.server.door;

import java.util.HashMap;
import java.util.Map;

/** How many take chat-client.jar away at the same time, together and from each address. Any thread may call. */
final class Downloads {
    /** A party's worth at once; the others wait for seconds. */
    static final int MOST = 20;

    /** Of one address, so that nobody alone keeps the others from it. The server's own machine does not count. */
    static final int MOST_FROM_ONE = 4;

    private final Map<String, Integer> from = new HashMap<>();
    private int all;

    /**
     * Takes a place; false where there is none. A place taken is to be given back with {@link #end}.
     *
     * @param fromHere whether the address is the server's own machine
     */
    synchronized boolean begin(String address, boolean fromHere) {
        int ofThis = from.getOrDefault(address, 0);
        if (all >= MOST || (ofThis >= MOST_FROM_ONE && !fromHere)) {
            return false;
        }
        all++;
        from.put(address, ofThis + 1);
        return true;
    }

    synchronized void end(String address) {
        all--;
        from.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
    }
}
