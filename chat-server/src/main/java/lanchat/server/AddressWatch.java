package lanchat.server;

import java.net.InetAddress;
import java.net.SocketException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import lanchat.common.NetworkAddress;
import lanchat.common.Threads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that this machine is at another address than when the room was opened, for example because a laptop has woken
 * up elsewhere, and tells the host what friends are to type now. A socket that listens hears nothing of it.
 *
 * <p>Owns its thread, which looks now and then.
 */
final class AddressWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AddressWatch.class);
    private static final long LOOK_SECONDS = 5;

    private final InetAddress asked;
    private final int port;
    private final boolean mustEncrypt;
    private final Consumer<String> host;
    private final ScheduledThreadPoolExecutor looking =
            new ScheduledThreadPoolExecutor(1, task -> Threads.platform("address watch", task));

    private boolean there = true;
    private Set<InetAddress> told;

    /**
     * For a room that was opened just now; nothing happens before {@link #start}.
     *
     * @param asked where the server was told to listen
     * @param port where it listens
     * @param mustEncrypt whether nobody comes in without TLS
     * @param mine the addresses that this machine had then
     * @param host is told, a line at a time
     */
    AddressWatch(InetAddress asked, int port, boolean mustEncrypt, List<NetworkAddress> mine, Consumer<String> host) {
        this.asked = asked;
        this.port = port;
        this.mustEncrypt = mustEncrypt;
        this.host = host;
        this.told = usable(mine);
    }

    void start() {
        var unused = looking.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            compare(NetworkAddress.all());
        } catch (SocketException untold) {
            LOG.debug("This machine's addresses can't be listed: {}", untold.getMessage());
        }
    }

    /** These are the addresses now. */
    void compare(List<NetworkAddress> mine) {
        if (asked.isLoopbackAddress()) {
            return;
        }
        if (asked.isAnyLocalAddress()) {
            compareAll(mine);
        } else {
            compareOne(mine);
        }
    }

    private void compareOne(List<NetworkAddress> mine) {
        boolean now = mine.stream().anyMatch(one -> one.up() && one.address().equals(asked));
        if (now == there) {
            return;
        }
        there = now;
        String address = NetworkAddress.typed(asked);
        if (now) {
            host.accept("The address " + address + " is back: friends can reach the room again.");
            return;
        }
        List<NetworkAddress> best = WaysIn.best(mine);
        host.accept("The address " + address + " is not this machine's any more: nobody can reach the room there. "
                + (best.isEmpty()
                        ? "This machine is in no network now."
                        : "To be reached at its new address, start the server again: "
                                + WaysIn.serverCommand(best.get(0).typed(), port)));
    }

    /** Told only when none of the addresses that friends were told is left: one that comes or goes beside hurts nobody. */
    private void compareAll(List<NetworkAddress> mine) {
        Set<InetAddress> now = usable(mine);
        if (now.stream().anyMatch(told::contains) || now.equals(told)) {
            return;
        }
        told = now;
        if (now.isEmpty()) {
            host.accept("This machine is in no network any more: nobody can reach the room.");
        } else {
            host.accept("This machine is at another address now. Friends come in with:");
            WaysIn.joining(mine, port, mustEncrypt).forEach(line -> host.accept(line.strip()));
        }
    }

    private static Set<InetAddress> usable(List<NetworkAddress> mine) {
        return WaysIn.best(mine).stream().map(NetworkAddress::address).collect(Collectors.toSet());
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
