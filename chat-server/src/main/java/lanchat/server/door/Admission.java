package lanchat.server.door;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import lanchat.common.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Counts who is in, in all and per address, and refuses who would be too many. Loopback is exempt from the count per
 * address: people who share a machine, and tests, come from there.
 *
 * <p>Any thread may call; its monitor guards the counts.
 */
final class Admission {
    private final Bounds bounds;
    private final Map<InetAddress, Integer> perAddress = new HashMap<>();
    private int members;

    Admission(Bounds bounds) {
        this.bounds = bounds;
    }

    /** Counts one more from this address; a refusal, and no count, when there is no room. */
    synchronized @Nullable Refusal enter(InetAddress address) {
        if (members >= bounds.maxMembers()) {
            return new Refusal(
                    "room_full",
                    "The room is full: " + bounds.maxMembers() + " people are in it. Try again later, or ask the host"
                            + " for a larger --max-members.");
        }
        int fromHere = perAddress.getOrDefault(address, 0);
        if (fromHere >= bounds.maxPerAddress() && !address.isLoopbackAddress()) {
            return new Refusal(
                    "address_full",
                    bounds.maxPerAddress() + " people are in the room from your address already. Ask the host for a"
                            + " larger --max-per-address.");
        }
        members++;
        perAddress.put(address, fromHere + 1);
        return null;
    }

    /** One from this address has gone. */
    synchronized void leave(InetAddress address) {
        members--;
        perAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
    }
}
